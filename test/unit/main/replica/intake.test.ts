import { describe, expect, test } from 'vitest'
import { FUTURE_TOLERANCE_MS, MAX_HOLD_MS } from '../../../../src/main/replica/intake.ts'
import { wire } from '../../../../src/main/wire/messages.ts'
import { ignore, reject } from '../../../../src/shared/kernel/verdict.ts'
import { TEST_START_MS } from '../../../support/clock.ts'
import { EntryAuthor, type Words } from '../../../support/entry-author.ts'
import { OTHER_VIA, SELF, testIntake, VIA } from '../../../support/intake.ts'

const PROFILE: Words = { kind: 'node-profile', payload: Uint8Array.of(1) }
const at = (offsetMs: number): Pick<Words, 'time'> => ({
  time: { wallMs: TEST_START_MS + offsetMs, counter: 0 },
})

/** Make the next group of writes fail as a full disk would. */
function fillDisk({ database }: Pick<ReturnType<typeof testIntake>, 'database'>): () => void {
  const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count'])
  database.prepare(`PRAGMA max_page_count = ${pages}`).get()
  return () => void database.prepare('PRAGMA max_page_count = 1000000').get()
}

describe('an entry that is taken', () => {
  test('is judged, projected and asked for its way in this order, and told after the commit', async () => {
    const { entries, profile, take } = testIntake()
    const sealed = new EntryAuthor(1).register(PROFILE)
    const taken = await take(sealed)
    expect(taken).toMatchObject({ verdict: { action: 'accept' }, relay: 'resource', id: sealed.id })
    expect(profile.heard.map(({ step }) => step)).toEqual(['judge', 'project', 'relay', 'stored'])
    expect(entries.has(sealed.id)).toBe(true)
  })

  test('carries what this Node adds: when, from whom, how far', async () => {
    const { holding, take } = testIntake()
    const sealed = new EntryAuthor(1).register(PROFILE)
    const { stored } = await take(sealed, VIA, 3)
    expect(stored).toMatchObject({ receivedAtMs: TEST_START_MS, hops: 3, via: VIA, own: false })
    expect(holding.seenBy(sealed.id)).toBe(1)
  })

  test('and is our own is told of, if it was not written here', async () => {
    const { own, take } = testIntake()
    const mine = new EntryAuthor(90).register(PROFILE)
    expect((await take(mine)).stored).toMatchObject({ own: true, author: SELF })
    expect(own.map(({ id }) => id)).toEqual([mine.id])
  })

  test('goes the way its kind says', async () => {
    const { profile, take } = testIntake()
    profile.way = 'later'
    expect((await take(new EntryAuthor(1).register(PROFILE))).relay).toBe('later')
  })
})

describe('an entry that is not taken', () => {
  test.each([
    ['ignored', ignore('busy')],
    ['refused', reject('content-invalid')],
  ])('because its kind finds it %s leaves nothing behind', async (_word, judged) => {
    const { entries, profile, take } = testIntake()
    profile.verdict = judged
    const sealed = new EntryAuthor(1).register(PROFILE)
    expect(await take(sealed)).toMatchObject({ verdict: judged, stored: null, relay: null })
    expect(entries.has(sealed.id)).toBe(false)
    expect(profile.heard.map(({ step }) => step)).toEqual(['judge'])
  })

  test('was never judged by its kind if its signature is wrong', async () => {
    const { profile, verdict } = testIntake()
    const { raw } = new EntryAuthor(1).register(PROFILE)
    const forged = { raw: { ...raw, nodeSignature: new Uint8Array(64) } }
    expect(await verdict(forged)).toBe('signature-invalid')
    expect(profile.heard).toEqual([])
  })

  test('with a wrong signature does not keep the right one out', async () => {
    const { verdict } = testIntake()
    const sealed = new EntryAuthor(1).register(PROFILE)
    const forged = { raw: { ...sealed.raw, nodeSignature: new Uint8Array(64) } }
    expect(await Promise.all([verdict(forged), verdict(sealed), verdict(forged)])).toEqual([
      'signature-invalid',
      'accept',
      expect.stringMatching(/^(?:signature-invalid|already-known)$/u),
    ])
  })

  test('is of a kind that nobody here answers for', async () => {
    const { verdict } = testIntake()
    expect(
      await verdict(
        new EntryAuthor(1).seal({
          kind: 'mirror-revocation',
          sequence: 1,
          previous: new EntryAuthor(1).open().id,
        }),
      ),
    ).toBe('kind-unknown')
  })

  test('is of a kind of tomorrow', async () => {
    const { verdict } = testIntake()
    const author = new EntryAuthor(1)
    const { raw } = author.register(PROFILE)
    const body = Object.assign(wire.Body.decode(raw.body), { kind: 4_000 })
    expect(await verdict({ raw: { ...raw, body: Uint8Array.from(wire.Body.encode(body).finish()) } })).toBe(
      'kind-unknown',
    )
  })

  test('stands on a stream that is not its own', async () => {
    const { verdict } = testIntake()
    const author = new EntryAuthor(1)
    expect(await verdict(author.append({ ...PROFILE, sequence: 1, previous: author.open().id }))).toBe(
      'malformed',
    )
    expect(await verdict(author.register({ kind: 'mirror-credential' }))).toBe('malformed')
  })
})

