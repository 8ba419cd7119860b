import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TalkMessage } from '../../src/shared/contract/neighbours.ts'
import { failureOf } from '../support/failure.ts'
import { runMirrorwell } from '../support/mirrorwell-process.ts'
import { NodeTables } from '../support/node-tables.ts'
import type { ServedNode } from '../support/served-node.ts'
import { type Home, linked, Village } from '../support/village.ts'

const village = new Village()
let homes: readonly [Home, Home]
let a: ServedNode
let b: ServedNode

beforeAll(async () => {
  homes = [await village.home('Arvika'), await village.home('茅野')]
  const [first, second] = await village.federation(...homes)
  if (!first || !second) throw new Error('two were asked for')
  ;[a, b] = [first, second]
})

afterAll(() => village.close())

/** What was said between two Nodes, oldest first, as one of them has it. */
async function saidAt(node: ServedNode, other: ServedNode): Promise<readonly TalkMessage[]> {
  const { messages } = await node.bridge.neighbours.conversation({ nodeId: other.id, limit: 1_000 })
  return messages.toReversed()
}
const textsAt = async (node: ServedNode, other: ServedNode): Promise<readonly string[]> =>
  (await saidAt(node, other)).map(({ text }) => text)

/** Resolves once a Node has so many messages with the other, all of them received. */
const received = (node: ServedNode, other: ServedNode, count: number): Promise<void> =>
  node.until('neighbours.changed', async () => {
    const said = await saidAt(node, other)
    return said.length === count && said.every(({ state }) => state === 'received')
  })

describe('talk between two processes', () => {
  test('is there in a moment, both ways, and known to be', async () => {
    await a.bridge.neighbours.talk({ nodeId: b.id, text: 'Is the mill running?' })
    await received(b, a, 1)
    await b.bridge.neighbours.talk({ nodeId: a.id, text: 'はい、\n今日も。' })
    await Promise.all([received(a, b, 2), received(b, a, 2)])
    expect(await textsAt(a, b)).toEqual(['Is the mill running?', 'はい、\n今日も。'])
    expect((await a.bridge.neighbours.conversations({})).conversations).toMatchObject([
      { nodeId: b.id, lastText: 'はい、\n今日も。', unread: 1 },
    ])
  })

  test('waits for a process that is away, and reaches it in order, once', async () => {
    const before = await textsAt(a, b)
    const news = Array.from({ length: 12 }, (_, n) => `while you were away ${n}`)
    await b.kill()
    for (const text of news) await a.bridge.neighbours.talk({ nodeId: b.id, text })
    expect((await saidAt(a, b)).at(-1)?.state).toBe('queued')
    b = await village.serve(homes[1])
    await received(a, b, before.length + news.length)
    expect(await textsAt(b, a)).toEqual([...before, ...news])
  })

  test('loses nothing that was acknowledged when a process is killed at once', async () => {
    const before = await textsAt(b, a)
    const promised: string[] = []
    for (let round = 0; round < 2; round += 1) {
      for (let n = 0; n < 4; n += 1) {
        const text = `round ${round}, word ${n}`
        await a.bridge.neighbours.talk({ nodeId: b.id, text })
        promised.push(text)
      }
      await a.kill()
      a = await village.serve(homes[0])
      await linked(a, 1)
    }
    await received(a, b, before.length + promised.length)
    expect(await textsAt(b, a)).toEqual([...before, ...promised])
  })

  test('loses nothing, and says nothing twice, when the other is killed while it comes', async () => {
    const before = await textsAt(a, b)
    const said = Array.from({ length: 12 }, (_, n) => `take care ${n}`)
    for (const text of said) await a.bridge.neighbours.talk({ nodeId: b.id, text })
    await b.kill()
    b = await village.serve(homes[1])
    await received(a, b, before.length + said.length)
    expect(await textsAt(b, a)).toEqual([...before, ...said])
  })

  test('stands in no log, and no third Node could ask for it', async () => {
    const tables = new NodeTables(b.databasePath)
    const kinds = new Set(tables.entries().map(({ kind }) => kind))
    tables.close()
    expect(kinds.has('talk')).toBe(false)
  })

  test('works from the command line', async () => {
    const input = JSON.stringify({ nodeId: b.id, text: 'from a script' })
    const { stdout } = await runMirrorwell(['call', 'neighbours.talk', input, '--data', homes[0].data])
    expect(JSON.parse(stdout)).toEqual({ id: expect.stringMatching(/^[0-9a-f]{32}$/u) })
    await b.until('neighbours.changed', async () => (await textsAt(b, a)).at(-1) === 'from a script')
  })

  test('is held with Nodes that are known, and not with oneself', async () => {
    expect(await failureOf(a.bridge.neighbours.talk({ nodeId: a.id, text: 'x' }))).toMatchObject({
      code: 'neighbour-unknown',
    })
  })
})
