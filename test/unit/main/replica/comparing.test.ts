import { describe, expect, onTestFinished, test } from 'vitest'
import { sealedSizeBytes } from '../../../../src/main/crypto/session/session-messages.ts'
import { fromHex } from '../../../../src/main/platform/bytes.ts'
import { ASK_AGAIN_MS } from '../../../../src/main/replica/catch-up.ts'
import { comparisonKey, isLower } from '../../../../src/main/replica/comparison/fingerprint.ts'
import { RELAY_WAIT_MS } from '../../../../src/main/replica/relaying.ts'
import { CATCH_UP_EVERY_MS } from '../../../../src/main/replica/replica.ts'
import { encodeSync } from '../../../../src/main/replica/sync-frames.ts'
import type { NodeId } from '../../../../src/shared/kernel/ids.ts'
import { reject } from '../../../../src/shared/kernel/verdict.ts'
import { TestClock } from '../../../support/clock.ts'
import { EntryAuthor, type Sealed } from '../../../support/entry-author.ts'
import { FrameExchange, type InFlight, linksOf, type Said, saidIn } from '../../../support/frame-exchange.ts'
import { testNodeId } from '../../../support/node-ids.ts'
import { among, entriesFrame } from '../../../support/replica-among.ts'
import { holdingsOf, replicaNode } from '../../../support/replica-node.ts'
import { idle } from '../../../support/test-timers.ts'

const SAID = { kind: 'mirror-credential', payload: Uint8Array.of(1) } as const
const SHOWN = { kind: 'node-profile', payload: Uint8Array.of(2) } as const
const SOMEBODY = testNodeId(60)
/** The least that has to come back when nothing is new: a two-thousandth of ten thousand ids. */
const NO_NEWS_MAX_BYTES = 160
/** Between two rounds with one neighbour. */
const ROUND_MS = 10_000

const contentOf = (flying: InFlight) => saidIn(flying).content

/** Two replicas that hold what they are given, not yet met. */
async function two(mine: readonly Sealed[], yours: readonly Sealed[]) {
  const [exchange, clock] = [new FrameExchange(), new TestClock()]
  const sides = [1, 2].map((n) => {
    const links = exchange.join(testNodeId(n))
    return { links, node: replicaNode({ n, ...linksOf(links), clock }) }
  })
  const [a, b] = sides
  if (a === undefined || b === undefined) throw new Error('there are two')
  const said: InFlight[] = []
  for (const { node } of sides) {
    await node.replica.start()
    onTestFinished(() => node.replica.stop())
  }
  await a.links.hear({ from: SOMEBODY, lane: 'main', frame: entriesFrame(mine) })
  await b.links.hear({ from: SOMEBODY, lane: 'main', frame: entriesFrame(yours) })
  exchange.part(a.node.nodeId, b.node.nodeId)
  for (const { node } of sides) node.realClock.advance(RELAY_WAIT_MS)

  /** Let everything arrive, and keep what it was. */
  async function settle(): Promise<InFlight[]> {
    const heard: InFlight[] = []
    for (let turn = 0; turn < 4; turn++) {
      for (let next = exchange.inFlight.shift(); next !== undefined; next = exchange.inFlight.shift()) {
        heard.push(next)
        await exchange.deliver(next)
      }
      await idle()
    }
    said.push(...heard)
    return heard
  }
  function pass(ms: number): Promise<InFlight[]> {
    clock.advance(ms)
    for (const { node } of sides) node.realClock.advance(ms)
    return settle()
  }
  function meet(): Promise<InFlight[]> {
    exchange.meet(a?.node.nodeId ?? SOMEBODY, b?.node.nodeId ?? SOMEBODY)
    return settle()
  }
  return { a: a.node, b: b.node, links: [a.links, b.links], exchange, meet, pass, settle }
}

/** Somebody's log of so many entries. */
function logOf(n: number, length: number): { author: EntryAuthor; log: Sealed[] } {
  const author = new EntryAuthor(n)
  const log = [author.open()]
  while (log.length < length) log.push(author.append(SAID))
  return { author, log }
}

