import { expect, test } from 'vitest'
import { HeartbeatMeter } from '../../../../src/main/network/heartbeat.ts'
import { TestClock } from '../../../support/clock.ts'
import { SeededRandom } from '../../../support/random.ts'

function setup() {
  const [clock, realClock] = [new TestClock(), new TestClock(0)]
  return { clock, realClock, meter: new HeartbeatMeter({ clock, realClock, random: new SeededRandom() }) }
}

test('measures the round trip in real time and the other clock in the middle of it', () => {
  const { clock, realClock, meter } = setup()
  const { nonce } = meter.question()
  realClock.advance(40)
  clock.advance(40)
  expect(meter.take({ nonce: nonce ?? 0, clockMs: clock.nowMs() - 20 + 5_000 })).toBe(true)
  expect([meter.roundTripMs, meter.clockOffMs]).toEqual([40, 5_000])
})

test('an answer counts once, and only to a question that was asked lately', () => {
  const { clock, meter } = setup()
  const first = meter.question().nonce ?? 0
  expect(meter.take({ nonce: first + 1, clockMs: clock.nowMs() })).toBe(false)
  expect(meter.take({ nonce: first, clockMs: clock.nowMs() })).toBe(true)
  expect(meter.take({ nonce: first, clockMs: clock.nowMs() })).toBe(false)
  const old = meter.question().nonce ?? 0
  for (let n = 0; n < 4; n++) meter.question()
  expect(meter.take({ nonce: old, clockMs: clock.nowMs() })).toBe(false)
})

test.each([Number.MAX_VALUE, 2 ** 63, 9e15])(
  'a clock that no clock can show changes nothing: %d',
  (clockMs) => {
    const { meter } = setup()
    const { nonce } = meter.question()
    expect(meter.take({ nonce: nonce ?? 0, clockMs })).toBe(false)
    expect(meter.clockOffMs).toBeNull()
  },
)
