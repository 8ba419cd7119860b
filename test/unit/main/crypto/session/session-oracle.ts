import { createDecipheriv, createHash, createHmac } from 'node:crypto'
import { ed25519, x25519 } from '@noble/curves/ed25519.js'
import { wire } from '../../../../../src/main/wire/messages.ts'

/** What the frozen transcript says went in. */
export interface OracleInputs {
  readonly federationId: string
  readonly sessionId: string
  readonly initiator: OracleSide
  readonly responder: OracleSide
}
interface OracleSide {
  readonly nodeId: string
  readonly identitySeed: string
  readonly ephemeralSeed: string
}

const hex = (text: string): Buffer => Buffer.from(text, 'hex')
const sha = (...parts: readonly Uint8Array[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const hmac = (key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer =>
  createHmac('sha256', key).update(Buffer.concat(parts)).digest()

/** SHA-256 of fields behind their lengths. */
const fields = (...parts: readonly Uint8Array[]): Buffer =>
  sha(
    ...parts.flatMap((part) => {
      const length = Buffer.alloc(4)
      length.writeUInt32BE(part.length)
      return [length, part]
    }),
  )

/** HKDF-SHA-256, by the definition. Source: RFC 5869 §2. */
export function hkdf(secret: Uint8Array, salt: Uint8Array, info: Uint8Array, lengthBytes: number): Buffer {
  return expand(hmac(salt, secret), info, lengthBytes)
}

export function expand(key: Uint8Array, info: Uint8Array, lengthBytes: number): Buffer {
  const blocks: Buffer[] = []
  for (let count = 1; blocks.length * 32 < lengthBytes; count++) {
    blocks.push(hmac(key, blocks.at(-1) ?? Buffer.alloc(0), info, Buffer.of(count)))
  }
  return Buffer.concat(blocks).subarray(0, lengthBytes)
}

function openGcm(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
  decipher.setAAD(aad)
  decipher.setAuthTag(sealed.subarray(-16))
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
}

/**
 * Reads a whole session as somebody would who has only the description and both
 * sides' secrets: written apart from the project's own code, on another curve
 * library. Throws where a seal, signature or MAC does not hold.
 */
export function readTranscript(inputs: OracleInputs, messages: readonly string[]) {
  const [m1, m2, m3] = messages.map(hex) as [Buffer, Buffer, Buffer]
  const first = wire.SessionMessage.decode(m1).handshake
  const ack = wire.SessionMessage.decode(m2).handshakeAck
  const third = wire.SessionMessage.decode(m3).handshakeConfirm
  if (!first?.ephemeral || !ack?.ephemeral || !ack.nonce || !ack.sessionId || !ack.sealed || !third?.sealed) {
    throw new Error('a message is incomplete')
  }
  const secret = x25519.getSharedSecret(hex(inputs.initiator.ephemeralSeed), ack.ephemeral)
  const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8')
  const parties = [utf8(inputs.initiator.nodeId), utf8(inputs.responder.nodeId)]
  const h1 = fields(utf8('mw-session/1'), hex(inputs.federationId), ...parties, m1)
  const hs = hkdf(secret, fields(h1, ack.ephemeral, ack.nonce), utf8('mw hs'), 128)
  const h2 = fields(h1, ack.ephemeral, ack.nonce, ack.sessionId)
  const h3 = fields(h2, m2)
  checkClaim({
    hash: h2,
    key: hs.subarray(0, 32),
    mac: hs.subarray(64, 96),
    sealed: ack.sealed,
    side: inputs.responder,
    role: 'responder',
  })
  checkClaim({
    hash: h3,
    key: hs.subarray(32, 64),
    mac: hs.subarray(96),
    sealed: third.sealed,
    side: inputs.initiator,
    role: 'initiator',
  })
  const keyOf = (role: string, channel: string): Buffer =>
    hkdf(secret, fields(h3, m3), utf8(`mw app ${role} ${channel}`), 44)
  return {
    sharedSecret: Buffer.from(secret).toString('hex'),
    h1: h1.toString('hex'),
    h2: h2.toString('hex'),
    h3: h3.toString('hex'),
    confirmation: fields(utf8('mw-session/1 confirmation'), h3, m3).toString('hex'),
    keys: Object.fromEntries(
      ['initiator', 'responder'].flatMap((role) =>
        ['control', 'alert', 'bulk'].map((channel) => [
          `${role} ${channel}`,
          keyOf(role, channel).toString('hex'),
        ]),
      ),
    ),
    frames: readFrames(inputs, messages.slice(3).map(hex), keyOf),
  }
}

interface ClaimCase {
  readonly hash: Buffer
  readonly key: Uint8Array
  readonly mac: Uint8Array
  readonly sealed: Uint8Array
  readonly side: OracleSide
  readonly role: 'initiator' | 'responder'
}

function checkClaim({ hash, key, mac, sealed, side, role }: ClaimCase): void {
  const said = wire.HandshakeIdentity.decode(openGcm(key, Buffer.alloc(12), hash, sealed))
  const identity = ed25519.getPublicKey(hex(side.identitySeed))
  if (!Buffer.from(identity).equals(said.identity)) throw new Error('another identity')
  const signed = Buffer.concat([Buffer.from(`mw-session/1 ${role}\0`), hash, identity])
  if (!ed25519.verify(said.signature, signed, identity)) throw new Error('the signature does not hold')
  const expected = hmac(mac, Buffer.from(role === 'responder' ? 'R' : 'I'), hash, identity)
  if (!expected.equals(said.mac)) throw new Error('the MAC does not hold')
}

const CHANNELS = ['control', 'alert', 'bulk'] as const
const ROLES = ['initiator', 'responder'] as const
/** On the wire: the channel that carries changes of keys, and the type that is one. */
const REKEY = { channel: 1, type: 2 } as const

interface WireFrame {
  readonly channel: number
  readonly sequence: number
  readonly type: number
  readonly sealed: Uint8Array
}

/** Each frame as `who channel number type content`, the keys changed where a frame says so. */
function readFrames(
  { sessionId }: OracleInputs,
  messages: readonly Buffer[],
  keyOf: (role: string, channel: string) => Buffer,
): string[] {
  const keys = new Map<string, Buffer>()
  for (const role of ROLES) for (const name of CHANNELS) keys.set(`${role} ${name}`, keyOf(role, name))
  return messages.map((bytes) => {
    const wired = wire.SessionMessage.decode(bytes).frame
    if (!wired) throw new Error('no frame')
    const { channel, type, sealed } = wired
    const frame = {
      channel: channel ?? 0,
      type: type ?? 0,
      sealed: sealed ?? Buffer.alloc(0),
      sequence: wired.sequence ?? 0,
    }
    const [role, plain] = openByEither(frame, hex(sessionId.replaceAll('-', '')), keys)
    if (frame.channel === REKEY.channel && frame.type === REKEY.type) {
      for (const name of CHANNELS) renew(keys, `${role} ${name}`, plain)
    }
    return `${role} ${CHANNELS[frame.channel - 1]} ${frame.sequence} ${frame.type} ${plain.toString('hex')}`
  })
}

function openByEither(
  frame: WireFrame,
  sessionId: Buffer,
  keys: ReadonlyMap<string, Buffer>,
): [string, Buffer] {
  const { channel, sequence, type, sealed } = frame
  for (const role of ROLES) {
    const key = keys.get(`${role} ${CHANNELS[channel - 1]}`) ?? Buffer.alloc(44)
    const direction = Buffer.from(role === 'initiator' ? 'I' : 'R')
    const numbers = [wide(sequence), wide(type).subarray(6), wide(sealed.length - 16).subarray(4)]
    const aad = Buffer.concat([Buffer.of(1), sessionId, direction, Buffer.of(channel), ...numbers])
    const counter = Buffer.concat([Buffer.alloc(4), wide(sequence)])
    const nonce = key.subarray(32).map((byte, at) => byte ^ (counter[at] ?? 0))
    const plain = attempt(() => openGcm(key.subarray(0, 32), nonce, aad, sealed))
    if (plain !== null) return [role, plain]
  }
  throw new Error('nobody sealed this frame')
}

function renew(keys: Map<string, Buffer>, slot: string, generation: Buffer): void {
  const before = keys.get(slot)
  if (before)
    keys.set(slot, expand(before.subarray(0, 32), Buffer.concat([Buffer.from('mw rekey'), generation]), 44))
}

function wide(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(value))
  return bytes
}

function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
