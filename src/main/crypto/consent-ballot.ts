import { mapHashToField } from '@noble/curves/abstract/modular.js'
import { ristretto255, ristretto255_hasher } from '@noble/curves/ed25519.js'
import type { FederationId } from '../../shared/kernel/ids.ts'
import { equalBytes, fromHex } from '../platform/bytes.ts'
import type { Random } from '../platform/random.ts'
import { constantTimeEqual, hkdfSha256, hmacSha256, SHA256_BYTES, sha256 } from './digests.ts'
import { DERIVATION_DOMAINS } from './domains.ts'

/**
 * A private equality of two answers, after CPace: both ends learn whether both
 * said yes, and an end that did not say yes learns nothing. Whoever has not
 * said yes takes a generator of chance in place of the agreed one, so the two
 * never meet; the bytes and the work are the same.
 * Source: docs/security.md, "Blind consent"; CFRG CPace (draft-irtf-cfrg-cpace).
 */
const { Point } = ristretto255

/** Length of a ristretto255 element. Source: RFC 9496 §4.3.2. */
export const POINT_BYTES = 32
/** Length of a tag. Source: FIPS 180-4, HMAC-SHA-256. */
export const TAG_BYTES = SHA256_BYTES
/** Chance that becomes a scalar without a bias one could see. Source: FIPS 186-5 §A.2.1 asks for 64 bits above the order's 253. */
const SCALAR_CHANCE_BYTES = 48

/** Which end: the Node whose public key comes first in the order of bytes is the lower. */
export type BallotRole = 'lower' | 'higher'

/** Which end this Node is, by both public keys. */
export const ballotRole = (self: Uint8Array, peer: Uint8Array): BallotRole =>
  Buffer.compare(self, peer) < 0 ? 'lower' : 'higher'

export interface SlotTerms {
  readonly federationId: FederationId
  /** Public keys of both Nodes, in either order. */
  readonly nodes: readonly [Uint8Array, Uint8Array]
  /** SHA-256 of the encoded SettledTerms. */
  readonly settledHash: Uint8Array
  readonly slot: number
}

/** One end's ballot of one slot. `scalar` never leaves, and is used once. */
export interface Ballot {
  readonly context: Uint8Array
  readonly saysYes: boolean
  readonly scalar: bigint
  readonly point: Uint8Array
  /** Stands in for what cannot be agreed on; drawn whether it is needed or not. */
  readonly spare: Uint8Array
}

/** What follows from two ballots. Nobody is told `expected` before the other's tag is there. */
export interface BallotTags {
  readonly own: Uint8Array
  readonly expected: Uint8Array
  /** Whether the other's point could be an honest one. */
  readonly isSound: boolean
}

/** The bytes that a slot's ballots are bound to: another federation, pair, agreement or slot gives others. */
export function consentContext({ federationId, nodes, settledHash, slot }: SlotTerms): Uint8Array {
  const slotBytes = Buffer.alloc(4)
  slotBytes.writeUInt32BE(slot)
  const domain = Buffer.from(`${DERIVATION_DOMAINS.consentContext}\0`, 'utf8')
  return sha256(domain, fromHex(federationId), ...nodes.toSorted(Buffer.compare), settledHash, slotBytes)
}

/** A fresh ballot. Draws the same chance and does the same work whatever is answered. */
export function castBallot(context: Uint8Array, saysYes: boolean, random: Random): Ballot {
  const noise = random.bytes(context.length)
  const chance = random.bytes(SCALAR_CHANCE_BYTES)
  const spare = random.bytes(POINT_BYTES)
  const generator = ristretto255_hasher.hashToCurve(saysYes ? context : noise, {
    DST: DERIVATION_DOMAINS.consentContext,
  })
  const scalar = Point.Fn.fromBytes(mapHashToField(chance, Point.Fn.ORDER, true))
  return { context, saysYes, scalar, point: generator.multiply(scalar).toBytes(), spare }
}

/** The tags of both ends. A point that is none, or no honest one, costs the same work and leads to tags that nobody can meet. */
export function tagBallot(ballot: Ballot, role: BallotRole, theirs: Uint8Array): BallotTags {
  const { context, point, scalar, spare } = ballot
  const element = equalBytes(theirs, point) ? null : decodeElement(theirs)
  const agreed = (element ?? Point.BASE).multiply(scalar).toBytes()
  const [lower, higher] = role === 'lower' ? [point, theirs] : [theirs, point]
  const key = hkdfSha256({
    key: element === null ? spare : agreed,
    salt: Uint8Array.from(Buffer.concat([context, lower, higher])),
    info: DERIVATION_DOMAINS.consentKey,
    lengthBytes: SHA256_BYTES,
  })
  const [own, expected] = role === 'lower' ? (['lower', 'higher'] as const) : (['higher', 'lower'] as const)
  return { own: tagOf(key, own), expected: tagOf(key, expected), isSound: element !== null }
}

/** Whether both ends said yes. Compared in constant time, and whatever was said here. */
export function isMatch(ballot: Ballot, tags: BallotTags, theirTag: Uint8Array): boolean {
  const isEqual = constantTimeEqual(tags.expected, theirTag)
  return isEqual && tags.isSound && ballot.saysYes
}

const tagOf = (key: Uint8Array, role: BallotRole): Uint8Array => hmacSha256(key, Buffer.from(role, 'utf8'))

/** null for bytes that are no element's one encoding, and for the identity, under which every scalar agrees. */
function decodeElement(bytes: Uint8Array): InstanceType<typeof Point> | null {
  try {
    const element = Point.fromBytes(bytes)
    return element.is0() ? null : element
  } catch {
    return null
  }
}
