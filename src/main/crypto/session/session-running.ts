import { constantTimeEqual } from '../digests.ts'
import { type FrameContent, openFrame, rekeyed, sealFrame } from './frame-cipher.ts'
import { isRekeyDue, isSpentUp } from './session-age.ts'
import { end, write } from './session-ending.ts'
import { wipeTrafficKeys } from './session-keys.ts'
import { encodeFrame, readMessage, type SealedFrame } from './session-messages.ts'
import { FIRST_FREE_TYPE, SIGNAL } from './session-signals.ts'
import type { RunningState, SessionOutput, Step, Surroundings } from './session-state.ts'
import type { Instant } from './session-time.ts'

const NOTHING = new Uint8Array()

interface RunningStep extends Step {
  readonly state: RunningState
}

/** Take a frame: exactly the next of its channel, as its sender sealed it. Anything else ends the session. */
export function receiveRunning(state: RunningState, bytes: Uint8Array, { now }: Surroundings): Step {
  const message = readMessage(bytes, 'open')
  if (message.kind === 'garbage') return end(state, message.reason)
  return message.kind === 'frame' ? takeFrame(state, message.frame, now) : end(state, 'unexpected')
}

/** Say something of the floor above, under new keys where the old have done enough. */
export function say(state: RunningState, content: FrameContent, now: Instant): Step {
  if (state.out.next[content.channel] >= Number.MAX_SAFE_INTEGER) return end(state, 'too-old') // the next two would share a nonce
  const fresh = isRekeyDue(state.out, now) ? rekey(state, now) : { state, outputs: [] }
  const said = emit(fresh.state, content, now)
  return { state: { ...said.state, lastContentAt: now }, outputs: [...fresh.outputs, ...said.outputs] }
}

/** Say that nothing more comes from this side. What the other side still says is heard until it says the same. */
export function close(state: RunningState, now: Instant): Step {
  if (state.phase === 'closing') return { state, outputs: [] }
  if (state.phase !== 'open') return end(state, 'closed')
  const farewell = sayFarewell(state, now)
  return { ...farewell, state: { ...farewell.state, phase: 'closing', closingAt: now } }
}

/** Seal one frame and write it. */
export function emit(state: RunningState, content: FrameContent, now: Instant): RunningStep {
  const { direction, frame } = sealFrame(state.out, content)
  return { state: { ...state, out: direction, lastFrameAt: now }, outputs: [write(encodeFrame(frame))] }
}

function takeFrame(state: RunningState, frame: SealedFrame, now: Instant): Step {
  const result = openFrame(state.in, frame)
  if ('fault' in result) return end(state, result.fault)
  const { content, direction } = result
  const isSignal = content.channel === 'control' && content.type < FIRST_FREE_TYPE
  if (isSpentUp(state.in) && !(isSignal && content.type === SIGNAL.rekey)) return end(state, 'rekey-overdue')
  const taken: RunningState = { ...state, in: direction, lastFrameAt: now }
  if (state.phase === 'awaits-confirmation') return takeConfirmation(taken, content)
  if (isSignal) return takeSignal(taken, content, now)
  return { state: { ...taken, lastContentAt: now }, outputs: [{ kind: 'said', content }] }
}

/** The responder's first frame: it holds the same keys and has heard the same words. */
function takeConfirmation(state: RunningState, { channel, type, bytes }: FrameContent): Step {
  const isConfirmation = channel === 'control' && type === SIGNAL.confirmation
  if (!isConfirmation || !constantTimeEqual(bytes, state.confirmation))
    return end(state, 'confirmation-wrong')
  return { state: { ...state, phase: 'open' }, outputs: [{ kind: 'opened', sessionId: state.sessionId }] }
}

function takeSignal(state: RunningState, { type, bytes }: FrameContent, now: Instant): Step {
  if (type === SIGNAL.rekey) return takeRekey(state, bytes, now)
  if (type !== SIGNAL.close) return end(state, 'unexpected')
  if (state.phase === 'closing') return end(state, 'closed')
  const farewell = sayFarewell(state, now)
  return end(farewell.state, 'closed-by-peer', farewell.outputs)
}

function takeRekey(state: RunningState, bytes: Uint8Array, now: Instant): Step {
  const generation = state.in.generation + 1
  if (!constantTimeEqual(bytes, generationBytes(generation))) return end(state, 'rekey-wrong')
  const before = state.in.keys
  const next = { ...state, in: rekeyed(state.in, now), rekeys: state.rekeys + 1 }
  wipeTrafficKeys(before)
  return { state: next, outputs: [{ kind: 'rekeyed', side: 'theirs', generation }] }
}

function rekey(state: RunningState, now: Instant): RunningStep {
  const generation = state.out.generation + 1
  const bytes = generationBytes(generation)
  const announced = emit(state, { channel: 'control', type: SIGNAL.rekey, bytes }, now)
  const out = rekeyed(announced.state.out, now)
  wipeTrafficKeys(announced.state.out.keys)
  const told: SessionOutput = { kind: 'rekeyed', side: 'ours', generation }
  return {
    state: { ...announced.state, out, rekeys: state.rekeys + 1 },
    outputs: [...announced.outputs, told],
  }
}

const sayFarewell = (state: RunningState, now: Instant): RunningStep =>
  emit(state, { channel: 'control', type: SIGNAL.close, bytes: NOTHING }, now)

function generationBytes(generation: number): Uint8Array {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(generation)
  return bytes
}
