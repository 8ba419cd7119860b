import {
  type GossipSub,
  type GossipSubComponents,
  gossipsub,
  StrictNoSign,
  TopicValidatorResult,
} from '@libp2p/gossipsub'
import type { NodeId } from '../../shared/kernel/ids.ts'
import { sha256 } from '../crypto/digests.ts'
import { TOPIC_MEMORY_MS } from './topic.ts'

/** To how many a message is pushed, and how few and many may be. Source: docs/protocol.md, "Topic". */
const MESH = { D: 4, Dlo: 3, Dhi: 6, Dscore: 2, Dout: 1 } as const
/** To how many others it is only announced, once a heartbeat. Source: docs/protocol.md, "Topic". */
const ANNOUNCED_TO = 6
const HEARTBEAT_MS = 1_000
/** Heartbeats for which a message can still be asked for, and is announced. Source: gossipsub v1.1, "Parameters" (mcache_len, mcache_gossip). */
const KEPT_HEARTBEATS = 5
const ANNOUNCED_HEARTBEATS = 3
/** From this size on the others are told not to send what is here already. Source: gossipsub v1.2; every entry with a Mirror's signature is larger. */
const IDONTWANT_FROM_BYTES = 512
/** Such words taken from one Node in a heartbeat. Chosen here: more than there are messages in the memory of one. */
const MAX_IDONTWANT = 500

/** Parts of one frame that are read; more of any makes it none. Source: docs/security.md, "Topic". */
const FRAME_LIMITS = {
  maxMessages: 64,
  maxSubscriptions: 32,
  maxIhaveMessageIDs: 1_000,
  maxIwantMessageIDs: 500,
  maxIdontwantMessageIDs: MAX_IDONTWANT,
  maxControlMessages: 64,
  maxPeerInfos: 1,
} as const
/** Largest frame: a heartbeat's answers to one Node. Source: docs/security.md, "Topic". */
const MAX_FRAME_BYTES = 256 * 1024
/** What may wait for one Node before its stream is given up. Chosen here: four frames; the lanes bring what that costs. */
const MAX_WAITING_BYTES = 4 * MAX_FRAME_BYTES
/** Names of topics remembered of one Node. Chosen here: there is one topic, and the library counts 1 KiB beside each name. */
const MAX_TOPIC_BYTES = 4 * 1024
const MAX_STREAMS = 2

/** What a score is below for a Node to hear no announcements, to be sent nothing, and not to be heard. Source: docs/security.md, "Topic". */
const THRESHOLDS = {
  gossipThreshold: -500,
  publishThreshold: -1_000,
  graylistThreshold: -2_500,
  acceptPXThreshold: 1, // no score is above 0: nobody makes us dial by naming others
  opportunisticGraftThreshold: 0,
} as const
/** What a refused message costs; it counts squared. Source: docs/security.md, "Topic". */
const FAULT_COST = 300
/** Unkept announcements and hasty grafts that are let pass, and what those beyond cost, squared. Source: docs/security.md, "Topic". */
const BEHAVIOUR = { free: 6, cost: 10, decayPerSecond: 0.99 } as const
/** After an hour what the library itself refused has faded to nothing. Source: docs/security.md, "Topic". */
const FADE_PER_SECOND = 0.01 ** (1 / 3_600)

export interface GossipOptions {
  readonly name: string
  /** The library's name for what it speaks. */
  readonly protocol: string
  /** Whether a message goes on. Nothing is held against anybody here: the library forgets it when a Node comes back. */
  readonly mayGoOn: (from: NodeId, message: Uint8Array) => Promise<boolean>
  /** How many messages of a Node were refused lately. */
  readonly faultsOf: (nodeId: NodeId) => number
}

/**
 * js-libp2p's gossipsub for one topic, not yet started. Frames are unsigned:
 * what rides in them is signed, and is judged before it is passed on.
 */
export function createGossip(components: GossipSubComponents, options: GossipOptions): GossipSub {
  const { name, mayGoOn, protocol } = options
  const gossip = gossipsub({
    ...MESH,
    Dlazy: ANNOUNCED_TO,
    heartbeatInterval: HEARTBEAT_MS,
    mcacheLength: KEPT_HEARTBEATS,
    mcacheGossip: ANNOUNCED_HEARTBEATS,
    seenTTL: TOPIC_MEMORY_MS,
    idontwantMinDataSize: IDONTWANT_FROM_BYTES,
    idontwantMaxMessages: MAX_IDONTWANT,
    globalSignaturePolicy: StrictNoSign,
    fastMsgIdFn: ({ data }) => Buffer.from(idOf(data ?? new Uint8Array(0))).toString('latin1'),
    msgIdFn: ({ data }) => idOf(data),
    batchPublish: true,
    floodPublish: false,
    allowPublishToZeroTopicPeers: true,
    ignoreDuplicatePublishError: true,
    fallbackToFloodsub: false,
    doPX: false,
    tagMeshPeers: false,
    runOnLimitedConnection: true,
    allowedTopics: [name],
    maxTopicBytesPerPeer: MAX_TOPIC_BYTES,
    maxInboundStreams: MAX_STREAMS,
    maxOutboundStreams: MAX_STREAMS,
    maxInboundDataLength: MAX_FRAME_BYTES,
    maxOutboundBufferSize: MAX_WAITING_BYTES,
    decodeRpcLimits: FRAME_LIMITS,
    scoreThresholds: THRESHOLDS,
    scoreParams: scoring(options),
  })(components)
  gossip.protocols = [protocol]
  gossip.topicValidators.set(name, async (peer, { data }) =>
    (await mayGoOn(peer.toString() as NodeId, data))
      ? TopicValidatorResult.Accept
      : TopicValidatorResult.Ignore,
  )
  return gossip
}

/** Of everything: other bytes with the same end would otherwise keep the true ones out. */
const idOf = (message: Uint8Array): Uint8Array => sha256(message)

/**
 * Scores only fall. Alerts are too rare for anybody to earn anything by bringing
 * them, and a Node that is quiet is not to blame. Nor is one that shares an
 * address: all that are reached through one helper do.
 */
function scoring({ name, faultsOf }: GossipOptions): object {
  const none = { timeInMeshWeight: 0, firstMessageDeliveriesWeight: 0 }
  const unasked = { meshMessageDeliveriesWeight: 0, meshFailurePenaltyWeight: 0 }
  const refused = {
    invalidMessageDeliveriesWeight: -FAULT_COST,
    invalidMessageDeliveriesDecay: FADE_PER_SECOND,
  }
  return {
    topics: { [name]: { topicWeight: 1, ...none, ...unasked, ...refused } },
    appSpecificScore: (peer: string) => -FAULT_COST * faultsOf(peer as NodeId) ** 2,
    appSpecificWeight: 1,
    IPColocationFactorWeight: 0,
    behaviourPenaltyThreshold: BEHAVIOUR.free,
    behaviourPenaltyWeight: -BEHAVIOUR.cost,
    behaviourPenaltyDecay: BEHAVIOUR.decayPerSecond,
  }
}