describe('two neighbours that hold the same', () => {
  test('say no more than a fingerprint each, and know that they have caught up', async () => {
    const { log } = logOf(11, 40)
    const { a, b, meet, pass } = await two(log, log)
    const caughtUp: string[] = []
    for (const node of [a, b]) node.replica.onCaughtUp((nodeId) => caughtUp.push(nodeId))
    const frames = await meet()
    expect(new Set(frames.map(contentOf))).toEqual(new Set(['check']))
    const sizeBytes = frames.reduce((sum, { bytes }) => sum + sealedSizeBytes(bytes.length), 0)
    expect(sizeBytes).toBeLessThanOrEqual(NO_NEWS_MAX_BYTES)
    expect(caughtUp.toSorted()).toEqual([a.nodeId, b.nodeId].sort())
    const later = await pass(CATCH_UP_EVERY_MS)
    expect(new Set(later.map(contentOf))).toEqual(new Set(['check']))
  })
})

describe('two neighbours that each hold news', () => {
  test('ask each other once by cursors', async () => {
    const [mine, yours] = [logOf(11, 20), logOf(12, 20)]
    const { a, b, meet, pass } = await two(mine.log, yours.log)
    const frames = [...(await meet()), ...(await pass(ASK_AGAIN_MS))]
    expect(frames.map(contentOf).filter((content) => content === 'cursors')).toHaveLength(2)
    expect(holdingsOf(b)).toEqual(holdingsOf(a))
  })

  test('ask in turn where one alone has asked', async () => {
    const [mine, yours] = [logOf(11, 20), logOf(12, 20)]
    const { a, b, exchange, pass, settle } = await two(mine.log, yours.log)
    exchange.meet(a.nodeId, b.nodeId)
    exchange.inFlight.splice(0)
    await exchange.deliver({ from: b.nodeId, to: a.nodeId, lane: 'session', ...encodeSync({ cursors: {} }) })
    await settle()
    await pass(ASK_AGAIN_MS)
    expect(holdingsOf(b)).toEqual(holdingsOf(a))
  })
})

describe('two neighbours without a session', () => {
  test('ask each other nothing, and begin as soon as there is one', async () => {
    const { log } = logOf(11, 40)
    const { a, b, links, meet, pass, settle } = await two(log, log.slice(0, 12))
    for (const { sessions } of links) sessions.areOpen = false
    expect(await meet()).toEqual([])
    expect(await pass(CATCH_UP_EVERY_MS)).toEqual([])
    for (const { sessions } of links) sessions.openAll()
    await settle()
    expect(holdingsOf(b)).toEqual(holdingsOf(a))
  })

  test('go on under one key when one session takes the place of another in the midst of it', async () => {
    const { author, log } = logOf(11, 40)
    const [fork, branch] = [log.slice(0, 35), [author.append(SAID)]]
    const at = fork.at(-1)
    if (at !== undefined) author.rewind(at)
    const other = Array.from({ length: 6 }, () => author.append({ ...SAID, payload: Uint8Array.of(9) }))
    const { a, b, exchange, links, pass, settle } = await two([...log, ...branch], [...fork, ...other])
    exchange.meet(a.nodeId, b.nodeId)
    const begun = exchange.inFlight.splice(0, 1)
    for (const flying of begun) await exchange.deliver(flying)
    for (const { sessions } of links) sessions.openAll()
    const all = [...begun, ...(await settle()), ...(await pass(ROUND_MS))]
    const nonces = all.flatMap((flying) => saidIn(flying).check?.nonce ?? [])
    const drawn = nonces.filter(({ length }) => length > 0).map((nonce) => Buffer.from(nonce).toString('hex'))
    expect(new Set(drawn).size).toBe(2)
    expect(all.map(contentOf)).toContain('sketch')
    const proofs = [a, b].map(({ database }) => database.prepare('SELECT * FROM equivocations').all().length)
    expect(proofs.every((count) => count > 0)).toBe(true)
  })
})

