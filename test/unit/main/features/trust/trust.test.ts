import { describe, expect, test } from 'vitest'
import { SIGNATURE_DOMAINS } from '../../../../../src/main/crypto/domains.ts'
import { encodeStatement, encodeTrust } from '../../../../../src/main/features/trust/trust-codec.ts'
import { TOLD_MAX_PER_DAY } from '../../../../../src/main/features/trust/trust-rules.ts'
import type { TrustStatement } from '../../../../../src/main/features/trust/trust-types.ts'
import { leaveMark } from '../../../../../src/main/replica/mirror-mark.ts'
import { MirrorError } from '../../../../../src/shared/kernel/errors.ts'
import { EntryAuthor } from '../../../../support/entry-author.ts'
import { failureOf } from '../../../../support/failure.ts'
import { testFederation } from '../../../../support/fake-replica.ts'
import { type TrustEnd, TrustPair } from '../../../../support/trust-pair.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const REASON = 'Figures of last year since Monday.'
const ANSWER = 'The meter was changed.'
const TALK = Buffer.from('Are you there?')

const codeOf = async (acting: Promise<unknown>): Promise<string> =>
  ((await failureOf(acting)) as MirrorError).code

/** A letter from one end to the other of this test's own making, signed by a Mirror of whomever. */
function letterOf(
  end: TrustEnd,
  said: Partial<TrustStatement> & Pick<TrustStatement, 'act'>,
  by = end.author,
): Uint8Array {
  const base = { node: end.other.nodeId, atMs: 0, reason: '', isolation: 'ab'.repeat(16), untilMs: 0 }
  const bytes = encodeStatement({ ...base, ...said })
  const marked = { domain: SIGNATURE_DOMAINS.trustAct, federation: testFederation(), statement: bytes }
  return encodeTrust({ bytes, mark: said.act === 'expire' ? null : leaveMark(by.mirror('Olle'), marked) })
}

describe('a flag', () => {
  test('is listed with who, when and why, the newest first, and is told to nobody', async () => {
    const { a, b, clock } = await TrustPair.started()
    await a.act('flag', { reason: 'First.' })
    clock.advance(HOUR_MS)
    await a.act('flag', { reason: 'Second.' }, 'Bo')
    expect((await a.standing()).flags).toEqual([
      { byMirror: 'Bo', reason: 'Second.', atMs: clock.nowMs() },
      { byMirror: 'Anna', reason: 'First.', atMs: clock.nowMs() - HOUR_MS },
    ])
    expect(b.events).toEqual([])
    expect(a.feature.isIsolated(b.nodeId)).toBe(false)
  })
})

describe('setting apart', () => {
  test('lasts a day where nothing else is said, and tells the other why, until when and by whom', async () => {
    const { a, b, clock } = await TrustPair.started()
    const untilMs = clock.nowMs() + DAY_MS
    expect(await a.act('isolate', { reason: REASON })).toEqual({ untilMs })
    const said = { reason: REASON, byMirror: 'Anna', sinceMs: clock.nowMs(), untilMs, appeal: null }
    expect((await a.standing()).isolation).toMatchObject({ nodeId: b.nodeId, ...said })
    expect((await b.standing()).isolatedBy).toMatchObject({ nodeId: a.nodeId, ...said })
    expect(await a.call('list')).toMatchObject({ isolations: [said], isolatedBy: [] })
    expect(await b.call('list')).toMatchObject({ isolations: [], isolatedBy: [said] })
    expect(a.events).toEqual(['changed', 'shut'])
    expect([a.feature.countIsolated(), b.feature.countIsolated()]).toEqual([1, 0])
  })

  test.each([
    ['locked Mirrors', { reason: REASON }, 'page', 'mirror-locked'],
    ['less than an hour in a real federation', { reason: REASON, forMs: HOUR_MS - 1 }, 'Anna', 'test-only'],
    [
      'a Node that nobody has heard of',
      { reason: REASON, nodeId: new EntryAuthor(9).nodeId },
      'Anna',
      'neighbour-unknown',
    ],
  ])('is refused for %s', async (_, input, as, code) => {
    const { a, b } = await TrustPair.started()
    a.isTest = false
    expect(await codeOf(a.act('isolate', input, as))).toBe(code)
    expect(a.feature.isIsolated(b.nodeId)).toBe(false)
  })

  test.each([MINUTE_MS - 1, 7 * DAY_MS + 1])('never lasts %d ms', async (forMs) => {
    const { a } = await TrustPair.started()
    await expect(a.act('isolate', { reason: REASON, forMs })).rejects.toThrow()
  })

  test('may not be of oneself', async () => {
    const { a } = await TrustPair.started()
    expect(await codeOf(a.act('isolate', { nodeId: a.nodeId, reason: REASON }))).toBe('neighbour-unknown')
  })

  test('is refused while this Node may sign nothing', async () => {
    const { a } = await TrustPair.started()
    a.closedFor = new MirrorError('identity-superseded')
    for (const act of ['isolate', 'appeal', 'release'] as const) {
      expect(await codeOf(a.act(act, { reason: REASON }))).toBe('identity-superseded')
    }
  })

  test('anew takes the place of what stands, shorter or longer', async () => {
    const { a, b, clock } = await TrustPair.started()
    await a.act('isolate', { reason: REASON })
    await a.act('isolate', { reason: 'Enough soon.', forMs: HOUR_MS })
    for (const { isolations } of [await a.call('list')]) expect(isolations).toHaveLength(1)
    expect((await b.standing()).isolatedBy).toMatchObject({
      ...{ reason: 'Enough soon.', untilMs: clock.nowMs() + HOUR_MS },
    })
  })
})

