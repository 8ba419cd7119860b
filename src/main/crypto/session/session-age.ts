import type { Direction } from './frame-cipher.ts'
import {
  HANDSHAKE_TIMEOUT_MS,
  REKEY_AGE_MS,
  REKEY_BYTES,
  REKEY_FRAMES,
  RENEW_AFTER_MS,
  SESSION_MAX_AGE_MS,
} from './session-limits.ts'
import type { EndReason, RunningState, SessionState } from './session-state.ts'
import { elapsedMs, type Instant } from './session-time.ts'

/** Why a session is over by now, or null. Asked before anything else is done with it, so that none outlives its time. */
export function overdueReason(
  state: SessionState,
  { now, idleTimeoutMs }: { readonly now: Instant; readonly idleTimeoutMs: number },
): EndReason | null {
  if (state.phase === 'ended') return null
  const isRunning = state.phase === 'open' || state.phase === 'closing'
  if (!isRunning) return elapsedMs(state.startedAt, now) >= HANDSHAKE_TIMEOUT_MS ? 'deadline' : null
  if (elapsedMs(state.openedAt, now) >= SESSION_MAX_AGE_MS) return 'too-old'
  if (elapsedMs(state.lastFrameAt, now) >= idleTimeoutMs) return 'idle'
  const { closingAt } = state
  return closingAt !== null && elapsedMs(closingAt, now) >= HANDSHAKE_TIMEOUT_MS ? 'closed' : null
}

/** How long a session still lives: if nothing more is said in it, and however much is. */
export function timeLeft(
  { lastFrameAt, openedAt }: Pick<RunningState, 'lastFrameAt' | 'openedAt'>,
  { now, idleTimeoutMs }: { readonly now: Instant; readonly idleTimeoutMs: number },
): { readonly idleMs: number; readonly ageMs: number } {
  return {
    idleMs: Math.max(0, idleTimeoutMs - elapsedMs(lastFrameAt, now)),
    ageMs: Math.max(0, SESSION_MAX_AGE_MS - elapsedMs(openedAt, now)),
  }
}

/** Whether the sender has to change its keys before the next frame. */
export const isRekeyDue = (direction: Direction, now: Instant): boolean =>
  isSpentUp(direction) || elapsedMs(direction.keyedAt, now) >= REKEY_AGE_MS

/** Whether these keys have sealed all they may. A receiver holds its sender to it; of time it cannot judge. */
export const isSpentUp = ({ frames, bytes }: Direction): boolean =>
  frames >= REKEY_FRAMES || bytes >= REKEY_BYTES

/**
 * Whether the side that began a session should agree on new keys with a new
 * handshake. One in which nothing was said lately is left to go idle instead.
 */
export function isRenewalDue(state: SessionState, now: Instant): boolean {
  if (state.phase !== 'open' || state.role !== 'initiator' || state.lastContentAt === null) return false
  return (
    elapsedMs(state.openedAt, now) >= RENEW_AFTER_MS && elapsedMs(state.lastContentAt, now) < RENEW_AFTER_MS
  )
}