describe('acts', () => {
  const author = new EntryAuthor(1)
  const opening = author.open()
  const place = { kind: 'alert', sequence: 1, previous: opening.id } as const

  test('need a Mirror, and what is no act takes none', async () => {
    const { verdict } = testIntake()
    expect(await verdict(author.seal(place))).toBe('credential-missing')
    expect(await verdict(author.register({ ...PROFILE, mirror: author.mirror('Anna') }))).toBe(
      'credential-missing',
    )
    expect(await verdict(author.seal({ ...place, mirror: author.mirror('Anna') }))).toBe('accept')
  })

  test('of a revoked Mirror are refused, those of others are not', async () => {
    const [anna, bo] = [author.mirror('Anna'), author.mirror('Bo')]
    const { verdict } = testIntake({ more: { isRevoked: ({ mirror }) => mirror.mirrorId === anna.mirrorId } })
    expect(await verdict(author.seal({ ...place, mirror: anna }))).toBe('mirror-revoked')
    expect(await verdict(author.seal({ ...place, mirror: bo }))).toBe('accept')
  })
})

describe('time', () => {
  const REPORT: Words = { kind: 'resource-report', slot: 'water' }
  const DAY_MS = 86_400_000

  test('a clock two minutes ahead is no clock ahead', async () => {
    const { verdict } = testIntake()
    expect(await verdict(new EntryAuthor(1).register({ ...PROFILE, ...at(FUTURE_TOLERANCE_MS) }))).toBe(
      'accept',
    )
    expect(await verdict(new EntryAuthor(2).register({ ...PROFILE, ...at(FUTURE_TOLERANCE_MS + 1) }))).toBe(
      'hold',
    )
  })

  test('an entry of tomorrow is held until its time, one beyond a day is left', async () => {
    const { entries, holding, take, verdict } = testIntake()
    const held = new EntryAuthor(1).register({ ...PROFILE, ...at(MAX_HOLD_MS) })
    expect(await take(held)).toMatchObject({
      verdict: { action: 'hold', untilMs: TEST_START_MS + MAX_HOLD_MS },
      stored: null,
    })
    expect(entries.has(held.id)).toBe(false)
    expect(holding.nextDueMs()).toBe(TEST_START_MS + MAX_HOLD_MS)
    expect(await verdict(new EntryAuthor(2).register({ ...PROFILE, ...at(MAX_HOLD_MS + 1) }))).toBe(
      'future-dated',
    )
  })

  test.each([
    ['held', MAX_HOLD_MS],
    ['left', MAX_HOLD_MS + 1],
  ])(
    'an entry of our own that is ahead of a wrong clock is %s, and told of all the same',
    async (_word, aheadMs) => {
      const { entries, own, take } = testIntake()
      const mine = new EntryAuthor(90).register({ ...PROFILE, ...at(aheadMs) })
      await take(mine)
      expect(own.map(({ id }) => id)).toEqual([mine.id])
      expect(entries.has(mine.id)).toBe(false)
    },
  )

  test('what is held comes out at its time, the earliest first, and is taken like any other', async () => {
    const { clock, holding, intake, verdict } = testIntake()
    const later = new EntryAuthor(1).register({ ...PROFILE, ...at(7_200_000) })
    const sooner = new EntryAuthor(2).register({ ...PROFILE, ...at(3_600_000) })
    for (const sealed of [later, sooner]) await verdict(sealed)
    clock.advance(3_599_999)
    expect(holding.due(clock.nowMs())).toEqual([])
    clock.advance(3_600_001)
    expect(holding.due(clock.nowMs()).map(({ id }) => id)).toEqual([sooner.id, later.id])
    for (const held of holding.due(clock.nowMs())) {
      expect((await intake.take(held)).verdict.action).toBe('accept')
    }
  })

  test('what is held is whole, to the byte', async () => {
    const { clock, holding, take } = testIntake()
    const author = new EntryAuthor(1)
    const act = author.seal({
      kind: 'alert',
      sequence: 1,
      previous: author.open().id,
      mirror: author.mirror('Anna'),
      ...at(3_600_000),
    })
    await take(act, VIA, 5)
    clock.advance(3_600_000)
    expect(holding.due(clock.nowMs())).toEqual([{ id: act.id, raw: act.raw, hops: 5, via: VIA }])
  })

  test('a report older than its kind allows is stale, which costs nobody anything', async () => {
    const { take, verdict } = testIntake()
    expect(await verdict(new EntryAuthor(1).register({ ...REPORT, ...at(-DAY_MS) }))).toBe('accept')
    expect(await take(new EntryAuthor(2).register({ ...REPORT, ...at(-DAY_MS - 1) }))).toMatchObject({
      verdict: ignore('stale'),
    })
  })

  test('entries of a log may be as old as they like', async () => {
    const { verdict } = testIntake()
    const author = new EntryAuthor(1)
    author.setTime(1_000)
    expect(await verdict(author.open())).toBe('accept')
  })
})

