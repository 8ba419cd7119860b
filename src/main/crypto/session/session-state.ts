import type { Random } from '../../platform/random.ts'
import type { Direction, FrameContent } from './frame-cipher.ts'
import type { Answered, HandshakeFault, Offered, Parties } from './handshake.ts'
import type { RefusalReason } from './session-messages.ts'
import type { Instant } from './session-time.ts'
import type { Role } from './transcript.ts'

/** Why a session is over, or never came to be. A closed list, for logs and for whoever looks on. */
export type EndReason =
  | HandshakeFault
  | 'version-unknown'
  | 'too-large'
  | 'unexpected'
  | 'confirmation-wrong'
  | 'sequence-gap'
  | 'sequence-replayed'
  | 'rekey-wrong'
  | 'rekey-overdue'
  | 'deadline'
  | 'idle'
  | 'too-old'
  | 'closed'
  | 'closed-by-peer'
  | 'link-lost'
  | 'replaced'
  | `refused-${RefusalReason}`

/** The moment, chance, and what the Node remembers of other sessions. */
export interface Surroundings {
  readonly now: Instant
  readonly random: Random
  readonly idleTimeoutMs: number
  /** Whether a session of this id is open, or was within the time of its tombstone. */
  isSpent(sessionId: string): boolean
}

interface Opening {
  readonly parties: Parties
  readonly startedAt: Instant
}
export type OpeningState = Opening &
  (
    | { readonly phase: 'awaits-ack'; readonly offered: Offered }
    | { readonly phase: 'awaits-handshake' }
    | { readonly phase: 'awaits-confirm'; readonly answered: Answered }
  )

/** Keys are agreed on. The initiator says nothing before the responder has confirmed them. */
export interface RunningState {
  readonly phase: 'awaits-confirmation' | 'open' | 'closing'
  readonly role: Role
  readonly sessionId: string
  /** When the first message went or came. */
  readonly startedAt: Instant
  readonly openedAt: Instant
  /** The last frame that was sent, or came and held. */
  readonly lastFrameAt: Instant
  /** The same of what rides in the session; null before the first. */
  readonly lastContentAt: Instant | null
  /** When this side said that it will send nothing more. */
  readonly closingAt: Instant | null
  readonly confirmation: Uint8Array
  readonly out: Direction
  readonly in: Direction
  /** Changes of keys, both directions counted. */
  readonly rekeys: number
}
export interface EndedState {
  readonly phase: 'ended'
  readonly reason: EndReason
}
export type SessionState = OpeningState | RunningState | EndedState

export type SessionInput =
  | { readonly kind: 'received'; readonly bytes: Uint8Array }
  /** Say something; nothing happens unless the session is open. */
  | { readonly kind: 'say'; readonly content: FrameContent }
  /** Time has passed. */
  | { readonly kind: 'tick' }
  /** Say that nothing more comes, and wait for the other side to say the same. */
  | { readonly kind: 'close' }
  /** Be over at once. */
  | { readonly kind: 'end'; readonly reason: EndReason }

export type SessionOutput =
  | { readonly kind: 'write'; readonly bytes: Uint8Array }
  | { readonly kind: 'opened'; readonly sessionId: string }
  | { readonly kind: 'said'; readonly content: FrameContent }
  | { readonly kind: 'rekeyed'; readonly side: 'ours' | 'theirs'; readonly generation: number }
  | { readonly kind: 'ended'; readonly reason: EndReason }

export interface Step {
  readonly state: SessionState
  readonly outputs: readonly SessionOutput[]
}
