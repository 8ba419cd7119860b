import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CallView } from '../../src/shared/contract/neighbour-calls.ts'
import { failureOf } from '../support/failure.ts'
import { runMirrorwell } from '../support/mirrorwell-process.ts'
import type { ServedNode } from '../support/served-node.ts'
import { ANNA, type Home, linked, Village } from '../support/village.ts'

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

/** Calls between two Nodes as one of them has them, newest first. */
async function callsAt(node: ServedNode, other: ServedNode): Promise<readonly CallView[]> {
  return (await node.bridge.neighbours.calls({ nodeId: other.id, limit: 500 })).calls
}
const callAt = async (node: ServedNode, other: ServedNode, id: string): Promise<CallView | undefined> =>
  (await callsAt(node, other)).find((call) => call.id === id)

/** Resolves once a call of a Node has come so far. */
const reached = (node: ServedNode, other: ServedNode, id: string, has: (call: CallView) => boolean) =>
  node.until('neighbours.changed', async () => {
    const call = await callAt(node, other, id)
    return call !== undefined && has(call)
  })

describe('a wake-up between two processes', () => {
  test('is answered, shown to their people, and followed by how their Node fares', async () => {
    const { id } = await a.bridge.neighbours.wake({ nodeId: b.id })
    await reached(a, b, id, ({ status }) => status !== null)
    expect(await callAt(a, b, id)).toMatchObject({
      ...{ kind: 'wake-up', ours: true, state: 'answered', reason: null, tries: 1 },
      status: { caughtUp: true, version: (await b.bridge.node.status({})).version },
    })
    expect(await callAt(b, a, id)).toMatchObject({ ours: false, state: 'answered', unseen: true })
  })

  test('waits for their people until one of them says something', async () => {
    const { id } = await a.bridge.neighbours.wake({ nodeId: b.id })
    await reached(b, a, id, ({ unseen }) => unseen)
    await b.bridge.neighbours.talk({ nodeId: a.id, text: 'Here, at the pump.' })
    await reached(b, a, id, ({ unseen }) => !unseen)
  })

  test('is refused with its reason where their people let nobody wake them', async () => {
    await b.bridge.settings.set({ wakeFrom: 'nobody' })
    const { id } = await a.bridge.neighbours.wake({ nodeId: b.id })
    await reached(a, b, id, ({ state }) => state === 'refused')
    expect(await callAt(a, b, id)).toMatchObject({ reason: 'nobody-may', status: null })
    expect(await callAt(b, a, id)).toMatchObject({ state: 'refused', reason: 'nobody-may' })
    await b.bridge.settings.set({ wakeFrom: 'pinned' })
  })

  test('is refused with its reason where they do not keep this Node close', async () => {
    const acting = await b.as(ANNA.name, ANNA.pin)
    await acting.neighbours.pin({ nodeId: a.id, pinned: false })
    const { id } = await a.bridge.neighbours.wake({ nodeId: b.id })
    await reached(a, b, id, ({ state }) => state === 'refused')
    expect(await callAt(a, b, id)).toMatchObject({ reason: 'not-pinned' })
    await acting.neighbours.pin({ nodeId: a.id, pinned: true })
  })

  test('waits through a restart of this process, and is answered once theirs is back', async () => {
    await b.kill()
    const { id } = await a.bridge.neighbours.wake({ nodeId: b.id })
    await a.kill()
    a = await village.serve(homes[0])
    expect(await callAt(a, b, id)).toMatchObject({ state: 'waiting' })
    b = await village.serve(homes[1])
    await reached(a, b, id, ({ state }) => state === 'answered')
    expect((await callsAt(b, a)).filter((call) => call.id === id)).toHaveLength(1)
  })

  test('comes no more often than this Node would take it itself', async () => {
    await b.kill() // what waits is one, however often it is asked for
    const { id } = await a.bridge.neighbours.wake({ nodeId: b.id })
    expect(await a.bridge.neighbours.wake({ nodeId: b.id })).toEqual({ id })
    b = await village.serve(homes[1])
    await reached(a, b, id, ({ state }) => state === 'answered')
    let failure: unknown = 'done'
    while (failure === 'done') {
      failure = await failureOf(async () => {
        const next = await a.bridge.neighbours.wake({ nodeId: b.id })
        await reached(a, b, next.id, ({ state }) => state !== 'waiting')
      })
    }
    expect(failure).toMatchObject({ code: 'call-too-often', retryAtMs: expect.any(Number) })
  })
})

