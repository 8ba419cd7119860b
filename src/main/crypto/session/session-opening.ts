import { createDirection } from './frame-cipher.ts'
import { type Agreed, answer, conclude, confirm } from './handshake.ts'
import { end, write } from './session-ending.ts'
import { encodeRefusal, type Handshake, type HandshakeAck, readMessage } from './session-messages.ts'
import { emit } from './session-running.ts'
import { SIGNAL } from './session-signals.ts'
import type { OpeningState, RunningState, Step, Surroundings } from './session-state.ts'
import { type Role, SESSION_VERSION } from './transcript.ts'

type Awaiting<P extends OpeningState['phase']> = Extract<OpeningState, { readonly phase: P }>

/** Take a message of the handshake: exactly the one that comes next, or the session never begins. */
export function receiveOpening(state: OpeningState, bytes: Uint8Array, surroundings: Surroundings): Step {
  const message = readMessage(bytes, 'handshake')
  if (message.kind === 'garbage') return end(state, message.reason)
  if (state.phase === 'awaits-handshake' && message.kind === 'handshake') {
    return answerOffer(state, { handshake: message.handshake, message: bytes }, surroundings)
  }
  if (state.phase === 'awaits-ack' && message.kind === 'handshakeAck') {
    return confirmAnswer(state, { ack: message.ack, message: bytes }, surroundings)
  }
  if (state.phase === 'awaits-ack' && message.kind === 'refusal') {
    return end(state, `refused-${message.reason}`)
  }
  if (state.phase === 'awaits-confirm' && message.kind === 'handshakeConfirm') {
    return concludeOpening(state, { sealed: message.sealed, message: bytes }, surroundings)
  }
  return end(state, 'unexpected')
}

function answerOffer(
  state: Awaiting<'awaits-handshake'>,
  first: { readonly handshake: Handshake; readonly message: Uint8Array },
  { random }: Surroundings,
): Step {
  if (first.handshake.version !== SESSION_VERSION) {
    return end(state, 'version-unknown', [write(encodeRefusal('version-unknown'))])
  }
  const { parties, startedAt } = state
  const result = answer(parties, first, random)
  if ('fault' in result) return end(state, result.fault)
  const next: OpeningState = { phase: 'awaits-confirm', parties, startedAt, answered: result.answered }
  return { state: next, outputs: [write(result.message)] }
}

function confirmAnswer(
  state: Awaiting<'awaits-ack'>,
  second: { readonly ack: HandshakeAck; readonly message: Uint8Array },
  surroundings: Surroundings,
): Step {
  const { isSpent } = surroundings
  const result = confirm(state.parties, state.offered, { ...second, isSpent: (id) => isSpent(id) })
  if ('fault' in result) return end(state, result.fault)
  const running = run(state, { role: 'initiator', agreed: result.agreed }, surroundings)
  return { state: running, outputs: [write(result.message)] }
}

function concludeOpening(
  state: Awaiting<'awaits-confirm'>,
  third: { readonly sealed: Uint8Array; readonly message: Uint8Array },
  surroundings: Surroundings,
): Step {
  const agreed = conclude(state.parties, state.answered, third)
  if ('fault' in agreed) return end(state, agreed.fault)
  const running = run(state, { role: 'responder', agreed }, surroundings)
  const confirmation = { channel: 'control', type: SIGNAL.confirmation, bytes: agreed.confirmation } as const
  const first = emit(running, confirmation, surroundings.now)
  return { ...first, outputs: [...first.outputs, { kind: 'opened', sessionId: agreed.sessionId }] }
}

function run(
  { startedAt }: OpeningState,
  { role, agreed }: { readonly role: Role; readonly agreed: Agreed },
  { now }: Surroundings,
): RunningState {
  const { sessionId, traffic, confirmation } = agreed
  const direction = (sender: Role) =>
    createDirection({ sessionId, sender, keys: traffic[sender], keyedAt: now })
  return {
    phase: role === 'initiator' ? 'awaits-confirmation' : 'open',
    role,
    sessionId,
    startedAt,
    openedAt: now,
    lastFrameAt: now,
    lastContentAt: null,
    closingAt: null,
    confirmation,
    out: direction(role),
    in: direction(role === 'initiator' ? 'responder' : 'initiator'),
    rekeys: 0,
  }
}
