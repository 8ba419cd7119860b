import { expect, test } from 'vitest'
import { SEED_LIMITS } from '../../../../../src/main/features/seeds/seed-limits.ts'
import { heldBackInOrder } from '../../../../../src/main/replica/author-limits.ts'
import { DAY_MS } from './seed-fixture.ts'

/** Days on which something passed, each with how many did, when so many are offered at the beginning of each. */
function passedByDay(days: number, perDay: number): [day: number, passed: number][] {
  const times = Array.from({ length: days * perDay }, (_, number) => Math.floor(number / perDay) * DAY_MS)
  const held = heldBackInOrder(SEED_LIMITS, times)
  const passedOn = (day: number) =>
    held.filter((isHeld, place) => !isHeld && times[place] === day * DAY_MS).length
  return Array.from({ length: days }, (_, day) => [day, passedOn(day)] as [number, number]).filter(
    ([, passed]) => passed > 0,
  )
}

test('ten seeds of one author come into trays on a day', () => {
  expect(passedByDay(2, 11)).toEqual([
    [0, 10],
    [1, 10],
  ])
})

test('a hundred come in thirty days, and more only as those grow older', () => {
  const tenDays = Array.from({ length: 10 }, (_, day) => day)
  expect(passedByDay(40, 12)).toEqual([...tenDays, ...tenDays.map((day) => day + 30)].map((day) => [day, 10]))
})
