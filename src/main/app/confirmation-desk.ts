import type { Confirmation, Confirmations, ConfirmedAct } from '../../shared/bridge/caller.ts'
import { MirrorError } from '../../shared/kernel/errors.ts'
import type { Clock } from '../platform/clock.ts'
import type { Random } from '../platform/random.ts'

/** How long a press stays good. Source: docs/security.md, "A press for an act": the time it takes to type a PIN. */
export const CONFIRMATION_TTL_MS = 60_000
/** Presses kept at once. Chosen here: a person presses one thing at a time; beyond it the oldest is forgotten. */
export const CONFIRMATIONS_MAX = 16
/** Length of an id, in bytes. Chosen here: beyond guessing within its minute. */
const ID_BYTES = 16

export interface ConfirmationDeskDeps {
  readonly clock: Clock
  readonly random: Random
  /** Whether somebody pressed something just now, where the host can tell; left out where it cannot. */
  readonly isPressed?: () => boolean
}

interface Issued extends ConfirmedAct {
  readonly untilMs: number
}

/**
 * The presses of one page: each is good for one act on one thing, once, and
 * for a minute. What was said to the Node before, by this page or another,
 * does nothing when it is said again.
 */
export class ConfirmationDesk implements Confirmations {
  readonly #deps: ConfirmationDeskDeps
  /** In the order of their issue. */
  readonly #issued = new Map<string, Issued>()

  constructor(deps: ConfirmationDeskDeps) {
    this.#deps = deps
  }

  issue({ method, subject }: ConfirmedAct): Confirmation {
    const { clock, random, isPressed } = this.#deps
    if (isPressed !== undefined && !isPressed()) throw new MirrorError('not-confirmed')
    const [oldest] = this.#issued.keys()
    if (oldest !== undefined && this.#issued.size >= CONFIRMATIONS_MAX) this.#issued.delete(oldest)
    const confirmationId = Buffer.from(random.bytes(ID_BYTES)).toString('base64url')
    const untilMs = clock.nowMs() + CONFIRMATION_TTL_MS
    this.#issued.set(confirmationId, { method, subject, untilMs })
    return { confirmationId, untilMs }
  }

  redeem(confirmationId: string | undefined, act: ConfirmedAct): void {
    const issued = this.#take(confirmationId)
    const isGood =
      issued?.method === act.method &&
      issued.subject === act.subject &&
      this.#deps.clock.nowMs() < issued.untilMs
    if (!isGood) throw new MirrorError('not-confirmed')
  }

  /** Whatever it is shown for, an id is gone afterwards. */
  #take(confirmationId: string | undefined): Issued | undefined {
    if (confirmationId === undefined) return undefined
    const issued = this.#issued.get(confirmationId)
    this.#issued.delete(confirmationId)
    return issued
  }
}
