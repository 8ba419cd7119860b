import type { FederationId, NodeId } from '../../../shared/kernel/ids.ts'
import { equalBytes } from '../../platform/bytes.ts'
import type { Random } from '../../platform/random.ts'
import { constantTimeEqual } from '../digests.ts'
import { publicKeyFromNodeId } from '../peer-id.ts'
import { isStrongPublicKey, type Signer, verifySignature } from '../signing.ts'
import { NONCE_BYTES, seal, unseal } from './aead.ts'
import { agree, createEphemeral, EPHEMERAL_BYTES, type Ephemeral } from './key-agreement.ts'
import { sessionIdBytes, sessionIdText } from './session-id.ts'
import {
  deriveHandshakeKeys,
  deriveTrafficKeys,
  type HandshakeKeys,
  SESSION_CHANNELS,
  type TrafficKeys,
  wipeHandshakeKeys,
} from './session-keys.ts'
import {
  encodeIdentity,
  encodeMessage,
  type Handshake,
  type HandshakeAck,
  NONCE_FIELD_BYTES,
  readIdentity,
} from './session-messages.ts'
import {
  claimMac,
  confirmationHash,
  continueHash,
  hashFields,
  openingHash,
  type Role,
  SESSION_VERSION,
  signedClaim,
} from './transcript.ts'

/** Who opens a session with whom. `remote` is who the link says is there; nobody else is accepted. */
export interface Parties {
  readonly federationId: FederationId
  readonly self: NodeId
  readonly remote: NodeId
  readonly signer: Signer
}

/** Why a handshake came to nothing. A closed list. */
export type HandshakeFault =
  | 'seal-invalid'
  | 'malformed'
  | 'key-weak'
  | 'identity-wrong'
  | 'reflected'
  | 'mac-invalid'
  | 'signature-invalid'
  | 'secret-zero'
  | 'session-spent'

export interface Fault {
  readonly fault: HandshakeFault
}

/** What both sides hold once the third message is through. */
export interface Agreed {
  readonly sessionId: string
  readonly traffic: Readonly<Record<Role, TrafficKeys>>
  /** What the responder must say first. */
  readonly confirmation: Uint8Array
}

/** The initiator's side between the first message and the second. */
export interface Offered {
  readonly ephemeral: Ephemeral
  readonly h1: Uint8Array
}
/** The responder's side between the second message and the third. */
export interface Answered {
  readonly sessionId: string
  readonly secret: Uint8Array
  readonly keys: HandshakeKeys
  readonly h3: Uint8Array
}

/** Each key seals one message, so its nonce is always the first. */
const FIRST_NONCE = new Uint8Array(NONCE_BYTES)

/** First message. Nothing in it names the initiator. */
export function offer(
  parties: Parties,
  random: Random,
): { readonly offered: Offered; readonly message: Uint8Array } {
  const ephemeral = createEphemeral(random.bytes(EPHEMERAL_BYTES))
  const nonce = random.bytes(NONCE_FIELD_BYTES)
  const handshake = { version: SESSION_VERSION, ephemeral: ephemeral.publicKey, nonce }
  const message = encodeMessage({ handshake })
  return { offered: { ephemeral, h1: hashOpening(parties, 'initiator', message) }, message }
}

/** Second message: the responder names itself, sealed, to whoever made the first. */
export function answer(
  parties: Parties,
  first: { readonly handshake: Handshake; readonly message: Uint8Array },
  random: Random,
): { readonly answered: Answered; readonly message: Uint8Array } | Fault {
  const ephemeral = createEphemeral(random.bytes(EPHEMERAL_BYTES))
  const nonce = random.bytes(NONCE_FIELD_BYTES)
  const secret = agree(ephemeral.privateKey, first.handshake.ephemeral)
  if (secret === null) return { fault: 'secret-zero' }
  if (equalBytes(ephemeral.publicKey, first.handshake.ephemeral)) return { fault: 'reflected' }
  const sessionId = random.uuid()
  const said = { ephemeral: ephemeral.publicKey, nonce, sessionId: sessionIdBytes(sessionId) }
  const h1 = hashOpening(parties, 'responder', first.message)
  const { keys, h2 } = deriveFrom(secret, h1, said)
  const sealed = sealClaim(parties, { role: 'responder', hash: h2, keys })
  const message = encodeMessage({ handshakeAck: { ...said, sealed } })
  return { answered: { sessionId, secret, keys, h3: continueHash(h2, message) }, message }
}

