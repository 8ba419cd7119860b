import { noise } from '@chainsafe/libp2p-noise'
import { yamux } from '@chainsafe/libp2p-yamux'
import type { GossipSubComponents } from '@libp2p/gossipsub'
import { type Identify, identify } from '@libp2p/identify'
import type { Connection, ConnectionGater, Libp2p, PrivateKey } from '@libp2p/interface'
import type { Registrar } from '@libp2p/interface-internal'
import { type Ping, ping } from '@libp2p/ping'
import { tcp } from '@libp2p/tcp'
import { tls } from '@libp2p/tls'
import { webSockets } from '@libp2p/websockets'
import { createLibp2p } from 'libp2p'
import type { NodeId } from '../../shared/kernel/ids.ts'
import { publicKeyFromNodeId } from '../crypto/peer-id.ts'
import { LanDiscovery } from './lan-discovery.ts'
import { Libp2pDialBack, type Libp2pDialBackOptions } from './libp2p-dial-back.ts'
import { Libp2pDirectory, type Libp2pDirectoryOptions } from './libp2p-directory.ts'
import { Libp2pMeeting, type Libp2pMeetingOptions } from './libp2p-meeting.ts'
import { provenOnly } from './proven-only.ts'
import { Reach } from './reach.ts'
import type { Relaying } from './relaying.ts'
import type { LinkSecurity } from './transport.ts'

/** Connections at once, both ways. Above it the quietest are closed. Source: docs/security.md, "Connection limits". */
const MAX_CONNECTIONS = 120
/** Connections that are still being secured. Source: docs/security.md, "Connection limits". */
const MAX_PENDING_INBOUND = 10
/** New connections a second that one host may open. Source: docs/security.md, "Connection limits". */
const MAX_INBOUND_PER_SECOND = 5
/** All tries to reach one Node, all its addresses. Source: docs/security.md, "Connection limits". */
const DIAL_TIMEOUT_MS = 10_000
/** Streams that a connection may hold open each way. Source: docs/security.md, "Connection limits". */
const MAX_STREAMS = 64
/** A quiet socket is ended. Longer than our own liveness needs to notice. Source: docs/security.md, "Connection limits". */
const SOCKET_INACTIVITY_MS = 120_000
export type RealSecurity = Exclude<LinkSecurity, 'simulated'>

export interface Libp2pNodeOptions {
  readonly privateKey: PrivateKey
  readonly listen: readonly string[]
  readonly security: readonly RealSecurity[]
  /** What Nodes of one federation call each other by on the local network. */
  readonly lanTag: string
  readonly relaying: Relaying
  readonly directory: Libp2pDirectoryOptions
  readonly dialBack: Libp2pDialBackOptions
  readonly meeting: Libp2pMeetingOptions
  /** Whether the remote has shown that it belongs: to nobody else the adapter's own services answer. */
  readonly isAdmitted: (connection: Connection) => boolean
  readonly isMember: (nodeId: NodeId) => boolean
  readonly inboundPerSecond?: number
}

/** What a topic is made of; it begins when it is wanted, not with the Node. */
export interface TopicParts {
  readonly components: Omit<GossipSubComponents, 'registrar'>
  readonly registrar: Registrar
}
type Services = {
  identify: Identify
  ping: Ping
  lan: LanDiscovery
  reach: Reach
  dialBack: Libp2pDialBack
  meeting: Libp2pMeeting
  directory: Libp2pDirectory
  topicParts: TopicParts
}
export type Libp2pNode = Libp2p<Services>

/** A libp2p Node with our limits, not yet started. */
export function createLibp2pNode(options: Libp2pNodeOptions): Promise<Libp2pNode> {
  const { privateKey, listen, security, lanTag, relaying, isAdmitted } = options
  return createLibp2p<Services>({
    privateKey,
    start: false,
    nodeInfo: { name: 'mirrorwell', version: '1', userAgent: 'mirrorwell/1' },
    addresses: { listen: [...listen] },
    transports: [
      tcp({
        inboundSocketInactivityTimeout: SOCKET_INACTIVITY_MS,
        outboundSocketInactivityTimeout: SOCKET_INACTIVITY_MS,
        dialOpts: { noDelay: true },
        listenOpts: { noDelay: true },
      }),
      webSockets(),
      (components) => relaying.createTransport(provenOnly(components, isAdmitted)),
    ],
    connectionEncrypters: security.map((name) => (name === 'tls' ? tls() : noise())),
    streamMuxers: [yamux({ maxInboundStreams: MAX_STREAMS, maxOutboundStreams: MAX_STREAMS })],
    connectionGater: { ...STRONG_KEYS_ONLY, ...relayGater(options.isMember) },
    connectionManager: {
      maxConnections: MAX_CONNECTIONS,
      maxIncomingPendingConnections: MAX_PENDING_INBOUND,
      inboundConnectionThreshold: options.inboundPerSecond ?? MAX_INBOUND_PER_SECOND,
      dialTimeout: DIAL_TIMEOUT_MS,
      reconnectRetries: 0,
    },
    // It ends busy connections over one late ping; liveness is our own heartbeat. See docs/security.md, "Liveness".
    connectionMonitor: { enabled: false },
    services: {
      identify: (components) => identify({ runOnConnectionOpen: false })(provenOnly(components, isAdmitted)),
      ping: (components) => ping()(provenOnly(components, isAdmitted)),
      lan: (components) => new LanDiscovery(components, lanTag),
      reach: (components) => new Reach(components),
      topicParts: topicPartsOf,
      dialBack: (components) => new Libp2pDialBack(provenOnly(components, isAdmitted), options.dialBack),
      meeting: (components) => new Libp2pMeeting(provenOnly(components, isAdmitted), options.meeting),
      directory: (components) => new Libp2pDirectory(provenOnly(components, isAdmitted), options.directory),
    },
  })
}

function topicPartsOf(components: GossipSubComponents): TopicParts {
  const { connectionManager, logger, peerId, peerStore, privateKey, registrar } = components
  return { registrar, components: { connectionManager, logger, peerId, peerStore, privateKey } }
}

/** Identities whose key is weak, or no Ed25519 key, never become a connection. Source: docs/security.md, "Weak keys". */
const isWeak = (peerId: { toString(): string }): boolean => publicKeyFromNodeId(peerId.toString()) === null
const STRONG_KEYS_ONLY: ConnectionGater = {
  denyDialPeer: isWeak,
  denyInboundEncryptedConnection: isWeak,
  denyOutboundEncryptedConnection: isWeak,
}

/** Only members are reached through us. Who asks for them has proven the federation: a newcomer may follow an invitation that way. */
function relayGater(isMember: (nodeId: NodeId) => boolean): ConnectionGater {
  return {
    denyInboundRelayReservation: (source) => !isMember(source.toString() as NodeId),
    denyOutboundRelayedConnection: (_, destination) => !isMember(destination.toString() as NodeId),
  }
}
