import type { VerdictReason } from '../../shared/kernel/verdict.ts'
import type { EndReason } from '../crypto/session/session-state.ts'

/** Events kept for each neighbour; the oldest is forgotten first. Chosen here: some days of an ordinary session. */
const MAX_EVENTS = 64

/** What happened to the sessions with one neighbour. Times are real. */
export interface SessionEvent {
  readonly kind:
    | 'opened'
    | 'renewed'
    | 'rekeyed'
    | 'closed'
    | 'expired'
    | 'replay-refused'
    | 'gap-refused'
    | 'downgrade-refused'
    | 'refused'
    | 'failed'
  /** The last time, where it happened more than once in a row. */
  readonly atMs: number
  /** Why, where there is a why. `busy` and `rate-exceeded`: this Node would not begin. */
  readonly reason: EndReason | 'busy' | 'rate-exceeded' | null
  /** How often in a row. */
  readonly count: number
}

/** The end of a session in the terms of its history: an expiry, a refusal of what came, a failure, or an orderly end. */
const END_KINDS: Partial<Record<EndReason, SessionEvent['kind']>> = {
  idle: 'expired',
  'too-old': 'expired',
  'sequence-replayed': 'replay-refused',
  'session-spent': 'replay-refused',
  'version-unknown': 'downgrade-refused',
  'refused-version-unknown': 'downgrade-refused',
  'refused-busy': 'refused',
  'refused-rate-exceeded': 'refused',
  'sequence-gap': 'gap-refused',
  closed: 'closed',
  'closed-by-peer': 'closed',
  'link-lost': 'closed',
  replaced: 'closed',
}

/** What a peer's mistake counts as. Ends that nobody is to blame for are not here. */
const BLAME: Partial<Record<EndReason, VerdictReason>> = {
  malformed: 'malformed',
  unexpected: 'malformed',
  'sequence-gap': 'malformed',
  'sequence-replayed': 'malformed',
  'rekey-wrong': 'malformed',
  'rekey-overdue': 'malformed',
  'secret-zero': 'malformed',
  'session-spent': 'malformed',
  reflected: 'malformed',
  'too-large': 'too-large',
  'version-unknown': 'version-unknown',
  'refused-version-unknown': 'version-unknown',
  'key-weak': 'key-weak',
  'seal-invalid': 'signature-invalid',
  'mac-invalid': 'signature-invalid',
  'signature-invalid': 'signature-invalid',
  'identity-wrong': 'signature-invalid',
  'confirmation-wrong': 'signature-invalid',
}

export const endKind = (reason: EndReason): SessionEvent['kind'] => END_KINDS[reason] ?? 'failed'

/** What to count against the Node at the other end of the link, or null. */
export const blameFor = (reason: EndReason): VerdictReason | null => BLAME[reason] ?? null

/** The latest events of one neighbour, the newest first. */
export class SessionLog {
  #events: readonly SessionEvent[] = []

  /** Refusals in a row are one, so that a flood of them pushes nothing else out. */
  add(event: Omit<SessionEvent, 'count'>): void {
    const [newest, ...older] = this.#events
    const isAgain = event.kind === 'refused' && newest?.kind === 'refused' && newest.reason === event.reason
    const count = isAgain ? newest.count + 1 : 1
    this.#events = [{ ...event, count }, ...(isAgain ? older : this.#events)].slice(0, MAX_EVENTS)
  }

  get events(): readonly SessionEvent[] {
    return this.#events
  }
}
