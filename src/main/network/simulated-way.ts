import type { Clock } from '../platform/clock.ts'
import type { Random } from '../platform/random.ts'
import type { Timers } from '../platform/timers.ts'

/** What a line carries in one piece. Source: an Ethernet frame of 1,500 bytes less 40 for IP and TCP, RFC 9293 §3.7.1. */
const SEGMENT_BYTES = 1_460
/** How long a sender waits for a sign before it sends a segment again; doubled each time. Source: Linux TCP_RTO_MIN, TCP_RTO_MAX; RFC 6298 §5.5. */
const RETRANSMIT_MS = 200
const RETRANSMIT_MAX_MS = 120_000
/** Losses of one and the same segment that are drawn. Chosen here: six in a row stall a line for 12.6 s; more is a cut, which is made by `block`. */
const LOSSES_IN_A_ROW = 6
/** Fineness of a drawn share. */
const MILLION = 1_000_000
const SECOND_MS = 1_000

/** How good one direction of a link is. */
export interface WayQuality {
  /** Each message takes a time between the two, by chance. */
  readonly delayMs: { readonly min: number; readonly max: number }
  /** Share of segments that are lost, and sent again. Default: none. */
  readonly lossRatio?: number
  /** What the line takes. Default: all at once. */
  readonly bytesPerSecond?: number
}

/** What a message is to the line. */
export interface Parcel {
  readonly sizeBytes: number
  /** The line has taken the last of it. Called at once where the line takes all at once. */
  taken(): void
}

/** Runs tasks in order, later. */
export type Carry = (task: () => void, parcel?: Parcel) => void

export interface SimulatedWayDeps {
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
}

/**
 * One direction of a link, as a TCP connection shows it to those who use it.
 * Everything arrives once and in the order in which it was handed over, whatever
 * stream it belongs to. Loss is seen as a wait of all that comes behind it, a
 * narrow line as a queue, and a cut as silence: what was under way arrives when
 * the sender tries again after the cut, unless the link has been closed by then.
 */
export class SimulatedWay {
  readonly #deps: SimulatedWayDeps
  #quality: WayQuality
  /** When the line has taken all that was handed over. */
  #takenAtMs = 0
  #arrivedAtMs = 0
  #backlogBytes = 0
  #cutSinceMs: number | null = null
  #stuck: (() => void)[] = []

  constructor(deps: SimulatedWayDeps, quality: WayQuality) {
    this.#deps = deps
    this.#quality = quality
  }

  /** Bytes handed over that the line has not taken. */
  get backlogBytes(): number {
    return this.#backlogBytes
  }

  /** From now on as good as this; what was handed over keeps its time. */
  shape(quality: WayQuality): void {
    this.#quality = quality
  }

  readonly carry: Carry = (task, parcel) => {
    const sizeBytes = parcel?.sizeBytes ?? 0
    this.#take(sizeBytes, parcel)
    const arrivesAtMs = Math.ceil(this.#takenAtMs) + this.#delayMs() + this.#stallMs(sizeBytes)
    this.#arrivedAtMs = Math.max(this.#arrivedAtMs, arrivesAtMs)
    this.#deps.timers.at(this.#arrivedAtMs, () => this.#arrive(task))
  }

  /** Nothing arrives any more, and nobody is told. */
  block(): void {
    this.#cutSinceMs ??= this.#deps.clock.nowMs()
  }

  /** The line is whole again: the sender notices when it next tries. */
  unblock(): void {
    const sinceMs = this.#cutSinceMs
    this.#cutSinceMs = null
    if (sinceMs === null || this.#stuck.length === 0) return
    this.#deps.timers.at(nextTryMs(sinceMs, this.#deps.clock.nowMs()), () => this.#release())
  }

  #take(sizeBytes: number, parcel: Parcel | undefined): void {
    const { bytesPerSecond } = this.#quality
    this.#takenAtMs = Math.max(this.#takenAtMs, this.#deps.clock.nowMs())
    if (bytesPerSecond === undefined) {
      parcel?.taken()
      return
    }
    this.#takenAtMs += (sizeBytes * SECOND_MS) / bytesPerSecond
    this.#backlogBytes += sizeBytes
    this.#deps.timers.at(Math.ceil(this.#takenAtMs), () => {
      this.#backlogBytes -= sizeBytes
      parcel?.taken()
    })
  }

  #delayMs(): number {
    const { min, max } = this.#quality.delayMs
    return min + this.#deps.random.int(max - min + 1)
  }

  /** How long a message waits for segments that were lost. */
  #stallMs(sizeBytes: number): number {
    const { lossRatio = 0 } = this.#quality
    if (lossRatio === 0) return 0
    const segments = Math.max(1, Math.ceil(sizeBytes / SEGMENT_BYTES))
    let chance = 1 - (1 - lossRatio) ** segments
    let stallMs = 0
    for (let losses = 0; losses < LOSSES_IN_A_ROW && this.#happens(chance); losses += 1) {
      stallMs += RETRANSMIT_MS * 2 ** losses
      chance = lossRatio
    }
    return stallMs
  }

  #happens(chance: number): boolean {
    return this.#deps.random.int(MILLION) < chance * MILLION
  }

  #arrive(task: () => void): void {
    if (this.#cutSinceMs === null && this.#stuck.length === 0) task()
    else this.#stuck.push(task)
  }

  #release(): void {
    if (this.#cutSinceMs !== null) return
    for (const task of this.#stuck.splice(0)) task()
  }
}

/** When a sender that has heard nothing since a moment next tries again. */
function nextTryMs(sinceMs: number, nowMs: number): number {
  let atMs = sinceMs
  for (let waitMs = RETRANSMIT_MS; atMs < nowMs; waitMs = Math.min(2 * waitMs, RETRANSMIT_MAX_MS))
    atMs += waitMs
  return atMs
}
