import type { NodeId } from '../../shared/kernel/ids.ts'
import type { VerdictReason } from '../../shared/kernel/verdict.ts'
import type { SharedLane } from './lanes.ts'
import type { Outside } from './reachability.ts'
import type { Topic } from './topic.ts'

/** What guards a link's bytes on the way. */
export type LinkSecurity = 'noise' | 'tls' | 'simulated'

/** Carries links to other Nodes. Two adapters: libp2p, and an in-memory one for simulations; both pass `test/conformance/transport-suite.ts`. */
export interface Transport {
  readonly nodeId: NodeId
  /** The second way of what is urgent, over this transport's proven links. */
  readonly topic: Topic
  start(): Promise<void>
  stop(): Promise<void>
  /** Where this Node can be dialled, each ending in `/p2p/<nodeId>`. */
  addresses(): readonly string[]
  /** Replace the set of protocols whose streams are accepted. Streams of others are refused by the remote's `open`. */
  accept(protocols: readonly string[]): Promise<void>
  /**
   * Link to whoever answers at one of the addresses. An existing link to that Node is returned as it is.
   *
   * @throws where none answers before `signal` aborts, or the answerer is not the Node named in the address
   */
  dial(addresses: readonly string[], signal: AbortSignal): Promise<Link>
  /**
   * As `dial`, without a helper in between, and also where there is a link through one.
   *
   * @throws where none answers before `signal` aborts
   */
  dialStraight(addresses: readonly string[], signal: AbortSignal): Promise<Link>
  /** The machine slept or changed networks: what was found about where it was is forgotten. Absent where nothing was found. */
  wake?(): void
  /** Every link that comes up, dialled or answered. */
  onLink(listener: (link: Link) => void): () => void
  /** Nodes that announce themselves on the local network; silent where the adapter has no such thing. */
  onSighting(listener: (sighting: Sighting) => void): () => void
  /** Absent where the adapter asks nobody. */
  readonly outside?: OutsideView
  /** Where the adapter has one. */
  readonly directory?: Directory
}

/** Whether neighbours from outside can dial this Node, as far as they were asked. */
export interface OutsideView {
  readonly now: Outside
  onChanged(listener: () => void): () => void
}

/** Where Nodes are, as they say themselves; kept by those Nodes together that chose to. Does nothing while it is off. */
export interface Directory {
  /** Say where this Node is, where others do not know it yet. */
  announce(): Promise<void>
  /** Where a Node said last that it is; empty where nobody knows. Unproven until it is dialled. */
  lookUp(nodeId: NodeId): Promise<readonly string[]>
  /** A neighbour laid down or handed out what is no sound record. */
  onRefusal(
    listener: (refusal: { readonly nodeId: NodeId; readonly reason: VerdictReason }) => void,
  ): () => void
}

/** A Node's own word on the local network that it is there. Unproven until it is dialled. */
export interface Sighting {
  readonly nodeId: NodeId
  readonly addresses: readonly string[]
}

/** An authenticated connection: `remote` has proven that it holds that key. */
export interface Link {
  readonly remote: NodeId
  readonly direction: 'outbound' | 'inbound'
  readonly security: LinkSecurity
  readonly remoteAddress: string
  /** Opened by the adapter for a question of its own: nobody sought this Node for a neighbour. */
  readonly isErrand?: boolean
  /** The remote has shown that it belongs: from now on the adapter's own services (identify, ping) answer it too. */
  admit(): void
  /** @throws where the remote does not accept the protocol, or the link is gone */
  open(protocol: string, signal: AbortSignal): Promise<MessageStream>
  /** Streams that came before the first listener are kept for it. */
  onStream(listener: (opened: OpenedStream) => void): () => void
  /** Closed for this side at once; what was handed over goes out if it can soon. Never rejects. */
  close(): Promise<void>
  /** Called at once where the link is closed already. */
  onClose(listener: () => void): () => void
}

export interface OpenedStream {
  readonly protocol: string
  readonly stream: MessageStream
}

/** Somebody who looks at what its sender keeps back for a stream until it may go. Nobody looks at real ones. */
export interface QueueWatch {
  put(lane: SharedLane, message: Uint8Array): void
  /** What waited goes another way. */
  cleared(): void
}

/** An ordered pipe of whole messages, each at most the limit the adapter was built with; a longer one closes it. */
export interface MessageStream {
  /** Hand a message over. Never throws; on a closed stream nothing happens. */
  send(message: Uint8Array): void
  readonly queueWatch?: QueueWatch
  /** Bytes handed over and not yet taken by the network. */
  readonly queuedBytes: number
  /** The network has taken everything that was handed over. Not called for what it takes at once. */
  onIdle(listener: () => void): () => void
  /** Messages that came before the first listener are kept for it. */
  onMessage(listener: (message: Uint8Array) => void): () => void
  /** Called at once where the stream is closed already. */
  onClose(listener: () => void): () => void
  /** What was handed over still goes out; nothing is read any more. */
  close(): void
}