describe('two neighbours whose session is lost with cursors under way', () => {
  test('go on as soon as there is another, and wait for no answer that may never come', async () => {
    const { log } = logOf(11, 40)
    const { a, b, exchange, links, settle } = await two(log, log.slice(0, 12))
    exchange.meet(a.nodeId, b.nodeId)
    const lost = new Set<NodeId>()
    for (let next = exchange.inFlight.shift(); next !== undefined; next = exchange.inFlight.shift()) {
      if (contentOf(next) === 'cursors') lost.add(next.from)
      else await exchange.deliver(next)
    }
    expect(lost.size).toBe(2)
    for (const { sessions } of links) sessions.openAll()
    await settle()
    expect(holdingsOf(b)).toEqual(holdingsOf(a))
  })
})

describe('two neighbours whose session is lost while the answer to cursors comes', () => {
  test('ask for nothing twice: entries come on the lanes, and hold the same once the last is here', async () => {
    const { log } = logOf(11, 300)
    const { a, b, exchange, links, settle } = await two(log, log.slice(0, 12))
    exchange.meet(a.nodeId, b.nodeId)
    const all: InFlight[] = []
    for (let next = exchange.inFlight.shift(); next !== undefined; next = exchange.inFlight.shift()) {
      all.push(next)
      await exchange.deliver(next)
      const { entries } = saidIn(next)
      if (entries?.catchingUp && !entries.last) break
    }
    const coming = exchange.inFlight.splice(0)
    for (const { sessions } of links) sessions.openAll()
    all.push(...(await settle()))
    exchange.inFlight.unshift(...coming)
    all.push(...(await settle()))
    const sent = all.flatMap((flying) => (saidIn(flying).entries?.catchingUp ? [saidIn(flying).entries] : []))
    expect(sent.length).toBeGreaterThan(3)
    expect(sent.reduce((sum, frame) => sum + (frame?.entries?.length ?? 0), 0)).toBe(300 - 12)
    expect(holdingsOf(b)).toEqual(holdingsOf(a))
  })
})

describe('two neighbours whose session is full', () => {
  test('say nothing again at once, and heal at a later look', async () => {
    const { log } = logOf(11, 40)
    const { a, b, links, meet, pass } = await two(log, log.slice(0, 12))
    for (const { sessions } of links) sessions.areFull = true
    await meet()
    const tried = links.map(({ sessions }) => sessions.saidInVain)
    expect(Math.max(...tried)).toBeLessThanOrEqual(2)
    for (const { sessions } of links) sessions.areFull = false
    await pass(CATCH_UP_EVERY_MS)
    await pass(CATCH_UP_EVERY_MS)
    expect(holdingsOf(b)).toEqual(holdingsOf(a))
  })
})

describe('who begins', () => {
  test('is the side with the lower key; the other does where its first word went past it', async () => {
    const [self, higher] = [testNodeId(1), higherThan(testNodeId(1))]
    const node = await among([higher])
    node.exchange.meet(higher, self)
    expect(node.sent().map(({ frame }) => frame.content)).toEqual(['check'])
    const members = new Set<NodeId>()
    const late = await among([LOWER], { isMember: (nodeId) => members.has(nodeId) })
    late.exchange.meet(LOWER, self)
    await late.hear(LOWER, { check: { nonce: new Uint8Array(16) } })
    expect(late.sent()).toEqual([])
    members.add(LOWER)
    late.replica.greet(LOWER)
    expect(late.sent().map(({ frame }) => frame.content)).toEqual(['check'])
  })

  test('is the higher key after two seconds, should the lower say nothing', async () => {
    const { exchange, realClock, sent } = await among([LOWER])
    exchange.meet(LOWER, testNodeId(1))
    expect(sent()).toEqual([])
    realClock.advance(2_000)
    expect(sent().map(({ frame }) => frame.content)).toEqual(['check'])
  })
})

