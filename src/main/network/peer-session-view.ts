import type { HandshakeStep } from '../crypto/session/handshake-steps.ts'
import { timeLeft } from '../crypto/session/session-age.ts'
import { SESSION_CHANNELS, type SessionChannel } from '../crypto/session/session-keys.ts'
import type { RunningState, SessionState, Surroundings } from '../crypto/session/session-state.ts'
import type { Role } from '../crypto/session/transcript.ts'
import type { PeerSession } from './peer-session.ts'
import type { SessionEvent } from './peer-session-log.ts'

/** How a session came to be, or as far as it came: who began, and each step with its moment. Times are real. */
export interface HandshakeTrail {
  readonly role: Role
  readonly steps: readonly { readonly step: HandshakeStep; readonly atMs: number }[]
}

/** The state of what there is with one neighbour. Times are real. */
export interface SessionView {
  readonly state: 'none' | 'opening' | 'open' | 'closing'
  readonly sessionId: string | null
  readonly openedAtMs: number | null
  readonly lastFrameMs: number | null
  /** Until it ends if nothing more is said, and at the latest; null where none is open. */
  readonly left: { readonly idleMs: number; readonly ageMs: number } | null
  /** Changes of keys in this session, both directions counted. */
  readonly rekeys: number
  /** Frames of each channel, numbered from 0 and without gaps, so that these are also the next numbers. */
  readonly channels: readonly {
    readonly channel: SessionChannel
    readonly sent: number
    readonly received: number
  }[]
  /** Of the handshake that began last; null before the first. */
  readonly handshake: HandshakeTrail | null
  /** The newest first. */
  readonly events: readonly SessionEvent[]
}

interface Shown {
  /** Null where there is none, not even one that is being opened. */
  readonly session: PeerSession | null
  readonly isDialling: boolean
  readonly handshake: HandshakeTrail | null
  readonly events: readonly SessionEvent[]
}

export function viewSession(shown: Shown, surroundings: Surroundings): SessionView {
  const { events, handshake, isDialling, session } = shown
  const state = session?.state
  const running = state !== undefined && 'sessionId' in state ? state : null
  return {
    state: toShown(state, isDialling),
    sessionId: session?.sessionId ?? null,
    openedAtMs: running?.openedAt.wallMs ?? null,
    lastFrameMs: running?.lastFrameAt.wallMs ?? null,
    left: running === null ? null : timeLeft(running, surroundings),
    rekeys: running?.rekeys ?? 0,
    channels: running === null ? [] : countsOf(running),
    handshake,
    events,
  }
}

const countsOf = (state: RunningState): SessionView['channels'] =>
  SESSION_CHANNELS.map((channel) => ({
    channel,
    sent: state.out.next[channel],
    received: state.in.next[channel],
  }))

function toShown(state: SessionState | undefined, isDialling: boolean): SessionView['state'] {
  if (state === undefined) return isDialling ? 'opening' : 'none'
  if (state.phase === 'ended') return 'none'
  return state.phase === 'open' || state.phase === 'closing' ? state.phase : 'opening'
}

export const NO_SESSION: SessionView = {
  state: 'none',
  sessionId: null,
  openedAtMs: null,
  lastFrameMs: null,
  left: null,
  rekeys: 0,
  channels: [],
  handshake: null,
  events: [],
}