describe('what passes', () => {
  test('is nothing of talk either way while it lasts, and counts against nobody', async () => {
    const { a, b } = await TrustPair.started()
    await a.act('isolate', { reason: REASON })
    await b.send('talk', TALK)
    expect(await a.send('talk', TALK)).toBe(false)
    expect([a.talked, b.talked, a.refusals]).toEqual([[], [], []])
  })

  test('is alerts with what belongs to them, and word of isolations', async () => {
    const { a, b } = await TrustPair.started()
    await a.act('isolate', { reason: REASON })
    const passing = ['alert', 'alert-review', 'alert-correction', 'isolation', 'appeal'] as const
    for (const kind of passing) expect(a.feature.mayPass(b.nodeId, kind)).toBe(true)
    for (const kind of ['talk', 'transfer', 'seed', 'resource-report', 'node-profile', null] as const) {
      expect(a.feature.mayPass(b.nodeId, kind)).toBe(false)
    }
  })

  test('is word of isolations also between two who set each other apart', async () => {
    const { a, b } = await TrustPair.started()
    await a.act('isolate', { reason: REASON })
    await b.act('isolate', { reason: 'You too.' })
    await b.act('appeal', { reason: ANSWER })
    expect(await a.standing()).toMatchObject({
      ...{ isolation: { appeal: { reason: ANSWER } }, isolatedBy: { reason: 'You too.' } },
    })
  })
})

describe('an answer', () => {
  test('comes once to whoever set apart, with its Mirror, and changes nothing by itself', async () => {
    const { a, b, clock } = await TrustPair.started()
    await a.act('isolate', { reason: REASON })
    await b.act('appeal', { reason: ANSWER }, 'Olle')
    const appeal = { reason: ANSWER, byMirror: 'Olle', atMs: clock.nowMs() }
    expect((await a.standing()).isolation?.appeal).toEqual(appeal)
    expect((await b.standing()).isolatedBy?.appeal).toEqual(appeal)
    expect(a.feature.isIsolated(b.nodeId)).toBe(true)
    expect(await codeOf(b.act('appeal', { reason: 'And again.' }))).toBe('appeal-exists')
  })

  test('may be given again to the next', async () => {
    const { a, b } = await TrustPair.started()
    for (const reason of ['one', 'two']) {
      await a.act('isolate', { reason: REASON })
      await b.act('appeal', { reason })
      expect((await a.standing()).isolation?.appeal?.reason).toBe(reason)
    }
  })

  test('needs something to answer', async () => {
    const { a, b } = await TrustPair.started()
    expect(await codeOf(b.act('appeal', { reason: ANSWER }))).toBe('isolation-none')
    await a.act('isolate', { reason: REASON, forMs: HOUR_MS })
    await a.act('release')
    expect(await codeOf(b.act('appeal', { reason: ANSWER }))).toBe('isolation-none')
  })

  test('a second one from a Node that forgot is receipted and not kept', async () => {
    const pair = await TrustPair.started()
    const { a, b } = pair
    await a.act('isolate', { reason: REASON })
    await b.act('appeal', { reason: ANSWER })
    const { id } = b.database.prepare('SELECT id FROM trust_isolations').get<{ id: string }>() ?? { id: '' }
    await b.send('appeal', letterOf(b, { act: 'appeal', reason: 'Another.', isolation: id }))
    expect((await a.standing()).isolation?.appeal?.reason).toBe(ANSWER)
    expect(a.refusals).toEqual([])
  })
})

