/** Time over which the rate is averaged. Chosen here: a figure that can be read, and follows a change of line in seconds. */
const AVERAGE_OVER_MS = 5_000
/** Shortest time between two samples: less says more of the timer than of the line. */
const SAMPLE_MS = 250
/** Without a byte for so long, it stalls: no rate and no time left are given any more. Chosen here: a lost packet is mended in less. */
const STALLED_AFTER_MS = 5_000

export interface Pace {
  readonly bytesPerSecond: number | null
  readonly leftMs: number | null
  readonly stalledForMs: number | null
}

/** How fast something goes: an exponential average, and an honest word when nothing comes. */
export class FilePace {
  #lastMs: number
  #sampledAtMs: number
  #bytes = 0
  #perMs: number | null = null

  constructor(nowMs: number) {
    this.#lastMs = nowMs
    this.#sampledAtMs = nowMs
  }

  /** So many bytes have come. After a stall, and with a clock that was set back, the average begins anew. */
  note(bytes: number, nowMs: number): void {
    const sinceMs = nowMs - this.#sampledAtMs
    const isBroken = sinceMs < 0 || nowMs - this.#lastMs >= STALLED_AFTER_MS
    this.#lastMs = nowMs
    if (isBroken) {
      this.#begin(nowMs)
      return
    }
    this.#bytes += bytes
    if (sinceMs >= SAMPLE_MS) this.#sample(sinceMs, nowMs)
  }

  view(leftBytes: number, nowMs: number): Pace {
    const quietMs = Math.max(0, nowMs - this.#lastMs)
    if (quietMs >= STALLED_AFTER_MS) return { bytesPerSecond: null, leftMs: null, stalledForMs: quietMs }
    const perMs = this.#perMs
    if (perMs === null || perMs <= 0) return STILL
    return { bytesPerSecond: perMs * 1_000, leftMs: Math.round(leftBytes / perMs), stalledForMs: null }
  }

  #sample(sinceMs: number, nowMs: number): void {
    const sample = this.#bytes / sinceMs
    const weight = 1 - Math.exp(-sinceMs / AVERAGE_OVER_MS)
    this.#perMs = this.#perMs === null ? sample : this.#perMs + weight * (sample - this.#perMs)
    this.#sampledAtMs = nowMs
    this.#bytes = 0
  }

  #begin(nowMs: number): void {
    this.#perMs = null
    this.#sampledAtMs = nowMs
    this.#bytes = 0
  }
}

/** Nothing is known yet, or nothing should move. */
export const STILL: Pace = { bytesPerSecond: null, leftMs: null, stalledForMs: null }
