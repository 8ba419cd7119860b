import type { Clock } from '../platform/clock.ts'
import type { Random } from '../platform/random.ts'
import { isCount } from '../wire/decode.ts'
import type { mirrorwell } from '../wire/generated/messages.js'

/** Latest time a heartbeat may tell: what a date can hold. Source: ECMA-262, Time Values. */
const MAX_CLOCK_MS = 8.64e15
/** Questions that may be open at once; older ones are forgotten. Chosen here: all that fit in the time after which silence is death. */
const MAX_OPEN_QUESTIONS = 4
/** Nonces are below it. Chosen here: far more than is ever open, and exact in a double. */
const NONCE_BELOW = 2 ** 32

type Heartbeat = mirrorwell.v1.Heartbeat.$Properties

export interface HeartbeatDeps {
  /** The application's clock, which the other side is told. */
  readonly clock: Clock
  readonly realClock: Clock
  readonly random: Random
}

/** Measures one link by question and answer. */
export class HeartbeatMeter {
  readonly #deps: HeartbeatDeps
  readonly #asked = new Map<number, { readonly realMs: number; readonly clockMs: number }>()
  roundTripMs: number | null = null
  clockOffMs: number | null = null

  constructor(deps: HeartbeatDeps) {
    this.#deps = deps
  }

  question(): Heartbeat {
    const { clock, realClock, random } = this.#deps
    const nonce = random.int(NONCE_BELOW)
    this.#asked.set(nonce, { realMs: realClock.nowMs(), clockMs: clock.nowMs() })
    const [oldest] = this.#asked.keys()
    if (this.#asked.size > MAX_OPEN_QUESTIONS && oldest !== undefined) this.#asked.delete(oldest)
    return { nonce, clockMs: clock.nowMs() }
  }

  answerTo(question: Heartbeat): Heartbeat {
    return { nonce: question.nonce ?? 0, clockMs: this.#deps.clock.nowMs() }
  }

  /** Take an answer; one to a question we did not ask, or asked long ago, changes nothing. */
  take(answer: Heartbeat): boolean {
    const nonce = answer.nonce ?? 0
    const asked = this.#asked.get(nonce)
    const theirsMs = answer.clockMs ?? 0
    if (!asked || !isCount(theirsMs) || theirsMs > MAX_CLOCK_MS) return false
    this.#asked.delete(nonce)
    const { clock, realClock } = this.#deps
    this.roundTripMs = Math.max(0, realClock.nowMs() - asked.realMs)
    this.clockOffMs = Math.round(theirsMs - (asked.clockMs + clock.nowMs()) / 2)
    return true
  }
}