/** Third message: the initiator has found the right Node at the other end and names itself, sealed, to it alone. */
export function confirm(
  parties: Parties,
  offered: Offered,
  second: {
    readonly ack: HandshakeAck
    readonly message: Uint8Array
    readonly isSpent: (sessionId: string) => boolean
  },
): { readonly agreed: Agreed; readonly message: Uint8Array } | Fault {
  const { ack } = second
  const sessionId = sessionIdText(ack.sessionId) ?? ''
  if (second.isSpent(sessionId)) return { fault: 'session-spent' }
  if (equalBytes(offered.ephemeral.publicKey, ack.ephemeral)) return { fault: 'reflected' }
  const secret = agree(offered.ephemeral.privateKey, ack.ephemeral)
  if (secret === null) return { fault: 'secret-zero' }
  const { keys, h2 } = deriveFrom(secret, offered.h1, ack)
  const fault = judgeClaim(parties, { role: 'responder', hash: h2, keys, sealed: ack.sealed })
  if (fault !== null) {
    forget({ secret, keys })
    return { fault }
  }
  const h3 = continueHash(h2, second.message)
  const sealed = sealClaim(parties, { role: 'initiator', hash: h3, keys })
  const message = encodeMessage({ handshakeConfirm: { sealed } })
  return { agreed: agreeOn({ sessionId, secret, keys, h3 }, message), message }
}

/** The responder's end of the handshake: the third message is from the Node that the link leads to, and for this session. */
export function conclude(
  parties: Parties,
  answered: Answered,
  third: { readonly sealed: Uint8Array; readonly message: Uint8Array },
): Agreed | Fault {
  const { h3, keys } = answered
  const fault = judgeClaim(parties, { role: 'initiator', hash: h3, keys, sealed: third.sealed })
  return fault === null ? agreeOn(answered, third.message) : { fault }
}

/** Overwrite the secrets of a handshake that came to nothing. */
export function forget({ secret, keys }: Pick<Answered, 'secret' | 'keys'>): void {
  secret.fill(0)
  wipeHandshakeKeys(keys)
}

function hashOpening({ federationId, self, remote }: Parties, role: Role, message: Uint8Array): Uint8Array {
  const [initiator, responder] = role === 'initiator' ? [self, remote] : [remote, self]
  return openingHash({ federationId, initiator, responder, message })
}

function deriveFrom(
  secret: Uint8Array,
  h1: Uint8Array,
  said: Pick<HandshakeAck, 'ephemeral' | 'nonce' | 'sessionId'>,
): { readonly keys: HandshakeKeys; readonly h2: Uint8Array } {
  const { ephemeral, nonce, sessionId } = said
  const keys = deriveHandshakeKeys(secret, hashFields(h1, ephemeral, nonce))
  return { keys, h2: hashFields(h1, ephemeral, nonce, sessionId) }
}

interface ClaimCase {
  readonly role: Role
  readonly hash: Uint8Array
  readonly keys: HandshakeKeys
}

function sealClaim({ signer }: Parties, { role, hash, keys }: ClaimCase): Uint8Array {
  const claim = { role, hash, identity: signer.publicKey }
  const identity = {
    identity: signer.publicKey,
    signature: signer.sign(signedClaim(claim)),
    mac: claimMac(keys.mac[role], claim),
  }
  const plain = encodeIdentity(identity, role === 'responder' ? SESSION_CHANNELS : [])
  return seal(keys.seal[role], plain, { nonce: FIRST_NONCE, aad: hash })
}

/** What is wrong with the other side's word about itself, or null. */
function judgeClaim(
  { remote, signer }: Parties,
  { role, hash, keys, sealed }: ClaimCase & { readonly sealed: Uint8Array },
): HandshakeFault | null {
  const plain = unseal(keys.seal[role], sealed, { nonce: FIRST_NONCE, aad: hash })
  if (plain === null) return 'seal-invalid'
  const said = readIdentity(plain)
  if (said === null) return 'malformed'
  if (!isStrongPublicKey(said.identity)) return 'key-weak'
  if (equalBytes(said.identity, signer.publicKey)) return 'reflected'
  const expected = publicKeyFromNodeId(remote)
  if (expected === null || !equalBytes(said.identity, expected)) return 'identity-wrong'
  const claim = { role, hash, identity: said.identity }
  if (!constantTimeEqual(claimMac(keys.mac[role], claim), said.mac)) return 'mac-invalid'
  return verifySignature(said.identity, signedClaim(claim), said.signature) ? null : 'signature-invalid'
}

function agreeOn({ sessionId, secret, keys, h3 }: Answered, message: Uint8Array): Agreed {
  const traffic = deriveTrafficKeys(secret, continueHash(h3, message))
  forget({ secret, keys })
  return { sessionId, traffic, confirmation: confirmationHash(h3, message) }
}
