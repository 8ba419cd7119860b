import { existsSync } from 'node:fs'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readRunningFile } from '../../src/main/hosts/node/running-file.ts'
import { VALLEYS } from '../../src/main/rehearsal/practice-valleys.ts'
import { LANGUAGES } from '../../src/shared/kernel/language.ts'
import { failureOf } from '../support/failure.ts'
import { TestSocket } from '../support/loopback.ts'
import type { ServedNode } from '../support/served-node.ts'
import { ANNA, type Home, Village } from '../support/village.ts'

/** Longest until there is something on the map, and until the first alert, from the moment of entering. */
const MAP_WITHIN_MS = 10_000
const ALERT_WITHIN_MS = 20_000
/** State of a socket that listens. Source: Linux, include/net/tcp_states.h, TCP_LISTEN. */
const TCP_LISTEN = '0A'

const SAID = { kind: 'hallucination', severity: 'low', summary: 'Practising', system: 'Nothing' } as const

const village = new Village()
let home: Home
let node: ServedNode

beforeAll(async () => {
  home = await village.home('Live')
  node = await village.serve(home, '--new-federation', 'test')
})

afterAll(() => village.close())

/** Inodes of the sockets on which the Node's process listens. */
async function listening(): Promise<string[]> {
  const folder = `/proc/${readRunningFile(home.data)?.pid}`
  const tables = await Promise.all(['tcp', 'tcp6'].map((table) => readFile(`${folder}/net/${table}`, 'utf8')))
  const open = tables.flatMap((table) =>
    table.split('\n').flatMap((line) => {
      const fields = line.trim().split(/\s+/u)
      return fields[3] === TCP_LISTEN ? [fields[9] ?? ''] : []
    }),
  )
  const handles = await readdir(`${folder}/fd`)
  const links = await Promise.all(handles.map((fd) => readlink(`${folder}/fd/${fd}`).catch(() => '')))
  return open.filter((inode) => links.includes(`socket:[${inode}]`)).sort()
}

/** What a page is answered, whatever happens meanwhile. */
async function answerOf(page: TestSocket, method: string, input: unknown = {}): Promise<unknown> {
  page.send({ t: 'call', id: 1, method, input })
  for (;;) {
    const frame = await page.next()
    if (frame.t === 'ok') return frame.output
    if (frame.t === 'err') throw new Error(frame.error.code)
  }
}

describe('practice at a served Node', { timeout: 90_000 }, () => {
  test('has neighbours with figures at once and an alert soon, and shares nothing with the live Node', async () => {
    const { bridge } = node
    const anna = await node.as(ANNA.name, ANNA.pin)
    const live = await bridge.node.status({})
    const socketsBefore = process.platform === 'linux' ? await listening() : []

    const enteredAtMs = Date.now()
    await bridge.practice.enter({ language: 'sv' })
    const inside = await bridge.node.status({})
    expect(inside).toMatchObject({ practice: true, host: 'node', locked: false })
    expect(inside.nodeId).not.toBe(live.nodeId)
    expect(inside.federationId).not.toBe(live.federationId)
    expect(inside.addresses).toEqual([`/simulated/p2p/${inside.nodeId}`])
    expect((await bridge.setup.status({})).phase).toBe('open')
    const { dataDir } = await bridge.host.describe({})
    expect(dataDir.startsWith(join(home.data, 'practice'))).toBe(true)

    await node.until('map.changed', async () => (await bridge.map.reports({})).reports.length > 0)
    expect(Date.now() - enteredAtMs).toBeLessThan(MAP_WITHIN_MS)
    await node.until('alerts.changed', async () => (await bridge.alerts.list({})).alerts.length > 0)
    expect(Date.now() - enteredAtMs).toBeLessThan(ALERT_WITHIN_MS)
    const shown = async (): Promise<number> =>
      new Set((await bridge.map.reports({})).reports.map(({ nodeId }) => nodeId)).size
    await node.until('map.changed', async () => (await shown()) >= 6)

    expect(await anna.node.status({})).toMatchObject({ nodeId: live.nodeId, knownNodes: 0, neighbours: 0 })
    expect((await anna.map.reports({})).reports).toEqual([])
    expect((await anna.alerts.list({})).alerts).toEqual([])
    if (process.platform === 'linux') expect(await listening()).toEqual(socketsBefore)

    await bridge.practice.leave({})
    expect(await bridge.node.status({})).toMatchObject({ nodeId: live.nodeId, knownNodes: 0 })
    expect(existsSync(join(home.data, 'practice'))).toBe(false)
  })

  test.each(LANGUAGES)('speaks %s, with a past to look at and a Mirror who can act', async (language) => {
    const { bridge } = node
    const { mirrorName } = await bridge.practice.enter({ language })
    try {
      const { mirrors } = await bridge.mirrors.list({})
      expect(mirrors).toEqual([expect.objectContaining({ name: mirrorName, unlocked: true })])
      expect((await bridge.settings.get({})).language).toBe(language)
      const { resources } = await bridge.resources.own({})
      expect(resources.map(({ resource, state }) => `${resource} ${state}`).sort()).toEqual([
        'energy enough',
        'food deficit',
        'water surplus',
      ])
      const { points } = await bridge.resources.history({ resource: 'water' })
      expect(points.length).toBeGreaterThan(160)
      expect(await bridge.alerts.raise(SAID)).toMatchObject({ heldBack: false })
    } finally {
      await bridge.practice.leave({})
    }
    expect((await bridge.alerts.list({})).alerts).toEqual([])
    expect(await failureOf(bridge.alerts.raise(SAID))).toMatchObject({ code: 'mirror-locked' })
  })

  test('has neighbours who answer a word, in its language', async () => {
    const { bridge } = node
    await bridge.practice.enter({ language: 'ja' })
    try {
      const inReach = async () =>
        (await bridge.neighbours.list({})).neighbours.find(({ connected }) => connected)
      await node.until('neighbours.changed', async () => (await inReach()) !== undefined)
      const nodeId = (await inReach())?.nodeId ?? node.id
      await bridge.neighbours.talk({ nodeId, text: 'こんにちは' })
      const answers = async (): Promise<string[]> => {
        const { messages } = await bridge.neighbours.conversation({ nodeId })
        return messages.filter(({ ours }) => !ours).map(({ text }) => text)
      }
      await node.until('neighbours.changed', async () => (await answers()).length > 0)
      expect(VALLEYS.ja.replies).toContain((await answers()).at(-1))
    } finally {
      await bridge.practice.leave({})
    }
    expect((await bridge.neighbours.conversations({})).conversations).toEqual([])
  })

  test('is still there for a page that is loaded again', async () => {
    const running = readRunningFile(home.data)
    if (running === null) throw new Error('a ready Node is to be found in its folder')
    const page = new TestSocket(running.port)
    const session = await page.enter(running.token)
    await answerOf(page, 'practice.enter', { language: 'en' })
    await page.close()
    const again = new TestSocket(running.port)
    expect(await again.enter(running.token, session)).toBe(session)
    expect(await answerOf(again, 'node.status')).toMatchObject({ practice: true, locked: false })
    await answerOf(again, 'practice.leave')
    await again.close()
  })

  test('leaves nothing of one that a crash cut short', async () => {
    await node.bridge.practice.enter({ language: 'en' })
    expect(existsSync(join(home.data, 'practice'))).toBe(true)
    await node.kill()
    node = await village.serve(home)
    expect(existsSync(join(home.data, 'practice'))).toBe(false)
    expect(await node.bridge.practice.status({})).toMatchObject({ running: false, inside: false })
  })
})
