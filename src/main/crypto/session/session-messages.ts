import { plainBytes } from '../../platform/bytes.ts'
import { isCount, tryDecode } from '../../wire/decode.ts'
import type { mirrorwell } from '../../wire/generated/messages.js'
import { MAX_FRAME_BYTES } from '../../wire/limits.ts'
import { wire } from '../../wire/messages.ts'
import { SHA256_BYTES } from '../digests.ts'
import { PUBLIC_KEY_BYTES, SIGNATURE_BYTES } from '../signing.ts'
import { TAG_BYTES } from './aead.ts'
import { EPHEMERAL_BYTES } from './key-agreement.ts'
import { sessionIdText } from './session-id.ts'
import { SESSION_CHANNELS, type SessionChannel } from './session-keys.ts'
import { MAX_HANDSHAKE_BYTES } from './session-limits.ts'
import { SESSION_VERSION } from './transcript.ts'

/** Length of each side's random contribution. Source: docs/security.md, "Sessions". */
export const NONCE_FIELD_BYTES = 32
/** Channel and type, two bytes each, and a number with its tag, three. */
const FRAME_HEAD_BYTES = 7
/** Largest type of a frame: it has two bytes in what is authenticated. */
const MAX_TYPE = 0xffff

export interface Handshake {
  readonly version: number
  readonly ephemeral: Uint8Array
  readonly nonce: Uint8Array
}
export interface HandshakeAck {
  readonly ephemeral: Uint8Array
  readonly nonce: Uint8Array
  readonly sessionId: Uint8Array
  readonly sealed: Uint8Array
}
export interface HandshakeIdentity {
  readonly identity: Uint8Array
  readonly signature: Uint8Array
  readonly mac: Uint8Array
}
export interface SealedFrame {
  readonly channel: SessionChannel
  readonly sequence: number
  readonly type: number
  readonly sealed: Uint8Array
}
/** Why the answering side will not begin. A closed list. Source: proto/mirrorwell/v1/session.proto. */
export type RefusalReason = 'version-unknown' | 'busy' | 'rate-exceeded' | 'yield'

export type ReadMessage =
  | { readonly kind: 'handshake'; readonly handshake: Handshake }
  | { readonly kind: 'handshakeAck'; readonly ack: HandshakeAck }
  | { readonly kind: 'handshakeConfirm'; readonly sealed: Uint8Array }
  | { readonly kind: 'frame'; readonly frame: SealedFrame }
  | { readonly kind: 'refusal'; readonly reason: RefusalReason }
  | { readonly kind: 'garbage'; readonly reason: 'malformed' | 'too-large' }

type Wire = mirrorwell.v1.SessionMessage.$Properties

const { SessionChannel: WireChannel, SessionRefusalReason: WireRefusal } = wire
const CHANNEL_NUMBERS = {
  control: WireChannel.SESSION_CHANNEL_CONTROL,
  alert: WireChannel.SESSION_CHANNEL_ALERT,
  bulk: WireChannel.SESSION_CHANNEL_BULK,
} as const
const REFUSAL_NUMBERS = {
  'version-unknown': WireRefusal.SESSION_REFUSAL_REASON_VERSION_UNKNOWN,
  busy: WireRefusal.SESSION_REFUSAL_REASON_BUSY,
  'rate-exceeded': WireRefusal.SESSION_REFUSAL_REASON_RATE_EXCEEDED,
  yield: WireRefusal.SESSION_REFUSAL_REASON_YIELD,
} as const
const REFUSAL_REASONS = ['version-unknown', 'busy', 'rate-exceeded', 'yield'] as const

const MALFORMED: ReadMessage = { kind: 'garbage', reason: 'malformed' }
const TOO_LARGE: ReadMessage = { kind: 'garbage', reason: 'too-large' }

/** The byte that stands for a channel in what a frame authenticates: its number on the wire. */
export const channelByte = (channel: SessionChannel): number => CHANNEL_NUMBERS[channel]

export const encodeMessage = (message: Wire): Uint8Array =>
  plainBytes(wire.SessionMessage.encode(message).finish())

export const encodeFrame = ({ channel, ...frame }: SealedFrame): Uint8Array =>
  encodeMessage({ frame: { ...frame, channel: CHANNEL_NUMBERS[channel] } })

/**
 * About what a content of so many bytes comes to on the stream: with its seal, its head, and a number of two bytes. A
 * byte less where the number is below 128, one more for each seven bits beyond fourteen.
 */
export const sealedSizeBytes = (contentBytes: number): number =>
  delimitedBytes(FRAME_HEAD_BYTES + delimitedBytes(contentBytes + TAG_BYTES))

/** A field with its number and length. */
const delimitedBytes = (sizeBytes: number): number => 1 + varintBytes(sizeBytes) + sizeBytes

