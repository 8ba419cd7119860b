import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { hkdfSha256, SHA256_BYTES } from '../digests.ts'
import { NONCE_BYTES } from './aead.ts'
import type { Role } from './transcript.ts'

/** Each has its own keys and counts, in each direction. Source: docs/security.md, "Sessions". */
export const SESSION_CHANNELS = ['control', 'alert', 'bulk'] as const
export type SessionChannel = (typeof SESSION_CHANNELS)[number]

/** Length of an AES-256 key, in bytes. Source: FIPS 197. */
const KEY_BYTES = 32
/** A key and what its nonces are made from. */
const CHANNEL_BYTES = KEY_BYTES + NONCE_BYTES
/** What keys are derived for. Source: docs/security.md, "Sessions". */
const LABELS = { handshake: 'mw hs', application: 'mw app', rekey: 'mw rekey' } as const

/** Keys of the handshake itself. Each seals one message. */
export interface HandshakeKeys {
  readonly seal: Readonly<Record<Role, KeyObject>>
  readonly mac: Readonly<Record<Role, Uint8Array>>
}
export interface ChannelKey {
  readonly key: KeyObject
  /** 12 bytes; a frame's nonce is this XOR its sequence number. */
  readonly iv: Uint8Array
}
/** What one side sends under. */
export type TrafficKeys = Readonly<Record<SessionChannel, ChannelKey>>

/** Keys under which the two sides name themselves: k_hsB, k_hsA, m_B, m_A, in this order out of one derivation. */
export function deriveHandshakeKeys(secret: Uint8Array, salt: Uint8Array): HandshakeKeys {
  const lengthBytes = 2 * KEY_BYTES + 2 * SHA256_BYTES
  const bytes = hkdfSha256({ key: secret, salt, info: LABELS.handshake, lengthBytes })
  const part = (index: number): Uint8Array => bytes.slice(index * KEY_BYTES, (index + 1) * KEY_BYTES)
  const keys = {
    seal: { responder: createSecretKey(part(0)), initiator: createSecretKey(part(1)) },
    mac: { responder: part(2), initiator: part(3) },
  }
  bytes.fill(0)
  return keys
}

/** Both sides' first keys, for every direction and channel apart. `salt` is over h3 and the third message. */
export function deriveTrafficKeys(secret: Uint8Array, salt: Uint8Array): Readonly<Record<Role, TrafficKeys>> {
  const of = (role: Role): TrafficKeys =>
    perChannel((channel) => {
      const info = `${LABELS.application} ${role} ${channel}`
      return toChannelKey(hkdfSha256({ key: secret, salt, info, lengthBytes: CHANNEL_BYTES }))
    })
  return { initiator: of('initiator'), responder: of('responder') }
}

/** The keys that follow; from them the ones before cannot be found again. `generation` counts from 1. */
export function nextTrafficKeys(keys: TrafficKeys, generation: number): TrafficKeys {
  return perChannel((channel) => toChannelKey(expand(keys[channel].key, generation)))
}

/** Overwrite what can be; the runtime clears key objects when nothing refers to them. */
export function wipeTrafficKeys(keys: TrafficKeys): void {
  for (const channel of SESSION_CHANNELS) keys[channel].iv.fill(0)
}

export function wipeHandshakeKeys(keys: HandshakeKeys): void {
  keys.mac.initiator.fill(0)
  keys.mac.responder.fill(0)
}

/** HKDF-Expand to two blocks of SHA-256, from a key that never leaves the runtime's store. Source: RFC 5869 §2.3. */
function expand(key: KeyObject, generation: number): Uint8Array {
  const info = Buffer.alloc(LABELS.rekey.length + 4)
  info.write(LABELS.rekey, 'utf8')
  info.writeUInt32BE(generation, LABELS.rekey.length)
  const first = createHmac('sha256', key).update(info).update(Buffer.of(1)).digest()
  const second = createHmac('sha256', key).update(first).update(info).update(Buffer.of(2)).digest()
  return new Uint8Array(Buffer.concat([first, second]).subarray(0, CHANNEL_BYTES))
}

function toChannelKey(bytes: Uint8Array): ChannelKey {
  const channelKey = { key: createSecretKey(bytes.subarray(0, KEY_BYTES)), iv: bytes.slice(KEY_BYTES) }
  bytes.fill(0)
  return channelKey
}

const perChannel = <T>(make: (channel: SessionChannel) => T): Record<SessionChannel, T> => ({
  control: make('control'),
  alert: make('alert'),
  bulk: make('bulk'),
})
