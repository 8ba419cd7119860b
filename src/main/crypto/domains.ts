import { SHA256_BYTES } from './digests.ts'

/**
 * What each signature is for. The string stands before the signed bytes, so that
 * a signature made for one purpose fits no other. None contains a zero byte and
 * none is ever given another meaning.
 * Source: docs/protocol.md, "Signatures".
 */
export const SIGNATURE_DOMAINS = {
  /** The Node's signature under an envelope. */
  envelopeByNode: 'mirrorwell/1 envelope node',
  /** The acting Mirror's signature under the same body. */
  envelopeByMirror: 'mirrorwell/1 envelope mirror',
  /** A Node's word that a key belongs to one of its Mirrors. */
  mirrorCredential: 'mirrorwell/1 mirror credential',
  /** An invitation, signed by the Node that invites. */
  invite: 'mirrorwell/1 invite',
  /** What a Node puts into the directory about where it can be reached. */
  whereabouts: 'mirrorwell/1 whereabouts',
  /** A Node's signature under settled terms of a transfer. */
  transferTerms: 'mirrorwell/1 transfer terms',
  /** A Mirror's signature under an offer, a receipt or an open end. */
  transferAct: 'mirrorwell/1 transfer act',
  /** A Mirror's yes to settled terms. Leaves the Node only after both sides are known to have said it. */
  transferConsent: 'mirrorwell/1 transfer consent',
  /** A Mirror's signature under a flag, an isolation, a release or an appeal. */
  trustAct: 'mirrorwell/1 trust act',
  /** The origin Node's signature under a seed's document. */
  seedByNode: 'mirrorwell/1 seed node',
  /** The offering Mirror's signature under the same document. */
  seedByMirror: 'mirrorwell/1 seed mirror',
  /** A Mirror's signature under what they did with a seed here. Never leaves the Node. */
  seedAct: 'mirrorwell/1 seed act',
} as const
export type SignatureDomain = (typeof SIGNATURE_DOMAINS)[keyof typeof SIGNATURE_DOMAINS]

/** What a derived key or a digest is for. Source: docs/protocol.md, "Derived keys". */
export const DERIVATION_DOMAINS = {
  /** HMAC key of the proof that both ends belong to one federation. */
  federationProof: 'mirrorwell/1 federation proof',
  /** Salt of every key derived from the recovery root. */
  recoveryRoot: 'mirrorwell/1 recovery root',
  /** Digest that the safety words spell. */
  safetyWords: 'mirrorwell/1 safety words',
  /** First bytes of the data that a sealed box authenticates beside its content. */
  sealedBox: 'mirrorwell/1 sealed box',
  /** What a slot's ballots are bound to. */
  consentContext: 'mirrorwell/1 consent context',
  /** Key of the tags that follow two ballots. */
  consentKey: 'mirrorwell/1 consent key',
  /** Key under which two neighbours compare what they hold. */
  comparison: 'mirrorwell/1 comparison',
} as const

/** Length of a federation's id, in bytes. Source: docs/protocol.md, "Federation". */
export const FEDERATION_ID_BYTES = SHA256_BYTES

/**
 * The bytes that are really signed: domain, a zero byte, the federation's 32
 * bytes, the body as it travels. Two different triples never give the same bytes.
 */
export function signedBytes(domain: SignatureDomain, federationId: Uint8Array, body: Uint8Array): Uint8Array {
  if (federationId.length !== FEDERATION_ID_BYTES) throw new RangeError('a federation id has 32 bytes')
  return Uint8Array.from(Buffer.concat([Buffer.from(domain, 'utf8'), Buffer.of(0), federationId, body]))
}
