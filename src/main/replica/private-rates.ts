import type { NodeId } from '../../shared/kernel/ids.ts'
import type { VerdictReason } from '../../shared/kernel/verdict.ts'
import type { Clock } from '../platform/clock.ts'

/**
 * What one neighbour may say, in a second and at once. Letters cost a signature and a write: a conversation is caught
 * up with in one go, and no disk is filled. Frames cost a look-up; fifty decisions with two frames in each slot of 50 ms
 * are 2,000 a second, and the receipts of our own letters come beside them. Source: docs/protocol.md, "Limits".
 */
const ALLOWED = {
  letter: { perSecond: 20, atOnce: 300 },
  frame: { perSecond: 2_500, atOnce: 2_500 },
} as const
/** Excess counts against a neighbour this far apart, so that counting it costs nothing. Chosen here: as the rates are given. */
const COUNT_EVERY_MS = 1_000

type PrivateThing = keyof typeof ALLOWED

export interface PrivateRatesDeps {
  /** The application's clock. */
  readonly clock: Clock
  countRefusal(nodeId: NodeId, reason: VerdictReason): void
}

interface Allowance {
  readonly left: Record<PrivateThing, number>
  filledAtMs: number
  countedAtMs: number
}

/** How much each neighbour may still say. What is beyond it is passed over; it was not stored, so it comes again. */
export class PrivateRates {
  readonly #deps: PrivateRatesDeps
  readonly #allowances = new Map<NodeId, Allowance>()

  constructor(deps: PrivateRatesDeps) {
    this.#deps = deps
  }

  /** Whether one more thing is within what this neighbour may say. */
  admits(from: NodeId, thing: PrivateThing): boolean {
    const allowance = this.#filled(from)
    if (allowance.left[thing] >= 1) {
      allowance.left[thing] -= 1
      return true
    }
    if (Math.abs(allowance.filledAtMs - allowance.countedAtMs) >= COUNT_EVERY_MS) {
      allowance.countedAtMs = allowance.filledAtMs
      this.#deps.countRefusal(from, 'rate-exceeded')
    }
    return false
  }

  #filled(from: NodeId): Allowance {
    const nowMs = this.#deps.clock.nowMs()
    const allowance = this.#allowances.get(from) ?? fresh(nowMs)
    const seconds = Math.max(0, nowMs - allowance.filledAtMs) / 1_000 // a clock that was set back gives nothing
    for (const thing of ['letter', 'frame'] as const) {
      const { perSecond, atOnce } = ALLOWED[thing]
      allowance.left[thing] = Math.min(atOnce, allowance.left[thing] + seconds * perSecond)
    }
    allowance.filledAtMs = nowMs
    this.#allowances.set(from, allowance)
    return allowance
  }
}

const fresh = (nowMs: number): Allowance => ({
  left: { letter: ALLOWED.letter.atOnce, frame: ALLOWED.frame.atOnce },
  filledAtMs: nowMs,
  countedAtMs: Number.NEGATIVE_INFINITY,
})
