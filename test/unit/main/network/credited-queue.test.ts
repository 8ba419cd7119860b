import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { CreditedQueue } from '../../../../src/main/network/credited-queue.ts'

const frame = (sizeBytes: number, mark = 0): Uint8Array => new Uint8Array(sizeBytes).fill(mark)
const queue = () => new CreditedQueue({ windowBytes: 100, maxQueuedBytes: 1_000 })

test('lets frames go until the window is full, and on when the receiver is done with some', () => {
  const waiting = queue()
  for (let mark = 1; mark <= 4; mark++) waiting.push(frame(40, mark))
  expect(waiting.takeReady().map(([mark]) => mark)).toEqual([1, 2])
  expect(waiting.takeReady()).toEqual([])
  expect(waiting.credit(40)).toBe(true)
  expect(waiting.takeReady().map(([mark]) => mark)).toEqual([3])
  expect([waiting.queuedBytes, waiting.underWayBytes]).toEqual([40, 80])
})

test('lets a frame larger than the window go when nothing is under way', () => {
  const waiting = queue()
  waiting.push(frame(150))
  waiting.push(frame(1))
  expect(waiting.takeReady().length).toBe(1)
  expect(waiting.takeReady()).toEqual([])
  expect(waiting.credit(150)).toBe(true)
  expect(waiting.takeReady().length).toBe(1)
})

test('refuses a frame that does not fit, and keeps what it has', () => {
  const waiting = queue()
  expect(waiting.push(frame(1_000))).toBe(true)
  expect(waiting.push(frame(1))).toBe(false)
  expect(waiting.takeAll().length).toBe(1)
  expect(waiting.queuedBytes).toBe(0)
})

test('takes no credit for more than is under way', () => {
  const waiting = queue()
  waiting.push(frame(40))
  waiting.takeReady()
  expect(waiting.credit(41)).toBe(false)
  expect(waiting.credit(40)).toBe(true)
})

property.prop(
  [fc.array(fc.oneof(fc.integer({ min: 1, max: 90 }), fc.constant('credit' as const)), { maxLength: 200 })],
  { seed: 1 },
)('never has more under way than the window, and loses and reorders nothing', (steps) => {
  const waiting = new CreditedQueue({ windowBytes: 100, maxQueuedBytes: 1e6 })
  const [pushed, sent, open]: [number[], number[], number[]] = [[], [], []]
  const pump = () => {
    for (const { byteLength } of waiting.takeReady()) {
      sent.push(byteLength)
      open.push(byteLength)
    }
    expect(waiting.underWayBytes).toBeLessThanOrEqual(100)
  }
  for (const step of steps) {
    if (step !== 'credit') {
      waiting.push(frame(step))
      pushed.push(step)
    } else expect(waiting.credit(open.shift() ?? 0)).toBe(true)
    pump()
  }
  while (open.length > 0) {
    waiting.credit(open.shift() ?? 0)
    pump()
  }
  expect(sent).toEqual(pushed)
})
