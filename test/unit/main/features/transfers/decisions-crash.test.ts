import { describe, expect, test } from 'vitest'
import { CONSENT_WAIT_MS } from '../../../../../src/main/features/transfers/decisions.ts'
import { DecisionPair, type End, SETTLE_IN_MS, SLOT_MS } from '../../../../support/decision-pair.ts'

const ENDS = ['lower', 'higher'] as const
/** More than happens at either end from the first yes to the agreement. */
const MOST_STEPS = 30

async function bothSayYes(): Promise<DecisionPair> {
  const pair = await DecisionPair.deciding()
  for (const end of pair.ends) await end.answer(true)
  return pair
}

/** Let one end die at every step of the way to an agreement in turn, and look at what came of it. */
async function atEachStep(
  dying: End,
  look: (pair: DecisionPair, step: number) => Promise<void>,
): Promise<number> {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const pair = await bothSayYes()
    pair[dying].diesAt = step
    await pair.slots()
    if (pair[dying].isAlive) return step
    await look(pair, step)
  }
  return MOST_STEPS
}

describe.each(ENDS)('where the %s end dies at any step between the ballots and the agreement', (dying) => {
  test('and comes back in time, both agree', async () => {
    const steps = await atEachStep(dying, async (pair, step) => {
      pair[dying].diesAt = null
      await pair[dying].start()
      await pair.slots(2)
      expect([step, ...pair.phases]).toEqual([step, 'agreed', 'agreed'])
    })
    expect(steps).toBeGreaterThan(5)
    expect(steps).toBeLessThan(MOST_STEPS)
  }, 30_000)

  test('and comes back when the time is over, both have come to the same', async () => {
    const outcomes = new Set<string>()
    await atEachStep(dying, async (pair, step) => {
      pair.clock.advance(SETTLE_IN_MS + CONSENT_WAIT_MS)
      await pair.slots(2)
      await pair.comeToRest()
      const [lower, higher] = pair.phases
      expect([step, lower]).toEqual([step, higher])
      outcomes.add(lower)
    })
    expect(outcomes).toContain('closed')
  }, 30_000)
})

test('frames that get lost cost a slot and no agreement', async () => {
  for (let lost = 0; lost < 4; lost += 1) {
    const pair = await bothSayYes()
    pair.loses = (frame) => pair.frames.indexOf(frame) === lost
    await pair.slots(2)
    expect([lost, ...pair.phases]).toEqual([lost, 'agreed', 'agreed'])
  }
})

test('a link that breaks between match and consent is waited for beyond the settling time', async () => {
  const pair = await bothSayYes()
  pair.clock.advance(SETTLE_IN_MS - 2 * SLOT_MS)
  pair.carriesLetters = false
  await pair.slots()
  pair.isLinked = false
  await pair.slots(3)
  expect(pair.phases).toEqual(['confirming', 'confirming'])
  pair.isLinked = true
  pair.carriesLetters = true
  await pair.slots()
  expect(pair.phases).toEqual(['agreed', 'agreed'])
})