describe('two neighbours of which one holds more', () => {
  test('bring each other what is new by cursors, and no more than that', async () => {
    const { log } = logOf(11, 20)
    const { a, b, meet } = await two(log, log.slice(0, 12))
    const frames = await meet()
    expect(holdingsOf(b)).toEqual(holdingsOf(a))
    expect(frames.map(contentOf)).not.toContain('sketch')
    expect(frames.map(contentOf)).not.toContain('ranges')
  })
})

describe('what cursors cannot see', () => {
  test('a fork in a log comes to light at both, with its proof', async () => {
    const { author, log } = logOf(11, 40)
    const [fork, branch] = [log.slice(0, 35), [author.append(SAID)]]
    const at = fork.at(-1)
    if (at !== undefined) author.rewind(at)
    const other = Array.from({ length: 6 }, () => author.append({ ...SAID, payload: Uint8Array.of(9) }))
    const { a, b, meet, pass, links } = await two([...log, ...branch], [...fork, ...other])
    await meet()
    await pass(ROUND_MS)
    const proofs = [a, b].map(({ database }) => database.prepare('SELECT * FROM equivocations').all().length)
    expect(proofs.every((count) => count > 0)).toBe(true)
    expect(links.flatMap(({ refusals }) => refusals).map(({ nodeId }) => nodeId)).not.toContain(a.nodeId)
    await pass(ROUND_MS)
    const later = await pass(CATCH_UP_EVERY_MS)
    expect(new Set(later.map(contentOf))).toEqual(new Set(['check']))
  })

  test('what one side refuses is not searched for at every meeting', async () => {
    const author = new EntryAuthor(11)
    const shown = author.seal({ ...SHOWN, stream: 'latest', sequence: 3 })
    const contrary = author.seal({ ...SHOWN, stream: 'latest', sequence: 3, payload: Uint8Array.of(7) })
    const { log } = logOf(12, 40)
    const { meet, pass } = await two([...log, shown], [...log, contrary])
    const first = [...(await meet()), ...(await pass(ROUND_MS))]
    expect(first.filter((frame) => contentOf(frame) === 'sketch').length).toBeGreaterThan(0)
    const later: InFlight[] = []
    for (let minute = 0; minute < 8; minute++) later.push(...(await pass(CATCH_UP_EVERY_MS)))
    expect(later.map(contentOf)).not.toContain('sketch')
    expect(later.map(contentOf)).not.toContain('wanted')
    expect(later.map(contentOf)).not.toContain('entries')
  })
})

describe('what a round finds', () => {
  test('is neither asked for nor given where it has come by another way meanwhile', async () => {
    const [{ log }, mine, yours] = [logOf(11, 40), logOf(12, 20), logOf(13, 20)]
    const { a, b, exchange, links, meet, pass } = await two(log, log.slice(0, 12))
    await meet()
    await pass(ROUND_MS)
    const [first, second] = links
    await first?.hear({ from: SOMEBODY, lane: 'main', frame: entriesFrame(mine.log) })
    await second?.hear({ from: SOMEBODY, lane: 'main', frame: entriesFrame(yours.log) })
    for (const { realClock } of [a, b]) realClock.advance(RELAY_WAIT_MS * 2)
    exchange.inFlight.splice(0)
    for (const { sessions } of links) sessions.openAll()
    const round: InFlight[] = []
    let hasBegun = false
    for (let next = exchange.inFlight.shift(); next !== undefined; next = exchange.inFlight.shift()) {
      if (hasBegun) round.push(next)
      else await exchange.deliver(next)
      hasBegun ||= contentOf(next) === 'sketch'
    }
    await first?.hear({ from: b.nodeId, lane: 'main', frame: entriesFrame(yours.log) })
    await second?.hear({ from: a.nodeId, lane: 'main', frame: entriesFrame(mine.log) })
    await pass(1)
    exchange.inFlight.push(...round)
    const after = await pass(1)
    expect(after.map(contentOf)).toContain('sketch')
    expect(after.map(contentOf)).not.toContain('wanted')
    expect(after.map(contentOf)).not.toContain('entries')
    expect(holdingsOf(b)).toEqual(holdingsOf(a))
  })
})