describe('the disk', () => {
  test('when it is full, nothing is acknowledged, and later all is taken', async () => {
    const node = testIntake()
    const author = new EntryAuthor(1)
    const big = author.register({ ...PROFILE, payload: new Uint8Array(14_000).fill(3) })
    const makeRoom = fillDisk(node)
    expect(await node.take(big)).toMatchObject({ verdict: ignore('busy'), stored: null, relay: null })
    expect(node.entries.has(big.id)).toBe(false)
    expect(node.profile.heard.filter(({ step }) => step === 'stored')).toEqual([])
    makeRoom()
    expect(await node.verdict(big)).toBe('accept')
  })

  test('when it takes no writes, an entry for later is not said to be held', async () => {
    const node = testIntake()
    node.database.execute('PRAGMA query_only = ON')
    expect(await node.verdict(new EntryAuthor(1).register({ ...PROFILE, ...at(3_600_000) }))).toBe('busy')
  })

  test("a feature's mistake while it projects leaves no half entry and no exception", async () => {
    const { entries, profile, verdict } = testIntake()
    const sealed = new EntryAuthor(1).register(PROFILE)
    profile.failure = new TypeError('a mistake')
    expect(await verdict(sealed)).toBe('busy')
    expect(entries.has(sealed.id)).toBe(false)
    expect(await verdict(sealed)).toBe('accept')
  })
})

describe('the same entry from two neighbours in one moment', () => {
  test('is stored once, and the second is not told that it is known before it is on disk', async () => {
    const { entries, take } = testIntake()
    const sealed = new EntryAuthor(1).register(PROFILE)
    const onDiskWhenTold: boolean[] = []
    const told = (promise: ReturnType<typeof take>) =>
      promise.then((taken) => {
        onDiskWhenTold.push(entries.has(sealed.id))
        return taken.verdict
      })
    const verdicts = await Promise.all([told(take(sealed, VIA)), told(take(sealed, OTHER_VIA))])
    expect(verdicts).toEqual([{ action: 'accept' }, ignore('already-known')])
    expect(onDiskWhenTold).toEqual([true, true])
  })

  test('and is not called known where the disk refused it', async () => {
    const node = testIntake()
    const sealed = new EntryAuthor(1).register({ ...PROFILE, payload: new Uint8Array(14_000).fill(3) })
    fillDisk(node)
    const verdicts = await Promise.all([node.verdict(sealed, VIA), node.verdict(sealed, OTHER_VIA)])
    expect(verdicts).toEqual(['busy', 'busy'])
  })

  test('and is not called known where its kind refused it', async () => {
    const { profile, verdict } = testIntake()
    profile.verdict = reject('content-invalid')
    const sealed = new EntryAuthor(1).register(PROFILE)
    expect(await Promise.all([verdict(sealed, VIA), verdict(sealed, OTHER_VIA)])).not.toContain(
      'already-known',
    )
  })
})