describe('a report between two processes', () => {
  test('is there in a moment, and known to be', async () => {
    const { id, sent } = await a.bridge.neighbours.report({
      nodeId: b.id,
      text: '水路の修理は半分終わりました。',
    })
    expect(sent).toBe(true)
    await reached(a, b, id, ({ state }) => state === 'received')
    expect(await callAt(b, a, id)).toMatchObject({
      ...{ kind: 'report', ours: false, text: '水路の修理は半分終わりました。', unseen: true },
    })
  })

  test('is not sent again: what did not go is known not to have gone', async () => {
    await b.kill()
    await a.until('node.changed', async () => (await a.bridge.node.status({})).neighbours === 0)
    const { id, sent } = await a.bridge.neighbours.report({ nodeId: b.id, text: 'nobody there' })
    expect(sent).toBe(false)
    b = await village.serve(homes[1])
    await linked(a, 1)
    expect(await callAt(a, b, id)).toMatchObject({ state: 'unsent' })
    expect(await callAt(b, a, id)).toBeUndefined()
  })

  test('works from the command line, and ends at 1 KiB', async () => {
    const call = (text: string) => {
      const input = JSON.stringify({ nodeId: b.id, text })
      return runMirrorwell(['call', 'neighbours.report', input, '--data', homes[0].data])
    }
    expect(JSON.parse((await call('水'.repeat(341))).stdout)).toMatchObject({ sent: true })
    expect((await call('水'.repeat(342))).exitCode).toBe(1)
  })
})

describe('asking whether somebody is there', () => {
  test('tells how long it takes there and back', async () => {
    const answer = await a.bridge.neighbours.checkAlive({ nodeId: b.id })
    expect(answer).toMatchObject({ alive: true, reason: null })
    expect(answer.roundTripMs).toBeGreaterThan(0)
  })

  test('says why not', async () => {
    await b.kill()
    await a.until('node.changed', async () => (await a.bridge.node.status({})).neighbours === 0)
    expect(await a.bridge.neighbours.checkAlive({ nodeId: b.id })).toMatchObject({
      ...{ alive: false, roundTripMs: null, reason: 'out-of-reach' },
    })
  })
})

describe('linking anew', () => {
  test('to nobody says how each of three attempts went', async () => {
    const { attempts, connected, steps } = await a.bridge.neighbours.restart({ nodeId: b.id })
    expect([connected, attempts]).toEqual([false, 3])
    expect(steps.filter(({ step }) => step === 'linked')).toMatchObject(
      [1, 2, 3].map((attempt) => ({ attempt, done: false, reason: 'no-answer' })),
    )
  })

  test('ends link and session, and opens both again', async () => {
    b = await village.serve(homes[1])
    await linked(a, 1)
    const { attempts, connected, steps } = await a.bridge.neighbours.restart({ nodeId: b.id })
    expect([connected, attempts]).toEqual([true, 1])
    expect(steps.map(({ step, done }) => [step, done])).toEqual([
      ['session-ended', true],
      ['link-closed', true],
      ['linked', true],
      ['session-opened', true],
    ])
    expect(await a.bridge.neighbours.checkAlive({ nodeId: b.id })).toMatchObject({ alive: true })
  })

  test.each(['wake', 'checkAlive', 'restart'] as const)('with oneself is no call: %s', async (method) => {
    expect(await failureOf(a.bridge.neighbours[method]({ nodeId: a.id }))).toMatchObject({
      code: 'neighbour-unknown',
    })
  })
})