describe('a meeting', () => {
  test('is written down with what passed and what was learned about us', async () => {
    const { log } = logOf(11, 5)
    const { a, b, meet, pass } = await two([], log)
    await a.replica.publish(SHOWN)
    const told: NodeId[] = []
    a.replica.onMet((nodeId) => void told.push(nodeId))
    await meet()
    await pass(ROUND_MS)
    expect(told).toEqual([b.nodeId])
    const [ours, theirs] = [a.replica.meetings(b.nodeId, 9), b.replica.meetings(a.nodeId, 9)]
    expect(ours).toEqual([
      expect.objectContaining({
        level: true,
        items: 7,
        given: { 'epoch-opened': 1, 'node-profile': 1 },
        taken: { 'epoch-opened': 1, 'mirror-credential': 4 },
        learned: { 'epoch-opened': 1, 'node-profile': 1 },
      }),
    ])
    expect(theirs[0]?.learned).toEqual({})
    expect(ours[0]?.comparedBytes).toBeLessThan((ours[0]?.sentBytes ?? 0) + (ours[0]?.receivedBytes ?? 0))
  })

  test('is not what is said between two that stand in contact anyway', async () => {
    const { log } = logOf(11, 5)
    const { a, b, meet, pass } = await two(log, log)
    await meet()
    await pass(ROUND_MS)
    const before = b.replica.meetings(a.nodeId, 9)
    await a.replica.publish(SHOWN)
    for (let minute = 0; minute < 3; minute++) await pass(CATCH_UP_EVERY_MS)
    expect(holdingsOf(b)).toEqual(holdingsOf(a))
    expect(b.replica.meetings(a.nodeId, 9)).toEqual(before)
  })

  test('without news is written down once for each link, and not every minute', async () => {
    const { log } = logOf(11, 5)
    const { a, b, meet, pass } = await two(log, log)
    await meet()
    for (let minute = 0; minute < 3; minute++) await pass(CATCH_UP_EVERY_MS)
    expect(a.replica.meetings(b.nodeId, 9)).toHaveLength(1)
  })
})

/** Only the lower of two keys begins rounds. */
const LOWER = lowerThan(testNodeId(1))
function lowerThan(self: NodeId): NodeId {
  for (let n = 2; ; n++) if (isLower(testNodeId(n), self)) return testNodeId(n)
}

function higherThan(self: NodeId): NodeId {
  for (let n = 2; ; n++) if (isLower(self, testNodeId(n))) return testNodeId(n)
}

/** One replica, and a neighbour of which the test decides what it says; theirs is the lower key. */
async function facing() {
  const [self, lower, other] = [testNodeId(1), LOWER, SOMEBODY]
  const node = await among([lower, other])
  node.exchange.meet(lower, self)
  const nonce = new Uint8Array(16).fill(5)
  await node.hear(lower, { check: { nonce } })
  const ours = node.sent().find(({ to, frame }) => to === lower && frame.check?.fingerprint?.length)
  const ourNonce = Uint8Array.from(ours?.frame.check?.nonce ?? [])
  const key = comparisonKey({ nodeId: self, nonce: ourNonce }, { nodeId: lower, nonce })
  const hear = (frame: Said) => node.hear(lower, frame)
  return { ...node, hear, key, lower, other }
}
const claim = (round: number, ids: readonly string[]): Said => ({
  ranges: { round, ranges: [{ ids: fromHex(ids.join('')) }] },
})
const MADE_UP = 'ab'.repeat(32)

