import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TransferId } from '../../src/shared/kernel/ids.ts'
import { idle } from '../support/test-timers.ts'
import { SETTLE_IN_MS, SLOT_MS, type TransferEnd, TransferPair, WATER } from '../support/transfer-pair.ts'

/**
 * Consent and economy never touch: whatever two Nodes and their Mirrors do about
 * transfers, no counter of trust, of energy spent or of quotas moves by a unit,
 * nothing is held against anybody, and only a receipt corrects a level.
 */
const UNTOUCHED = { trust: 100, atp: 100, quota: 100 }

const END = fc.constantFrom('lower' as const, 'higher' as const)
const TERMS = { unit: 'L', window: null, route: '', expectedLossRatio: 0, settleInMs: SETTLE_IN_MS }
const act = (name: string, run: (end: TransferEnd, id: TransferId) => Promise<unknown>) => ({ name, run })
const ACTS = [
  act('agree', (end, id) => end.call('agreeTerms', { id })),
  act('counter', (end, id) => end.call('counter', { ...TERMS, id, quantity: 7 })),
  act('yes', (end, id) => end.call('decide', { id, consent: true })),
  act('no', (end, id) => end.call('decide', { id, consent: false })),
  act('end', (end, id) => end.call('endNow', { id })),
  act('report', (end, id) => end.call('report', { id, delivered: 1 })),
  act('receipt', (end, id) =>
    end.call('confirmReceipt', { id, quantity: 3, condition: 'disputed', book: false }),
  ),
] as const

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ end: END, act: fc.constantFrom(...ACTS) }) },
  { weight: 2, arbitrary: fc.constantFrom(SLOT_MS, 3 * SLOT_MS).map((passMs) => ({ passMs })) },
  { weight: 1, arbitrary: fc.constantFrom('part', 'meet', SETTLE_IN_MS).map((happens) => ({ happens })) },
)

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

async function happen(pair: TransferPair, id: TransferId, what: Step): Promise<void> {
  if ('act' in what)
    await what.act.run(pair[what.end], id).catch(() => {}) // out of phase is fine here
  else if ('passMs' in what) await pair.slots(what.passMs / SLOT_MS)
  else if (typeof what.happens === 'number') await pair.pass(what.happens)
  else pair.setLinked(what.happens === 'meet')
  await idle()
}

/** Where a journey begins: most that begin at the beginning never come far. */
const BEGINNINGS = {
  offered: (pair: TransferPair) => pair.lower.offer(),
  deciding: (pair: TransferPair) => pair.deciding(),
  agreed: (pair: TransferPair) => pair.agreed(),
  async received(pair: TransferPair) {
    const id = await pair.agreed()
    await pair.lower.call('confirmReceipt', { id, quantity: 3, condition: 'spoiled', book: false })
    return id
  },
} as const
const beginning = fc.constantFrom(...(Object.keys(BEGINNINGS) as (keyof typeof BEGINNINGS)[]))

/** A failure prints its path from here. */
const SEED = 20_262

test('no journey moves trust, energy or quotas, and both ends agree on how it went', async () => {
  const ends = new Set<string>()
  await fc.assert(
    fc.asyncProperty(beginning, fc.array(step, { minLength: 3, maxLength: 14 }), async (from, steps) => {
      const pair = await TransferPair.started()
      for (const end of pair.ends) end.figures = [WATER]
      const id = await BEGINNINGS[from](pair)
      await idle()
      for (const what of steps) await happen(pair, id, what)
      await pair.comeToRest()
      await pair.pass(SETTLE_IN_MS)
      const [lower, higher] = await Promise.all(pair.ends.map((end) => end.view(id)))
      expect([lower?.phase, lower?.outcome]).toEqual([higher?.phase, higher?.outcome])
      expect(pair.ends.map(({ economy }) => economy)).toEqual([UNTOUCHED, UNTOUCHED])
      expect(pair.ends.flatMap(({ refusals }) => refusals)).toEqual([])
      expect(pair.ends.map(({ figures }) => figures)).toEqual([[WATER], [WATER]])
      ends.add(lower?.outcome ?? lower?.phase ?? '')
      for (const { database } of pair.ends) database.close()
    }),
    { numRuns: 80, seed: SEED },
  )
  expect([...ends]).toEqual(expect.arrayContaining(['completed', 'ended-openly', 'not-agreed', 'under-way']))
}, 120_000)
