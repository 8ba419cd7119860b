import type { FederationId, NodeId } from '../../../shared/kernel/ids.ts'
import { fromHex } from '../../platform/bytes.ts'
import { hmacSha256, sha256 } from '../digests.ts'

/** Version of the construction, in the first message and in what every frame authenticates. Source: proto/mirrorwell/v1/session.proto. */
export const SESSION_VERSION = 1

/** What stands before hashed, signed and derived bytes of a session. No other part of the project uses these. */
export const SESSION_DOMAINS = {
  opening: 'mw-session/1',
  initiator: 'mw-session/1 initiator',
  responder: 'mw-session/1 responder',
  confirmation: 'mw-session/1 confirmation',
} as const

/** Which side of the handshake: the one that spoke first, or the one that answered. */
export type Role = 'initiator' | 'responder'

/** What a MAC over an identity starts with, so that neither side's fits the other's place. */
const MAC_ROLE = { initiator: 'I', responder: 'R' } as const

const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8')

/** SHA-256 over fields of any length, each behind its length in four bytes: no two lists give the same input. */
export function hashFields(...fields: readonly Uint8Array[]): Uint8Array {
  const framed = fields.flatMap((field) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(field.length)
    return [length, field]
  })
  return sha256(...framed)
}

export interface OpeningFields {
  readonly federationId: FederationId
  readonly initiator: NodeId
  readonly responder: NodeId
  /** The first message, as it travelled. */
  readonly message: Uint8Array
}

/** h1: who speaks to whom, in which federation, and the first message. */
export function openingHash({ federationId, initiator, responder, message }: OpeningFields): Uint8Array {
  const parties = [utf8(initiator), utf8(responder)]
  return hashFields(utf8(SESSION_DOMAINS.opening), fromHex(federationId), ...parties, message)
}

/** h3 covers all before it: `previous` is h2, `message` the second message, as it travelled. */
export const continueHash = (previous: Uint8Array, message: Uint8Array): Uint8Array =>
  hashFields(previous, message)

/** What the answering side says first under the session's keys. `previous` is h3, `message` the third message. */
export const confirmationHash = (previous: Uint8Array, message: Uint8Array): Uint8Array =>
  hashFields(utf8(SESSION_DOMAINS.confirmation), previous, message)

/** One side's own name, bound to everything said before it. */
export interface Claim {
  readonly role: Role
  /** h2 for the responder, h3 for the initiator. */
  readonly hash: Uint8Array
  /** Ed25519 public key. */
  readonly identity: Uint8Array
}

/** The bytes an identity key signs: of fixed lengths but for the domain, which a zero byte ends. */
export const signedClaim = ({ role, hash, identity }: Claim): Uint8Array =>
  Uint8Array.from(Buffer.concat([utf8(`${SESSION_DOMAINS[role]}\0`), hash, identity]))

/** The MAC that only who agreed on the key can make: it ties the identity to the key agreement. */
export const claimMac = (key: Uint8Array, { role, hash, identity }: Claim): Uint8Array =>
  hmacSha256(key, utf8(MAC_ROLE[role]), hash, identity)
