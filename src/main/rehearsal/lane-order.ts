import { LANES, type SharedLane } from '../network/lanes.ts'
import type { Withheld } from '../network/simulated-link.ts'
import type { LaneTap, TappedFrame } from './lane-tap.ts'

const SHARED_LANES = LANES.filter((lane) => lane !== 'alert')

/** What waits on one stream, by lane, as its sender was told to send it. */
type Waiting = Map<SharedLane, Uint8Array[]>

/** Whether lanes that share a stream keep their order: of all that waits, the first of the most urgent lane goes next. */
export class LaneOrder {
  /** Frames that set out while one that should have gone before them was waiting. */
  passed = 0
  readonly #waiting = new WeakMap<object, Waiting>()

  constructor(tap: Pick<LaneTap, 'onFrame' | 'onWithheld'>) {
    tap.onWithheld((withheld) => this.#note(withheld))
    tap.onFrame((frame) => this.#count(frame))
  }

  #note({ message, stream }: Withheld): void {
    const waiting: Waiting =
      this.#waiting.get(stream) ?? new Map(SHARED_LANES.map((lane): [SharedLane, Uint8Array[]] => [lane, []]))
    this.#waiting.set(stream, waiting)
    if (message === null) this.#waiting.delete(stream)
    else waiting.get(message.lane)?.push(message.bytes)
  }

  #count({ bytes, frame, stream }: TappedFrame): void {
    const waiting = this.#waiting.get(stream)
    if (waiting === undefined || frame.heartbeat || frame.heartbeatAnswer || frame.credit) return
    const lanes = [...waiting.values()].filter((frames) => frames.length > 0)
    const mine = lanes.find((frames) => frames.some((other) => isSame(other, bytes)))
    if (mine === undefined) return
    const at = mine.findIndex((other) => isSame(other, bytes))
    if (mine !== lanes[0] || at > 0) this.passed += 1
    mine.splice(at, 1)
  }
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0
