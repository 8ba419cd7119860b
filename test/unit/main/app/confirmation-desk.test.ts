import { expect, test } from 'vitest'
import {
  CONFIRMATION_TTL_MS,
  CONFIRMATIONS_MAX,
  ConfirmationDesk,
} from '../../../../src/main/app/confirmation-desk.ts'
import { systemRandom } from '../../../../src/main/platform/random.ts'
import type { ConfirmedAct } from '../../../../src/shared/bridge/caller.ts'
import { TestClock } from '../../../support/clock.ts'

const PLANT = { method: 'seeds.plant', subject: 'a seed' }
const REFUSED = expect.objectContaining({ code: 'not-confirmed' })

function opened(isPressed?: () => boolean) {
  const clock = new TestClock()
  const desk = new ConfirmationDesk({ clock, random: systemRandom, ...(isPressed && { isPressed }) })
  const redeem = (id: string | undefined, act: ConfirmedAct = PLANT) => {
    try {
      return desk.redeem(id, act)
    } catch (thrown) {
      return thrown
    }
  }
  return { clock, desk, redeem }
}

test('is good once', () => {
  const { desk, redeem } = opened()
  const { confirmationId } = desk.issue(PLANT)
  expect(redeem(confirmationId)).toBeUndefined()
  expect(redeem(confirmationId)).toEqual(REFUSED)
})

test.for([
  ['another act', { ...PLANT, method: 'transfers.decide' }],
  ['something else', { ...PLANT, subject: 'another seed' }],
] as const)('is no good for %s, and is spent by the try', ([, act]) => {
  const { desk, redeem } = opened()
  const { confirmationId } = desk.issue(PLANT)
  expect(redeem(confirmationId, act)).toEqual(REFUSED)
  expect(redeem(confirmationId)).toEqual(REFUSED)
})

test('is good until its time and not then', () => {
  const { clock, desk, redeem } = opened()
  const [early, late] = [desk.issue(PLANT), desk.issue(PLANT)]
  expect(early.untilMs).toBe(clock.nowMs() + CONFIRMATION_TTL_MS)
  clock.advance(CONFIRMATION_TTL_MS - 1)
  expect(redeem(early.confirmationId)).toBeUndefined()
  clock.advance(1)
  expect(redeem(late.confirmationId)).toEqual(REFUSED)
})

test.for([undefined, '', 'never given'])('%o is none', (id) => {
  expect(opened().redeem(id)).toEqual(REFUSED)
})

test('is not given where nobody pressed', () => {
  let isPressed = false
  const { desk } = opened(() => isPressed)
  expect(() => desk.issue(PLANT)).toThrow('not-confirmed')
  isPressed = true
  expect(desk.issue(PLANT).confirmationId).toMatch(/^[\w-]{22}$/u)
})

test('is forgotten when many more were asked for', () => {
  const { desk, redeem } = opened()
  const first = desk.issue(PLANT)
  const others = Array.from({ length: CONFIRMATIONS_MAX }, () => desk.issue(PLANT))
  expect(redeem(first.confirmationId)).toEqual(REFUSED)
  expect(others.map(({ confirmationId }) => redeem(confirmationId))).toEqual(others.map(() => undefined))
})
