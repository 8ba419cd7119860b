import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { NodeId } from '../../src/shared/kernel/ids.ts'
import type { ServedNode } from '../support/served-node.ts'
import { ANNA, linked, Village } from '../support/village.ts'

/*
 * Whether proto/ and its README are enough to write a Node from: one that was, in
 * plain JavaScript, meets a real process.
 */
const SCRIPT = join(import.meta.dirname, '../interop/plain-node.mjs')
/** What "a plain script" is held to. */
const MAX_LINES = 200
const NAME = 'Plain'

/** One line of what the script says. */
interface Told {
  readonly event: string
  readonly nodeId?: NodeId
  readonly [field: string]: unknown
}

/** The script in a process of its own, and its lines one by one. */
function runScript(...args: readonly string[]) {
  const child = spawn(process.execPath, [SCRIPT, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const [lines, stderr] = [
    createInterface({ input: child.stdout })[Symbol.asyncIterator](),
    text(child.stderr),
  ]
  onTestFinished(() => void child.kill('SIGKILL'))
  return {
    async told(event: string): Promise<Told> {
      for (;;) {
        const { value, done } = await lines.next()
        if (done) throw new Error(`no word of ${event}: ${await stderr}`)
        const told = JSON.parse(value) as Told
        if (told.event === event) return told
      }
    },
    stderr,
  }
}

const village = new Village()
let node: ServedNode

beforeAll(async () => {
  ;[node] = (await village.federation(await village.home('Arvika'))) as [ServedNode]
})
afterAll(() => village.close())

describe('a Node written from the documentation alone', () => {
  test('is a short script, and takes nothing from the sources', () => {
    const source = readFileSync(SCRIPT, 'utf8')
    expect(source.trimEnd().split('\n').length).toBeLessThanOrEqual(MAX_LINES)
    const imported = [...source.matchAll(/(?:from|import\(?) '([^']+)'/gu)].map(([, name]) => name)
    expect(imported.length).toBeGreaterThan(0)
    expect(imported.filter((name) => name?.startsWith('.') || name?.includes('src/'))).toEqual([])
  })

  test('joins a process, reports, talks in a sealed session, and hears an alert', async () => {
    const { invite } = await node.bridge.invites.create({})
    const plain = runScript(invite, NAME)
    const { nodeId } = await plain.told('joined')
    if (nodeId === undefined) throw new Error('it tells its name when it has joined')
    await linked(node, 1)

    await node.until('map.changed', async () => (await node.bridge.map.reports({})).reports.length > 0)
    expect((await node.bridge.map.reports({})).reports).toMatchObject([
      { nodeId, name: NAME, resource: 'water', state: 'deficit', low: 0, high: 600, unit: 'L', hops: 1 },
    ])

    await plain.told('heard')
    const { messages } = await node.bridge.neighbours.conversation({ nodeId })
    expect(messages).toMatchObject([{ text: 'Good morning from a plain Node.', state: 'received' }])
    await node.bridge.neighbours.talk({ nodeId, text: 'God morgon. おはよう。' })
    expect(await plain.told('talk')).toMatchObject({ text: 'God morgon. おはよう。' })
    await plain.told('caught-up')

    const anna = await node.as(ANNA.name, ANNA.pin)
    const said = { kind: 'hallucination', severity: 'high', summary: 'The forecast invents a well' } as const
    await anna.alerts.raise({ ...said, detail: '', system: 'Forecast 3' })
    expect(await plain.told('alert')).toMatchObject({
      ...{ lane: 'alert', mirror: ANNA.name, summary: said.summary, system: 'Forecast 3' },
      kind: 'ALERT_KIND_HALLUCINATION',
    })
    const { neighbours } = await node.bridge.neighbours.list({})
    expect(neighbours).toMatchObject([{ nodeId, name: NAME, connected: true, session: 'open', limits: [] }])
  })

  test('is not let in where it is not welcome', async () => {
    const { invite, inviteId } = await node.bridge.invites.create({})
    await node.bridge.invites.revoke({ inviteId })
    const plain = runScript(invite, NAME)
    await expect(plain.told('joined')).rejects.toThrow('JOIN_STATUS_REVOKED')
  })
})
