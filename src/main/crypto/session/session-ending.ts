import { forget } from './handshake.ts'
import { wipeTrafficKeys } from './session-keys.ts'
import type { EndReason, SessionOutput, SessionState, Step } from './session-state.ts'

export const write = (bytes: Uint8Array): SessionOutput => ({ kind: 'write', bytes })

/** The session is over: its secrets are overwritten and nothing brings it back. */
export function end(state: SessionState, reason: EndReason, before: readonly SessionOutput[] = []): Step {
  if (state.phase === 'awaits-confirm') forget(state.answered)
  if ('out' in state) {
    wipeTrafficKeys(state.out.keys)
    wipeTrafficKeys(state.in.keys)
    state.confirmation.fill(0)
  }
  return { state: { phase: 'ended', reason }, outputs: [...before, { kind: 'ended', reason }] }
}

/** Nothing happens. */
export const same = (state: SessionState): Step => ({ state, outputs: [] })
