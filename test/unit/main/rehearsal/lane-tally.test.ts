import { describe, expect, test } from 'vitest'
import type { SharedLane } from '../../../../src/main/network/lanes.ts'
import type { Withheld } from '../../../../src/main/network/simulated-link.ts'
import type { MessageStream } from '../../../../src/main/network/transport.ts'
import { LaneTally, type Tapped } from '../../../../src/main/rehearsal/lane-tally.ts'
import type { TappedFrame, TappedSealed } from '../../../../src/main/rehearsal/lane-tap.ts'
import { wire } from '../../../../src/main/wire/messages.ts'
import { TestClock } from '../../../support/clock.ts'
import { testNodeId } from '../../../support/node-ids.ts'

const [A, B, C] = [testNodeId(1), testNodeId(2), testNodeId(3)]
/** A stream that nobody hears. */
class SilentStream implements MessageStream {
  readonly queuedBytes = 0
  send(): void {}
  onIdle = () => () => {}
  onMessage = () => () => {}
  onClose = () => () => {}
  close(): void {}
}
const ENTRIES = new wire.LaneFrame({ entries: { entries: [] } })
const CHUNK = wire.PrivateFrame.PRIVATE_FRAME_FILE_CHUNK
const RECEIPT = new wire.LaneFrame({ receipts: { ids: [] } })
const HEARTBEAT = new wire.LaneFrame({ heartbeat: {} })

function fixture() {
  const clock = new TestClock()
  const listeners: ((frame: TappedFrame) => void)[] = []
  const sealed: ((sealed: TappedSealed) => void)[] = []
  const withheld: ((withheld: Withheld) => void)[] = []
  const tap: Tapped = {
    onSealed(listener) {
      sealed.push(listener)
      return () => {}
    },
    onWithheld(listener) {
      withheld.push(listener)
      return () => {}
    },
    onFrame(listener) {
      listeners.push(listener)
      return () => {}
    },
  }
  const tally = new LaneTally(clock, tap)
  const tell = (frame: Partial<TappedFrame>): void => {
    const whole = {
      from: A,
      to: B,
      lane: 'main',
      aheadBytes: 0,
      stream: { queuedBytes: 0 },
      frame: ENTRIES,
      bytes: new Uint8Array(),
      ...frame,
    }
    for (const listener of listeners) listener(whole)
  }
  const stream = new SilentStream()
  const whisper = (type: number | null, of: TappedSealed['stream'] = stream): void => {
    for (const listener of sealed) listener({ from: A, stream: of, type })
  }
  const wait = (lane: SharedLane, ...bytes: readonly number[]): void => {
    for (const listener of withheld) listener({ stream, message: { lane, bytes: Uint8Array.of(...bytes) } })
  }
  const go = (mark: number): void => tell({ stream, bytes: Uint8Array.of(mark) })
  const clear = (): void => {
    for (const listener of withheld) listener({ stream, message: null })
  }
  return { clear, clock, go, tally, tell, wait, whisper }
}

describe('the tally of lanes', () => {
  test('counts what sets out while an alert of the same Node is being written, on whatever link', () => {
    const { tally, tell } = fixture()
    const stream = { queuedBytes: 0 }
    tell({ lane: 'alert', stream })
    stream.queuedBytes = 1_000
    tell({ to: C })
    expect(tally.overtaken).toBe(1)
  })

  test.for([
    ['where the alert before it is written', 0, 0],
    ['while it stands behind one', 400, 1],
  ] as const)('a receipt makes nobody wait by itself: %s', ([, beforeBytes, overtaken]) => {
    const { tally, tell } = fixture()
    const stream = { queuedBytes: 0 }
    tell({ lane: 'alert', stream })
    stream.queuedBytes = beforeBytes
    tell({ lane: 'alert', stream, frame: RECEIPT })
    stream.queuedBytes = beforeBytes + 60
    tell({})
    expect(tally.overtaken).toBe(overtaken)
  })

  test.for<[what: string, frame: Partial<TappedFrame>, passedMs: number, queuedBytes: number]>([
    ['of another Node', { from: C }, 0, 1_000],
    ['once the alert is written', {}, 0, 0],
    ['once it has kept the others waiting as long as it may', {}, 250, 1_000],
    ['that only keeps the link alive', { frame: HEARTBEAT }, 0, 1_000],
    ['on the alert lane', { lane: 'alert' }, 0, 1_000],
  ])('does not count what is sent %s', ([, frame, passedMs, queuedBytes]) => {
    const { clock, tally, tell } = fixture()
    const stream = { queuedBytes: 0 }
    tell({ lane: 'alert', stream })
    stream.queuedBytes = queuedBytes
    clock.advance(passedMs)
    tell(frame)
    expect(tally.overtaken).toBe(0)
  })

  test.for([
    [CHUNK, 1_000, 1],
    [CHUNK, 0, 0],
    [CHUNK - 1, 1_000, 0],
    [null, 1_000, 0],
  ] as const)(
    'of what is sealed counts pieces of files beside an alert: type %s, %i bytes of it left, %i',
    ([type, queuedBytes, overtaken]) => {
      const { tally, tell, whisper } = fixture()
      const stream = { queuedBytes: 0 }
      tell({ lane: 'alert', stream })
      stream.queuedBytes = queuedBytes
      whisper(type)
      expect(tally.overtaken).toBe(overtaken)
    },
  )

  test.for<[what: string, order: readonly number[], passed: number]>([
    ['counts nothing where the most urgent goes first, in order', [3, 1, 2, 4], 0],
    ['counts what goes before something more urgent', [4, 3, 1, 2], 1],
    ['counts what goes before something of its own lane that has waited longer', [3, 2, 1, 4], 1],
    ['counts what never waited and goes while others do', [3, 1, 9, 2, 4], 1],
    ['counts nothing of what never waited and goes when nothing does', [3, 1, 2, 4, 9], 0],
  ])('%s', ([, order, passed]) => {
    const { go, tally, wait } = fixture()
    wait('resource', 1)
    wait('resource', 2)
    wait('membership', 3)
    wait('bulk', 4)
    for (const mark of order) go(mark)
    expect(tally.passed).toBe(passed)
  })

  test('expects nothing any more of what went another way', () => {
    const { clear, go, tally, wait } = fixture()
    wait('control', 1)
    clear()
    wait('bulk', 2)
    go(2)
    expect(tally.passed).toBe(0)
  })

  test('keeps the most that stood before an alert and was none', () => {
    const { tally, tell } = fixture()
    tell({ lane: 'alert', aheadBytes: 500 })
    tell({ lane: 'alert', aheadBytes: 900, stream: { queuedBytes: 450 } })
    tell({ lane: 'alert', aheadBytes: 300 })
    tell({ aheadBytes: 9_000 })
    expect(tally.aheadOfAlertBytes).toBe(500)
  })

  test('keeps the most that waited for one neighbour: alerts, other lanes together, and what is sealed', () => {
    const { clear, go, tally, tell, wait, whisper } = fixture()
    tell({ lane: 'alert', stream: { queuedBytes: 450 }, bytes: new Uint8Array(50) })
    tell({ lane: 'alert', stream: { queuedBytes: 10 } })
    wait('control', 1)
    wait('bulk', 2, 2, 2)
    go(1)
    wait('bulk', 3)
    wait('sync', 4, 4)
    clear()
    wait('bulk', 5)
    whisper(CHUNK, { queuedBytes: 700 })
    whisper(null, { queuedBytes: 0 })
    expect(tally.queuedBytes).toEqual({ alert: 500, main: 6, sealed: 700 })
  })
})
