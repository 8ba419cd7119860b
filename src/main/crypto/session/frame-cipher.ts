import { NONCE_BYTES, seal, TAG_BYTES, unseal } from './aead.ts'
import { sessionIdBytes } from './session-id.ts'
import { nextTrafficKeys, type SessionChannel, type TrafficKeys } from './session-keys.ts'
import { channelByte, type SealedFrame } from './session-messages.ts'
import type { Instant } from './session-time.ts'
import { type Role, SESSION_VERSION } from './transcript.ts'

/** Which side a frame comes from, in what it authenticates: nobody can hand a frame back to its sender. */
const DIRECTION_BYTE = { initiator: 0x49, responder: 0x52 } as const
/** Bytes that a frame authenticates beside its content. */
const AAD_BYTES = 33
/** Two halves of a sequence number of 64 bits. */
const HALF = 2 ** 32

/** One direction of a session: its keys, and what was sent under them. Never changed, always replaced. */
export interface Direction {
  readonly sessionId: string
  /** The side that sends. */
  readonly sender: Role
  readonly keys: TrafficKeys
  /** How often the keys were changed. */
  readonly generation: number
  readonly next: Readonly<Record<SessionChannel, number>>
  /** Under these keys. */
  readonly frames: number
  readonly bytes: number
  readonly keyedAt: Instant
}

export interface FrameContent {
  readonly channel: SessionChannel
  readonly type: number
  readonly bytes: Uint8Array
}

export type OpenedFrame =
  | { readonly direction: Direction; readonly content: FrameContent }
  | { readonly fault: 'sequence-gap' | 'sequence-replayed' | 'seal-invalid' }

export function createDirection(
  start: Pick<Direction, 'sessionId' | 'sender' | 'keys' | 'keyedAt'>,
): Direction {
  return { ...start, generation: 0, next: { control: 0, alert: 0, bulk: 0 }, frames: 0, bytes: 0 }
}

/** Seal under the next number of its channel. */
export function sealFrame(
  direction: Direction,
  { channel, type, bytes }: FrameContent,
): { readonly direction: Direction; readonly frame: SealedFrame } {
  const sequence = direction.next[channel]
  const head = { channel, sequence, type }
  const sealed = seal(direction.keys[channel].key, bytes, sealingOf(direction, head, bytes.length))
  return { direction: advance(direction, channel, bytes.length), frame: { ...head, sealed } }
}

/** Take a frame that has exactly the number that comes next on its channel, and is what its sender sealed. */
export function openFrame(direction: Direction, frame: SealedFrame): OpenedFrame {
  const { channel, sequence, type, sealed } = frame
  const expected = direction.next[channel]
  if (sequence !== expected) return { fault: sequence > expected ? 'sequence-gap' : 'sequence-replayed' }
  const lengthBytes = sealed.length - TAG_BYTES
  const bytes = unseal(direction.keys[channel].key, sealed, sealingOf(direction, frame, lengthBytes))
  if (bytes === null) return { fault: 'seal-invalid' }
  return { direction: advance(direction, channel, bytes.length), content: { channel, type, bytes } }
}

/** The same direction under its next keys. Numbers go on. */
export function rekeyed(direction: Direction, keyedAt: Instant): Direction {
  const generation = direction.generation + 1
  const keys = nextTrafficKeys(direction.keys, generation)
  return { ...direction, keys, generation, keyedAt, frames: 0, bytes: 0 }
}

/** The nonce of a frame: its channel's 12 bytes XOR the number in the last eight of them. Source: RFC 8446 §5.3. */
export function nonceOf(iv: Uint8Array, sequence: number): Uint8Array {
  const nonce = new Uint8Array(iv)
  const view = new DataView(nonce.buffer)
  view.setUint32(NONCE_BYTES - 8, view.getUint32(NONCE_BYTES - 8) ^ Math.floor(sequence / HALF))
  view.setUint32(NONCE_BYTES - 4, view.getUint32(NONCE_BYTES - 4) ^ (sequence % HALF))
  return nonce
}

type FrameHead = Omit<SealedFrame, 'sealed'>

function sealingOf(direction: Direction, { channel, sequence, type }: FrameHead, lengthBytes: number) {
  const aad = Buffer.alloc(AAD_BYTES)
  aad.writeUInt8(SESSION_VERSION, 0)
  aad.set(sessionIdBytes(direction.sessionId), 1)
  aad.writeUInt8(DIRECTION_BYTE[direction.sender], 17)
  aad.writeUInt8(channelByte(channel), 18)
  aad.writeUInt32BE(Math.floor(sequence / HALF), 19)
  aad.writeUInt32BE(sequence % HALF, 23)
  aad.writeUInt16BE(type, 27)
  aad.writeUInt32BE(lengthBytes, 29)
  return { nonce: nonceOf(direction.keys[channel].iv, sequence), aad }
}

function advance(direction: Direction, channel: SessionChannel, bytes: number): Direction {
  return {
    ...direction,
    next: { ...direction.next, [channel]: direction.next[channel] + 1 },
    frames: direction.frames + 1,
    bytes: direction.bytes + bytes,
  }
}
