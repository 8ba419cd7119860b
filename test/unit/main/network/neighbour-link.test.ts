import { expect, test } from 'vitest'
import { AlertPrecedence } from '../../../../src/main/network/alert-precedence.ts'
import { encodeFrame, readFrame } from '../../../../src/main/network/frame-codec.ts'
import type { LaneStream } from '../../../../src/main/network/lanes.ts'
import { MessageInbox } from '../../../../src/main/network/message-inbox.ts'
import type { LaneFrame } from '../../../../src/main/network/neighbour.ts'
import { MAX_QUEUED_BYTES, NeighbourLink } from '../../../../src/main/network/neighbour-link.ts'
import type { Link, MessageStream } from '../../../../src/main/network/transport.ts'
import { Signal } from '../../../../src/main/platform/signal.ts'
import { ClockTimers } from '../../../../src/main/platform/timers.ts'
import { TestClock } from '../../../support/clock.ts'
import { testNodeId } from '../../../support/node-ids.ts'
import { SeededRandom } from '../../../support/random.ts'

/** A stream whose other end is the test. */
class FakeStream implements MessageStream {
  queuedBytes = 0
  readonly sent: Uint8Array[] = []
  readonly idle = new Signal<void>()
  readonly came = new Signal<Uint8Array>()
  send(message: Uint8Array): void {
    this.sent.push(message)
  }
  onIdle(listener: () => void): () => void {
    return this.idle.listen(listener)
  }
  onMessage(listener: (message: Uint8Array) => void): () => void {
    return this.came.listen(listener)
  }
  onClose(): () => void {
    return () => {}
  }
  close(): void {}
  /** What was sent, but for what keeps the link going. */
  get contents(): string[] {
    const contents = this.sent
      .map((bytes) => readFrame(bytes))
      .map((read) => ('content' in read ? read.content : ''))
    return contents.filter((content) => !content.startsWith('heartbeat'))
  }
}

const LINK: Link = {
  remote: testNodeId(1),
  direction: 'outbound',
  security: 'simulated',
  remoteAddress: '/simulated/p2p/x',
  admit: () => {},
  open: () => Promise.reject(new Error('no more streams')),
  onStream: () => () => {},
  close: async () => {},
  onClose: () => () => {},
}
const receipts = (sizeBytes: number): LaneFrame => ({ receipts: { ids: [new Uint8Array(sizeBytes)] } })
const ENTRIES: LaneFrame = { entries: { entries: [{ hops: 1 }] } }
const turn = () => new Promise<void>((resolve) => queueMicrotask(resolve))

function setup(deal: () => Promise<void> = async () => {}) {
  const clock = new TestClock()
  const realTimers = new ClockTimers(clock)
  const precedence = new AlertPrecedence({ realClock: clock, realTimers })
  const told: string[] = []
  const open = () => {
    const streams: Record<LaneStream, FakeStream> = { alert: new FakeStream(), main: new FakeStream() }
    const link = new NeighbourLink(
      { clock, realClock: clock, realTimers, random: new SeededRandom(), precedence },
      {
        link: LINK,
        lanes: { alert: new MessageInbox(streams.alert), main: new MessageInbox(streams.main) },
        events: {
          frame: (lane) => {
            told.push(`frame on ${lane}`)
            return deal()
          },
          refused: (reason) => void told.push(`refused ${reason}`),
          measured: () => void told.push('measured'),
          closed: (reason) => void told.push(`closed ${reason}`),
        },
      },
    )
    link.start()
    return { link, streams }
  }
  return { clock, precedence, told, open }
}

test('main frames wait while an alert is being written, to this neighbour or another', async () => {
  const { open } = setup()
  const [here, there] = [open(), open()]
  there.streams.alert.queuedBytes = 100
  there.link.send('alert', encodeFrame(ENTRIES))
  here.link.send('sync', encodeFrame(receipts(50)))
  there.link.send('sync', encodeFrame(receipts(50)))
  await turn()
  expect([here.streams.main.contents, there.streams.main.contents]).toEqual([[], []])
  there.streams.alert.idle.emit()
  expect([here.streams.main.contents, there.streams.main.contents]).toEqual([['receipts'], ['receipts']])
})

