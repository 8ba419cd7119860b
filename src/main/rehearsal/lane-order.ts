import { LANES, type SharedLane } from '../network/lanes.ts'
import type { Withheld } from '../network/simulated-link.ts'
import type { LaneTap, TappedFrame } from './lane-tap.ts'

const SHARED_LANES = LANES.filter((lane) => lane !== 'alert')

/** What waits on one stream, by lane, as its sender was told to send it. */
interface Waiting {
  readonly lanes: ReadonlyMap<SharedLane, Uint8Array[]>
  sizeBytes: number
}

/** Whether lanes that share a stream keep their order: of all that waits, the first of the most urgent lane goes next. */
export class LaneOrder {
  /** Frames that set out while one that should have gone before them was waiting. */
  passed = 0
  /** The most that ever waited on one stream. */
  mostWaitingBytes = 0
  readonly #waiting = new WeakMap<object, Waiting>()

  constructor(tap: Pick<LaneTap, 'onFrame' | 'onWithheld'>) {
    tap.onWithheld((withheld) => this.#note(withheld))
    tap.onFrame((frame) => this.#count(frame))
  }

  #note({ message, stream }: Withheld): void {
    if (message === null) {
      this.#waiting.delete(stream)
      return
    }
    const waiting = this.#waiting.get(stream) ?? nothing()
    this.#waiting.set(stream, waiting)
    waiting.lanes.get(message.lane)?.push(message.bytes)
    waiting.sizeBytes += message.bytes.byteLength
    this.mostWaitingBytes = Math.max(this.mostWaitingBytes, waiting.sizeBytes)
  }

  /** One that never waited has passed all that does. */
  #count({ bytes, frame, stream }: TappedFrame): void {
    const waiting = this.#waiting.get(stream)
    if (waiting === undefined || frame.heartbeat || frame.heartbeatAnswer || frame.credit) return
    const lanes = [...waiting.lanes.values()].filter((frames) => frames.length > 0)
    const mine = lanes.find((frames) => frames.some((other) => isSame(other, bytes)))
    const at = mine?.findIndex((other) => isSame(other, bytes)) ?? 0
    if (lanes.length > 0 && (mine !== lanes[0] || at > 0)) this.passed += 1
    if (mine === undefined) return
    mine.splice(at, 1)
    waiting.sizeBytes -= bytes.byteLength
  }
}

const nothing = (): Waiting => ({ lanes: new Map(SHARED_LANES.map((lane) => [lane, []])), sizeBytes: 0 })
const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0