describe('the end', () => {
  test('comes by the clock, once, on both sides, and both catch up', async () => {
    const pair = await TrustPair.started()
    const { a, b } = pair
    await a.act('isolate', { reason: REASON, forMs: HOUR_MS })
    await pair.pass(HOUR_MS - 1)
    expect(a.feature.isIsolated(b.nodeId)).toBe(true)
    await pair.pass(1)
    expect(a.feature.isIsolated(b.nodeId)).toBe(false)
    expect((await a.standing()).isolatedUntilMs).toBeNull()
    expect((await b.standing()).isolatedBy).toBeNull()
    const over = { reason: REASON, byMirror: 'Anna', releasedBy: null, endedAtMs: pair.clock.nowMs() }
    expect((await a.standing()).over).toMatchObject([{ ...over, ours: true }])
    expect((await b.standing()).over).toMatchObject([{ ...over, ours: false }])
    expect(a.events.filter((event) => event === 'opened')).toHaveLength(1)
    expect(b.events).toContain('let in')
    await pair.pass(DAY_MS)
    expect(a.events.filter((event) => event === 'opened')).toHaveLength(1)
    expect(a.database.prepare('SELECT * FROM trust_letters').all()).toEqual([])
  })

  test('comes by a Mirror before its time, and is told', async () => {
    const { a, b } = await TrustPair.started()
    await a.act('isolate', { reason: REASON })
    expect(await codeOf(a.act('release', {}, 'page'))).toBe('mirror-locked')
    await a.act('release', {}, 'Bo')
    expect(a.feature.isIsolated(b.nodeId)).toBe(false)
    expect((await b.standing()).isolatedBy).toBeNull()
    expect([a.events.at(-1), b.events.at(-1)]).toEqual(['opened', 'let in'])
    for (const end of [a, b]) expect((await end.standing()).over).toMatchObject([{ releasedBy: 'Bo' }])
    expect(await codeOf(a.act('release'))).toBe('isolation-none')
  })

  test('is noted after a restart, also where it came while nobody was running', async () => {
    const pair = await TrustPair.started()
    const { a, b } = pair
    await a.act('isolate', { reason: REASON, forMs: HOUR_MS })
    await a.stop()
    await a.start()
    expect(a.feature.isIsolated(b.nodeId)).toBe(true)
    await a.stop()
    await pair.pass(2 * HOUR_MS)
    await a.start()
    expect(a.feature.isIsolated(b.nodeId)).toBe(false)
    expect(a.events.at(-1)).toBe('opened')
  })

  test('never overtakes the beginning: whoever was away hears both, in their order', async () => {
    const pair = await TrustPair.started()
    const { a, b } = pair
    await pair.setLinked(false)
    await a.act('isolate', { reason: REASON })
    await a.act('release')
    await pair.setLinked(true)
    expect((await b.standing()).isolatedBy).toBeNull()
    const rows = b.database.prepare('SELECT reason, ended_at_ms IS NOT NULL AS ended FROM trust_isolations')
    expect(rows.all()).toEqual([{ reason: REASON, ended: 1 }])
    expect(a.database.prepare('SELECT * FROM trust_letters').all()).toEqual([])
  })

  test('that nobody ever told comes by the own clock of whoever was set apart', async () => {
    const pair = await TrustPair.started()
    const { a, b } = pair
    await a.act('isolate', { reason: REASON, forMs: HOUR_MS })
    await pair.setLinked(false)
    await pair.pass(HOUR_MS)
    expect((await b.standing()).isolatedBy).toBeNull()
    expect(b.events.at(-1)).toBe('let in')
  })
})

describe('a letter', () => {
  const begun = { act: 'isolate', reason: REASON, untilMs: HOUR_MS } as const

  test.each([
    ['of garbage', 'isolation', () => Buffer.from('garbage'), 'content-invalid'],
    [
      'about somebody else',
      'isolation',
      (b: TrustEnd) => letterOf(b, { ...begun, node: b.nodeId }),
      'content-invalid',
    ],
    ['of another kind', 'appeal', (b: TrustEnd) => letterOf(b, begun), 'content-invalid'],
    [
      'that is a flag',
      'isolation',
      (b: TrustEnd) => letterOf(b, { act: 'flag', reason: REASON, isolation: '' }),
      'content-invalid',
    ],
    [
      'by a Mirror of another Node',
      'isolation',
      (b: TrustEnd) => letterOf(b, begun, new EntryAuthor(9)),
      'credential-invalid',
    ],
  ] as const)('%s is refused', async (_, kind, payloadOf, reason) => {
    const { a, b } = await TrustPair.started()
    await b.send(kind, payloadOf(b))
    expect(a.refusals).toEqual([reason])
    expect((await a.standing()).isolatedBy).toBeNull()
  })

  test('that names a time far ahead is believed for seven days', async () => {
    const { a, b, clock } = await TrustPair.started()
    const atMs = clock.nowMs() + 1_000 * DAY_MS
    await b.send('isolation', letterOf(b, { ...begun, atMs, untilMs: atMs + DAY_MS }))
    expect((await a.standing()).isolatedBy).toMatchObject({
      ...{ sinceMs: clock.nowMs(), untilMs: clock.nowMs() + 7 * DAY_MS },
    })
  })

  test('more than some a day are not taken, and come later', async () => {
    const { a, b, clock } = await TrustPair.started()
    const atMs = clock.nowMs()
    for (let n = 0; n <= TOLD_MAX_PER_DAY; n += 1) {
      const isolation = n.toString(16).padStart(32, '0')
      await b.send('isolation', letterOf(b, { ...begun, isolation, atMs, untilMs: atMs + HOUR_MS }))
    }
    const kept = a.database.prepare('SELECT count(*) AS n FROM trust_isolations').get<{ n: number }>()
    expect(kept?.n).toBe(TOLD_MAX_PER_DAY)
    expect(a.refusals).toEqual([])
    expect((await a.call('list')).isolatedBy).toHaveLength(1)
  })
})