describe('a hostile neighbour', () => {
  test('that claims what it does not serve is counted, and somebody else is asked', async () => {
    const { hear, links, lower, other, realClock, sent } = await facing()
    await hear(claim(1, [MADE_UP]))
    expect(sent().find(({ frame }) => frame.wanted)?.to).toBe(lower)
    realClock.advance(30_000)
    expect(links.refusals).toEqual([{ nodeId: lower, reason: 'not-served' }])
    expect(sent().some(({ to, frame }) => to === other && frame.check)).toBe(true)
  })

  test('that serves nothing of what it claimed is counted as soon as it says so', async () => {
    const { hear, links, lower } = await facing()
    await hear(claim(1, [MADE_UP]))
    await hear({ entries: { wanted: true, last: true } })
    expect(links.refusals).toEqual([{ nodeId: lower, reason: 'not-served' }])
  })

  test('is not asked again for what was refused', async () => {
    const { hear, profile, realClock, sent } = await facing()
    const sealed = new EntryAuthor(12).register(SHOWN)
    profile.verdict = reject('content-invalid')
    await hear(claim(1, [sealed.id]))
    expect(sent().filter(({ frame }) => frame.wanted)).toHaveLength(1)
    await hear({ entries: { ...entriesFrame([sealed]).entries, wanted: true, last: true } })
    realClock.advance(ROUND_MS)
    await hear(claim(2, [sealed.id]))
    expect(sent().filter(({ frame }) => frame.wanted)).toEqual([])
  })

  const malformed: readonly (readonly [string, Said])[] = [
    ['a nonce of another length', { check: { nonce: new Uint8Array(15) } }],
    ['a fingerprint of another length', { check: { fingerprint: new Uint8Array(17) } }],
    ['no ranges', { ranges: { round: 1 } }],
    [
      'more ranges than a frame may hold',
      { ranges: { round: 1, ranges: Array.from({ length: 65 }, (_, n) => ({ to: { timeMs: n + 1 } })) } },
    ],
    ['ranges out of order', { ranges: { round: 1, ranges: [{ to: { timeMs: 2 } }, { to: { timeMs: 1 } }] } }],
    [
      'an edge beyond an id',
      { ranges: { round: 1, ranges: [{ to: { timeMs: 2, id: new Uint8Array(33) } }] } },
    ],
    ['a list longer than lists are', { ranges: { round: 1, ranges: [{ ids: new Uint8Array(32 * 32) }] } }],
    ['a list of half an id', { ranges: { round: 1, ranges: [{ ids: new Uint8Array(48) }] } }],
    ['sums that are not the next', { sketch: { round: 1, first: 3, sums: new Uint8Array(12) } }],
    ['half a sum', { sketch: { round: 1, sums: new Uint8Array(18) } }],
    ['more sums than a frame may hold', { sketch: { round: 1, sums: new Uint8Array(641 * 12) } }],
    ['a wish for sums that were not begun', { sketch: { round: 1, first: 5, more: 16 } }],
    ['half an id wanted', { wanted: { ids: new Uint8Array(16) } }],
    ['more wanted than is served at once', { wanted: { ids: new Uint8Array(501 * 32) } }],
  ]
  test.each(malformed)('that sends %s is counted, and nothing else happens', async (_what, frame) => {
    const { hear, links, lower, sent } = await facing()
    await hear(frame)
    expect(links.refusals).toEqual([{ nodeId: lower, reason: 'malformed' }])
    expect(sent()).toEqual([])
  })

  const often: readonly (readonly [string, number, (n: number) => Said])[] = [
    ['checks', 50, () => ({ check: { fingerprint: new Uint8Array(16), answer: true } })],
    ['new keys', 9, (n) => ({ check: { nonce: new Uint8Array(16).fill(100 + n) } })],
    ['rounds', 2, (n) => claim(n + 1, [])],
    ['the same range', 200, () => ({ ranges: { round: 1, ranges: [{ fingerprint: new Uint8Array(16) }] } })],
    [
      'sums one by one',
      60,
      (n) => ({ sketch: { round: 1, first: n, sums: new Uint8Array(12).fill(n + 1) } }),
    ],
    ['wishes', 50, () => ({ wanted: { ids: fromHex(MADE_UP) } })],
  ]
  test.each(often)('that sends %s too often is served no further', async (_what, times, frame) => {
    const { hear, links, lower } = await facing()
    for (let n = 0; n < times; n++) await hear(frame(n))
    expect(links.refusals.at(-1)).toEqual({ nodeId: lower, reason: 'rate-exceeded' })
  })
})
