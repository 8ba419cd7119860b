import { expect, test } from 'vitest'
import { ALERT_HOLD_MS, AlertPrecedence } from '../../../../src/main/network/alert-precedence.ts'
import type { MessageStream } from '../../../../src/main/network/transport.ts'
import { Signal } from '../../../../src/main/platform/signal.ts'
import { ClockTimers } from '../../../../src/main/platform/timers.ts'
import { TestClock } from '../../../support/clock.ts'
import { testNodeId } from '../../../support/node-ids.ts'
import { until } from '../../../support/until.ts'

const [loud, other] = [testNodeId(1), testNodeId(2)]

function setup() {
  const clock = new TestClock()
  const precedence = new AlertPrecedence({ realClock: clock, realTimers: new ClockTimers(clock) })
  let released = 0
  precedence.onRelease(() => void released++)
  return { clock, precedence, released: () => released }
}

function fakeStream(queuedBytes: number) {
  const [idle, closed] = [new Signal<void>(), new Signal<void>()]
  const stream: MessageStream = {
    queuedBytes,
    send: () => {},
    onIdle: (listener) => idle.listen(listener),
    onMessage: () => () => {},
    onClose: (listener) => closed.listen(listener),
    close: () => {},
  }
  return { stream, idle, closed }
}

test('an alert that the network took at once holds nobody', () => {
  const { precedence } = setup()
  precedence.watch(fakeStream(0).stream)
  expect(precedence.isHeld).toBe(false)
})

test('after an alert bulk rests for a while, and then as long not, however many alerts there are', () => {
  const { clock, precedence } = setup()
  expect(precedence.isResting).toBe(false)
  const rested: boolean[] = []
  for (let passedMs = 0; passedMs < 3 * ALERT_HOLD_MS; passedMs += ALERT_HOLD_MS / 2) {
    precedence.rest()
    rested.push(precedence.isResting)
    clock.advance(ALERT_HOLD_MS / 2)
  }
  expect(rested).toEqual([true, true, false, false, true, true])
})

test('what one neighbour brings makes bulk rest thirty times a minute, what another brings all the same', () => {
  const { clock, precedence } = setup()
  let restedMs = 0
  for (let passedMs = 0; passedMs < 60_000; passedMs += ALERT_HOLD_MS) {
    precedence.restFor(loud)
    if (precedence.isResting) restedMs += ALERT_HOLD_MS
    clock.advance(ALERT_HOLD_MS)
  }
  expect(restedMs).toBe(30 * ALERT_HOLD_MS)
  precedence.restFor(loud)
  expect(precedence.isResting).toBe(true) // a minute later
  clock.advance(2 * ALERT_HOLD_MS)
  precedence.restFor(other)
  expect(precedence.isResting).toBe(true)
})

test('main lanes wait until the last alert is written, also where its stream closes', async () => {
  const { precedence, released } = setup()
  const [one, two] = [fakeStream(10), fakeStream(10)]
  precedence.watch(one.stream)
  precedence.watch(two.stream)
  one.idle.emit()
  expect([precedence.isHeld, released()]).toEqual([true, 0])
  two.closed.emit()
  await until(() => !precedence.isHeld)
  expect(released()).toBe(1)
})

test('a neighbour that takes nothing holds the others no longer than the limit', async () => {
  const { clock, precedence, released } = setup()
  const stuck = fakeStream(10)
  precedence.watch(stuck.stream)
  clock.advance(ALERT_HOLD_MS)
  await until(() => !precedence.isHeld)
  expect(released()).toBe(1)
  stuck.idle.emit()
  expect(released()).toBe(1)
})
