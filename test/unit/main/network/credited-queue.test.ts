import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { CreditedQueue, type QueuedFrame } from '../../../../src/main/network/credited-queue.ts'
import { LANES, type SharedLane } from '../../../../src/main/network/lanes.ts'

const SHARED = LANES.filter((lane) => lane !== 'alert')
const frame = (sizeBytes: number, mark = 0, lane: SharedLane = 'sync'): QueuedFrame => ({
  lane,
  bytes: new Uint8Array(sizeBytes).fill(mark),
})
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

test('lets what is more urgent go first, however long the rest has waited, and keeps the order within a lane', () => {
  const waiting = queue()
  const order: SharedLane[] = ['bulk', 'sync', 'membership', 'bulk', 'control', 'sync']
  for (const [index, lane] of order.entries()) waiting.push(frame(40, index + 1, lane))
  const marks: (number | undefined)[] = []
  for (let turn = 0; turn < order.length; turn++) {
    const ready = waiting.takeReady()
    marks.push(...ready.map(([mark]) => mark))
    waiting.credit(waiting.underWayBytes)
  }
  expect(marks).toEqual([5, 3, 2, 6, 1, 4])
})

test('lets nothing less urgent slip past a frame that has to wait for leave', () => {
  const waiting = queue()
  waiting.push(frame(60, 1, 'bulk'))
  expect(waiting.takeReady().length).toBe(1)
  waiting.push(frame(60, 2, 'resource'))
  waiting.push(frame(10, 3, 'bulk'))
  expect(waiting.takeReady()).toEqual([])
  waiting.credit(60)
  expect(waiting.takeReady().map(([mark]) => mark)).toEqual([2, 3])
})

test('gives back what waits with its lane, the most urgent first', () => {
  const waiting = queue()
  waiting.push(frame(1, 1, 'bulk'))
  waiting.push(frame(1, 2, 'control'))
  expect(waiting.takeAll().map(({ lane }) => lane)).toEqual(['control', 'bulk'])
})

const step = fc.record({ sizeBytes: fc.integer({ min: 1, max: 90 }), lane: fc.constantFrom(...SHARED) })
property.prop([fc.array(fc.oneof(step, fc.constant('credit' as const)), { maxLength: 200 })], { seed: 1 })(
  'never has more under way than the window, loses nothing, and lets no lane pass one before it',
  (steps) => {
    const waiting = new CreditedQueue({ windowBytes: 100, maxQueuedBytes: 1e6 })
    const open: number[] = []
    const left = new Map<SharedLane, number[]>(SHARED.map((lane) => [lane, []]))
    const pump = () => {
      for (const { byteLength } of waiting.takeReady()) {
        open.push(byteLength)
        expect([...left.values()].find((sizes) => sizes.length > 0)?.shift()).toBe(byteLength)
      }
      expect(waiting.underWayBytes).toBeLessThanOrEqual(100)
    }
    for (const next of steps) {
      if (next !== 'credit') {
        waiting.push(frame(next.sizeBytes, 0, next.lane))
        left.get(next.lane)?.push(next.sizeBytes)
      } else expect(waiting.credit(open.shift() ?? 0)).toBe(true)
      pump()
    }
    while (open.length > 0) {
      waiting.credit(open.shift() ?? 0)
      pump()
    }
    expect([...left.values()].flat()).toEqual([])
  },
)
