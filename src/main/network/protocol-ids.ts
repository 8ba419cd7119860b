import type { FederationId } from '../../shared/kernel/ids.ts'
import { sha256 } from '../crypto/digests.ts'
import { fromHex, toHex } from '../platform/bytes.ts'

/** What stands before the federation's id in the digest. Source: docs/protocol.md, "Protocol ids". */
const PROTOCOL_ID_DOMAIN = 'mirrorwell protocol id'
/** Of the digest in protocol ids: enough that two federations never share one by chance. Source: docs/security.md. */
const DIGEST_HEX_CHARS = 16
/** Of the digest in the service tag: with `mw-` the 15 characters of a service name. Source: RFC 6335 §5.1. */
const LAN_DIGEST_HEX_CHARS = 12

/** The stream protocols of one federation. */
export interface ProtocolIds {
  readonly proof: string
  readonly lane: string
  readonly session: string
}

/** Protocol ids that only Nodes of this federation know and answer. */
export function protocolIds(federationId: FederationId): ProtocolIds {
  const id = (name: string): string => protocolId(federationId, name)
  return { proof: id('proof'), lane: id('lane'), session: id('session') }
}

/** The topic of what is urgent, and the stream protocol it goes by. */
export const topicName = (federationId: FederationId): string => protocolId(federationId, 'topic')

/** What the adapter itself serves in one federation, to proven Nodes alone. */
export interface ServiceIds {
  /** The directory: Kademlia as libp2p speaks it, apart from every other. */
  readonly kad: string
  /** Asking a neighbour to dial back. */
  readonly reach: string
  /** Agreeing on a moment to dial each other. */
  readonly meet: string
}

/** Protocol ids of the adapter's own services in this federation. */
export function serviceIds(federationId: FederationId): ServiceIds {
  return {
    kad: protocolId(federationId, 'kad'),
    reach: protocolId(federationId, 'reach'),
    meet: protocolId(federationId, 'meet'),
  }
}

/** The multicast DNS service that Nodes of this federation announce. */
export function lanServiceTag(federationId: FederationId): string {
  return `_mw-${federationDigest(federationId).slice(0, LAN_DIGEST_HEX_CHARS)}._udp.local`
}

function protocolId(federationId: FederationId, name: string): string {
  return `/mirrorwell/${federationDigest(federationId).slice(0, DIGEST_HEX_CHARS)}/${name}/1.0.0`
}

function federationDigest(federationId: FederationId): string {
  return toHex(sha256(Buffer.from(PROTOCOL_ID_DOMAIN, 'utf8'), fromHex(federationId)))
}
