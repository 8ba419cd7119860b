import { offer, type Parties } from './handshake.ts'
import { overdueReason } from './session-age.ts'
import { end, same, write } from './session-ending.ts'
import { receiveOpening } from './session-opening.ts'
import { close, receiveRunning, say } from './session-running.ts'
import type { SessionInput, SessionState, Step, Surroundings } from './session-state.ts'
import type { Role } from './transcript.ts'

/**
 * A session as a pure machine: a state and something that happens give the next
 * state and what to do. A state is used once; secrets of one that is over are
 * overwritten. Nothing a peer sends throws: it ends the session with a reason.
 */
export function beginSession(role: Role, parties: Parties, { now, random }: Surroundings): Step {
  const waiting: SessionState = { phase: 'awaits-handshake', parties, startedAt: now }
  if (parties.self === parties.remote) return end(waiting, 'reflected')
  if (role === 'responder') return same(waiting)
  const { offered, message } = offer(parties, random)
  return { state: { phase: 'awaits-ack', parties, startedAt: now, offered }, outputs: [write(message)] }
}

/** What happens next. A session that is over stays as it is, whatever comes. */
export function step(state: SessionState, input: SessionInput, surroundings: Surroundings): Step {
  if (state.phase === 'ended') return same(state)
  const overReason = input.kind === 'end' ? input.reason : overdueReason(state, surroundings)
  if (overReason !== null) return end(state, overReason)
  const isRunning = 'sessionId' in state
  switch (input.kind) {
    case 'received':
      return isRunning
        ? receiveRunning(state, input.bytes, surroundings)
        : receiveOpening(state, input.bytes, surroundings)
    case 'say':
      return state.phase === 'open' ? say(state, input.content, surroundings.now) : same(state)
    case 'close':
      return isRunning ? close(state, surroundings.now) : end(state, 'closed')
    case 'tick':
    case 'end':
      return same(state)
  }
}
