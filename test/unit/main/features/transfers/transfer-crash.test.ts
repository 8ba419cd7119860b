import { describe, expect, test } from 'vitest'
import type { TransferId } from '../../../../../src/shared/kernel/ids.ts'
import { idle } from '../../../../support/test-timers.ts'
import { type TransferEnd, TransferPair, WATER } from '../../../../support/transfer-pair.ts'

/** Steps after which one end dies; beyond the last one the journey is over. */
const LAST_STEP = 34

/** One after the other, what two people do; whoever is dead is brought back first. */
const ACTS: readonly ((pair: TransferPair, id: TransferId) => Promise<unknown>)[] = [
  (pair, id) => pair.higher.call('agreeTerms', { id }),
  (pair, id) => pair.lower.call('decide', { id, consent: true }),
  (pair, id) => pair.higher.call('decide', { id, consent: true }),
  (pair, id) => pair.lower.call('report', { id, delivered: 1 }),
  (pair, id) => pair.lower.call('confirmReceipt', { id, quantity: 300, condition: 'whole', book: true }),
  (pair, id) => pair.higher.call('confirmReceipt', { id, quantity: 300, condition: 'whole', book: true }),
]

async function revive(pair: TransferPair): Promise<void> {
  for (const end of pair.ends) if (!end.isAlive) await end.start()
  await idle()
}

/** The journey to its end, with one death on the way. */
async function journey(
  dying: TransferEnd['name'],
  diesAt: number,
): Promise<{ pair: TransferPair; id: TransferId }> {
  const pair = new TransferPair()
  pair.lower.figures = [WATER]
  pair.higher.figures = [WATER]
  pair[dying].diesAt = diesAt
  for (const end of pair.ends) await end.start()
  await idle()
  await revive(pair)
  const id = await pair.lower.offer({ settleInMs: 86_400_000 })
  await idle()
  for (const act of ACTS) {
    await revive(pair)
    await pair.pass(60_000)
    await revive(pair)
    await act(pair, id)
    await pair.slots(3)
  }
  await pair.comeToRest()
  return { pair, id }
}

describe.each(['lower', 'higher'] as const)('where the %s Node dies', (dying) => {
  const steps = Array.from({ length: LAST_STEP }, (_, step) => step)

  test.each(steps)(
    'after step %i, both come to the same end and nothing is lost or booked twice',
    async (step) => {
      const { pair, id } = await journey(dying, step)
      expect(pair[dying].deaths).toBe(1)
      const views = await Promise.all(pair.ends.map((end) => end.view(id)))
      expect(views.map(({ phase, outcome }) => [phase, outcome])).toEqual(
        Array(2).fill(['closed', 'completed']),
      )
      expect(views.flatMap(({ messages }) => messages.map(({ delivery }) => delivery))).not.toContain(
        'queued',
      )
      const [lower, higher] = views
      const said = (view: typeof lower) => view?.messages.map(({ kind, text }) => `${kind} ${text}`).sort()
      expect(said(lower)).toEqual(said(higher))
      expect(pair.ends.map(({ figures }) => figures[0]?.level)).toEqual([700, 1_300])
      expect(pair.ends.map(({ refusals }) => refusals)).toEqual([[], []])
    },
  )
})