test('main frames do not wait for the receipt of an alert, though whoever is told reads nothing', async () => {
  const { open } = setup()
  const [here, there] = [open(), open()]
  there.streams.alert.queuedBytes = 100
  there.link.send('alert', encodeFrame(receipts(50)))
  here.link.send('sync', encodeFrame(receipts(50)))
  await turn()
  expect(here.streams.main.contents).toEqual(['receipts'])
})

test('an alert lane that takes nothing more ends the link', () => {
  const { open, told } = setup()
  const { link, streams } = open()
  streams.alert.queuedBytes = MAX_QUEUED_BYTES
  expect(link.send('alert', encodeFrame(receipts(1)))).toBe(false)
  expect(told).toEqual(['closed queue-full'])
  expect(link.send('sync', encodeFrame(receipts(1)))).toBe(false)
})

test('credit goes back when a frame is dealt with, not when it comes', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const { open } = setup(() => promise)
  const { streams } = open()
  const frame = encodeFrame(receipts(1_000))
  streams.main.came.emit(frame)
  await turn()
  expect(streams.main.contents).toEqual([])
  resolve()
  await turn()
  await turn()
  expect(readFrame(streams.main.sent.at(-1) ?? new Uint8Array())).toMatchObject({
    content: 'credit',
    frame: { credit: { bytes: frame.byteLength } },
  })
})

test('no credit is owed for alerts', async () => {
  const { open, told } = setup()
  const { streams } = open()
  streams.alert.came.emit(encodeFrame(receipts(30_000)))
  await turn()
  await turn()
  expect(told).toEqual(['frame on alert'])
  expect(streams.main.contents).toEqual([])
})

test.each<[string, LaneFrame, boolean]>([
  ['an entry', ENTRIES, true],
  ['no entries', { entries: {} }, false],
  ['receipts', receipts(32), false],
  ['a heartbeat', { heartbeat: { nonce: 1 } }, false],
])('of what comes as an alert, %s makes bulk rest or not', (_what, frame, rests) => {
  const { open, precedence } = setup()
  const { streams } = open()
  streams.alert.came.emit(encodeFrame(frame))
  expect(precedence.isResting).toBe(rests)
})

test.each<[string, LaneFrame, boolean]>([
  ['an alert', ENTRIES, true],
  ['the receipt of one', receipts(32), false],
])('sending %s makes bulk rest or not', (_what, frame, rests) => {
  const { open, precedence } = setup()
  open().link.send('alert', encodeFrame(frame))
  expect(precedence.isResting).toBe(rests)
})

test('one neighbour keeps everybody from bulk for an eighth of the time, whatever it says, over however many links', () => {
  const { clock, open, precedence } = setup()
  const links = [open(), open()]
  const frame = encodeFrame(ENTRIES)
  let restedMs = 0
  for (let passedMs = 0; passedMs < 60_000; passedMs += 50) {
    for (const { streams } of links) streams.alert.came.emit(frame)
    if (precedence.isResting) restedMs += 50
    clock.advance(50)
  }
  expect(restedMs).toBe(60_000 / 8)
})

test('credit for what was never sent is garbage', () => {
  const { open, told } = setup()
  const { streams } = open()
  for (let n = 0; n < 3; n++) streams.main.came.emit(encodeFrame({ credit: { bytes: 1 } }))
  expect(told).toEqual(['refused malformed', 'refused malformed', 'refused malformed', 'closed malformed'])
})

test('comparing in the clear is refused with its reason, acted on by nobody, and ends no link', async () => {
  const { open, told } = setup()
  const { link, streams } = open()
  told.splice(0)
  for (const field of [6, 9, 10, 11, 12]) streams.main.came.emit(Uint8Array.of((field << 3) | 2, 0))
  await turn()
  expect(told).toEqual(Array.from({ length: 5 }, () => 'refused unsealed'))
  expect(link.isClosed).toBe(false)
})