const varintBytes = (value: number): number => Math.max(1, Math.ceil((32 - Math.clz32(value)) / 7))

/** What the answering side says instead of an answer. */
export const encodeRefusal = (reason: RefusalReason): Uint8Array =>
  encodeMessage({ refusal: { reason: REFUSAL_NUMBERS[reason], version: SESSION_VERSION } })

export const encodeIdentity = (identity: HandshakeIdentity, capabilities: readonly string[]): Uint8Array =>
  plainBytes(wire.HandshakeIdentity.encode({ ...identity, capabilities: [...capabilities] }).finish())

/** One message with every length checked; of several contents the last counts, as proto3 says. Unknown fields change nothing but the hashes. */
export function readMessage(bytes: Uint8Array, phase: 'handshake' | 'open'): ReadMessage {
  const maxBytes = phase === 'handshake' ? MAX_HANDSHAKE_BYTES : MAX_FRAME_BYTES
  if (bytes.length > maxBytes) return TOO_LARGE
  const message = tryDecode(wire.SessionMessage, bytes, maxBytes)
  if (message === null) return MALFORMED
  switch (message.content) {
    case 'handshake':
      return readHandshake(message.handshake ?? {})
    case 'handshakeAck':
      return readAck(message.handshakeAck ?? {})
    case 'handshakeConfirm':
      return readConfirm(message.handshakeConfirm ?? {})
    case 'frame':
      return readFrame(message.frame ?? {})
    case 'refusal':
      return readRefusal(message.refusal ?? {})
    default:
      return MALFORMED
  }
}

/** What a side says of itself once unsealed, or null. */
export function readIdentity(bytes: Uint8Array): HandshakeIdentity | null {
  const read = tryDecode(wire.HandshakeIdentity, bytes, MAX_HANDSHAKE_BYTES)
  if (read === null) return null
  const [identity, signature, mac] = [read.identity, read.signature, read.mac].map(plainBytes)
  const isWhole =
    identity?.length === PUBLIC_KEY_BYTES &&
    signature?.length === SIGNATURE_BYTES &&
    mac?.length === SHA256_BYTES
  return isWhole ? { identity, signature, mac } : null
}

/** One of another version is still read, so that it can be told so. */
function readHandshake(wired: mirrorwell.v1.Handshake.$Properties): ReadMessage {
  const { ephemeral, nonce } = wired
  const version = wired.version ?? 0
  const handshake = { version, ephemeral: bytesOf(ephemeral), nonce: bytesOf(nonce) }
  if (version !== SESSION_VERSION) return { kind: 'handshake', handshake }
  const isWhole = handshake.ephemeral.length === EPHEMERAL_BYTES && isNonce(handshake.nonce)
  return isWhole ? { kind: 'handshake', handshake } : MALFORMED
}

function readAck(wired: mirrorwell.v1.HandshakeAck.$Properties): ReadMessage {
  const [ephemeral, nonce] = [bytesOf(wired.ephemeral), bytesOf(wired.nonce)]
  const [sessionId, sealed] = [bytesOf(wired.sessionId), bytesOf(wired.sealed)]
  const isWhole = ephemeral.length === EPHEMERAL_BYTES && isNonce(nonce) && sealed.length > TAG_BYTES
  if (!isWhole || sessionIdText(sessionId) === null) return MALFORMED
  return { kind: 'handshakeAck', ack: { ephemeral, nonce, sessionId, sealed } }
}

function readConfirm(wired: mirrorwell.v1.HandshakeConfirm.$Properties): ReadMessage {
  const sealed = bytesOf(wired.sealed)
  return sealed.length > TAG_BYTES ? { kind: 'handshakeConfirm', sealed } : MALFORMED
}

function readFrame(wired: mirrorwell.v1.SessionFrame.$Properties): ReadMessage {
  const [sequence, type] = [wired.sequence ?? 0, wired.type ?? 0]
  const channel = SESSION_CHANNELS.find((name) => CHANNEL_NUMBERS[name] === wired.channel)
  const sealed = bytesOf(wired.sealed)
  const isWhole = isCount(sequence) && type > 0 && type <= MAX_TYPE && sealed.length >= TAG_BYTES
  return channel && isWhole ? { kind: 'frame', frame: { channel, sequence, type, sealed } } : MALFORMED
}

function readRefusal(wired: mirrorwell.v1.SessionRefusal.$Properties): ReadMessage {
  const reason = REFUSAL_REASONS.find((name) => REFUSAL_NUMBERS[name] === wired.reason)
  return reason ? { kind: 'refusal', reason } : MALFORMED
}

const isNonce = (bytes: Uint8Array): boolean => bytes.length === NONCE_FIELD_BYTES
const bytesOf = (bytes: Uint8Array | null | undefined): Uint8Array => plainBytes(bytes ?? new Uint8Array())
