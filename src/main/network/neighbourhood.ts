import { MirrorError } from '../../shared/kernel/errors.ts'
import type { FederationId, NodeId } from '../../shared/kernel/ids.ts'
import type { VerdictReason } from '../../shared/kernel/verdict.ts'
import type { Clock } from '../platform/clock.ts'
import { within } from '../platform/deadline.ts'
import type { Startable } from '../platform/lifecycle.ts'
import type { Logger } from '../platform/logger.ts'
import type { Random } from '../platform/random.ts'
import { Signal } from '../platform/signal.ts'
import type { Timers } from '../platform/timers.ts'
import { AlertPrecedence } from './alert-precedence.ts'
import { Dialler } from './dialler.ts'
import { encodeFrame } from './frame-codec.ts'
import { FrameListeners } from './frame-listeners.ts'
import type { Lane } from './lanes.ts'
import { LinkReception } from './link-reception.ts'
import type { ReadyLink } from './link-setup.ts'
import { namedIn } from './named-address.ts'
import type { DialTarget, DownReason, FrameListener, LaneFrame, NeighbourInfo, Refusal } from './neighbour.ts'
import { NeighbourLink } from './neighbour-link.ts'
import type { OpenedSession, SessionCarrier } from './peer-sessions.ts'
import { topicName } from './protocol-ids.ts'
import { RefusalCounts } from './refusal-counts.ts'
import { Roster, type RosterLink } from './roster.ts'
import type { Topic } from './topic.ts'
import type { Link, MessageStream, OpenedStream, Transport } from './transport.ts'

/** Longest wait for somebody to answer at an address, before proof and lanes. Source: docs/security.md, "Connection limits". */
const DIAL_TIMEOUT_MS = 10_000
/** After a wake-up, a neighbour that stays silent so long is taken for gone. Source: docs/protocol.md, "Dialling". */
const WAKE_PATIENCE_MS = 2_000
/** A link that was opened for one question is let go after so long, unless it is sought meanwhile. Source: docs/protocol.md, "Directory". */
const ERRAND_MS = 30_000

export interface NeighbourhoodDeps {
  readonly transport: Transport
  /** The application's clock: what heartbeats tell the others. */
  readonly clock: Clock
  /** The machine's clock: liveness and back-off never follow a moved application clock. */
  readonly realClock: Clock
  readonly realTimers: Timers
  readonly random: Random
  readonly logger: Logger
}
export interface NeighbourhoodOptions {
  readonly federationId: FederationId
}

/**
 * The links of one federation, and the frames on them. It starts and stops its
 * transport; nothing else needs to. Nothing is served on a link before both ends
 * have proven that they know the federation.
 */
export class Neighbourhood implements Startable, SessionCarrier {
  readonly #deps: NeighbourhoodDeps
  readonly #precedence: AlertPrecedence
  readonly #roster: Roster
  readonly #dialler: Dialler
  readonly #reception: LinkReception
  readonly #refusals: RefusalCounts
  readonly #changed = new Signal<NodeId>()
  readonly #frames: FrameListeners
  readonly #links = new WeakMap<RosterLink, Link>()
  #takeSession: (opened: OpenedSession) => void = ({ stream }) => stream.close()
  #state: 'new' | 'running' | 'stopped' = 'new'

  constructor(deps: NeighbourhoodDeps, options: NeighbourhoodOptions) {
    const { transport, realClock, realTimers } = deps
    const dialLimit = { limitMs: DIAL_TIMEOUT_MS, timers: realTimers }
    this.#deps = deps
    this.#precedence = new AlertPrecedence(deps)
    this.#frames = new FrameListeners(deps.logger)
    this.#roster = new Roster(deps, transport.nodeId)
    this.#refusals = new RefusalCounts(realClock)
    this.#reception = new LinkReception(deps, {
      ...options,
      take: (link, ready) => this.#take(link, ready),
      refuseVersion: (nodeId) => this.countRefusal(nodeId, 'version-unknown'),
    })
    this.#dialler = new Dialler({
      ...deps,
      dial: (addresses, signal) => this.dialNow(addresses, signal),
      isLinked: (nodeId) => this.#roster.get(nodeId) !== undefined,
      isRelayed: (nodeId) => this.#roster.get(nodeId)?.isRelayed ?? false,
      straighten: (addresses) => within(dialLimit, (signal) => transport.dialStraight(addresses, signal)),
      announce: () => void transport.directory?.announce(),
      lookUp: async (nodeId) => (await transport.directory?.lookUp(nodeId)) ?? [],
      letGo: (nodeId) => this.letGo(nodeId),
      sized: (isLarge) => this.#switchTopic(isLarge, options),
    })
    this.#roster.changed.listen((nodeId) => this.#changed.emit(nodeId))
    this.#roster.up.listen(({ nodeId, direction }) => this.#dialler.linked(nodeId, direction))
    this.#roster.down.listen(({ nodeId }) => this.#dialler.unlinked(nodeId))
    transport.onLink((link) => this.#receive(link))
    transport.directory?.onRefusal(({ nodeId, reason }) => this.countRefusal(nodeId, reason))
    transport.onSighting((sighting) => this.#dialler.sight(sighting))
  }

  async start(): Promise<void> {
    if (this.#state !== 'new') return
    this.#state = 'running'
    await this.#deps.transport.accept(Object.values(this.#reception.protocols))
    await this.#deps.transport.start()
    this.#dialler.start()
  }

  /** Closes everything; it does not start again. */
  async stop(): Promise<void> {
    const wasRunning = this.#state === 'running'
    this.#state = 'stopped'
    if (!wasRunning) return
    this.#dialler.stop()
    this.#roster.closeAll('stopped')
    await this.#deps.transport.topic.stop()
    await this.#deps.transport.stop()
  }

  /** The second way of what is urgent. Runs by itself while there are more Nodes than everybody links to. */
  get topic(): Topic {
    return this.#deps.transport.topic
  }

  /** Where this Node can be dialled, each ending in `/p2p/<nodeId>`. */
  addresses(): readonly string[] {
    return this.#deps.transport.addresses()
  }

  /** Everyone linked, proven and with open lanes. */
  neighbours(): readonly NeighbourInfo[] {
    return this.#roster.all().map((link) => link.info())
  }

  /**
   * Queue a frame for a neighbour. False where it is none, or its queue overflowed and the link was closed.
   *
   * @throws MirrorError 'internal' where the frame is longer than a lane carries
   */
  send(nodeId: NodeId, lane: Lane, frame: LaneFrame): boolean {
    return this.#roster.get(nodeId)?.send(lane, encodeFrame(frame)) ?? false
  }

  /**
   * Queue a frame for every neighbour but one, encoded once. The number of neighbours it was queued for.
   *
   * @throws MirrorError 'internal' where the frame is longer than a lane carries
   */
  broadcast(lane: Lane, frame: LaneFrame, except?: NodeId): number {
    const bytes = encodeFrame(frame)
    const others = this.#roster.all().filter((link) => link.remote !== except)
    return others.filter((link) => link.send(lane, bytes)).length
  }

  /** Bytes that wait for a neighbour's leave: whoever can wait does while it is not 0. */
  queuedBytes(nodeId: NodeId): number {
    return this.#roster.get(nodeId)?.queuedBytes ?? 0
  }

  /** Whether an alert is being written to anybody: whoever can wait does. */
  isAlerting(): boolean {
    return this.#precedence.isHeld
  }

  /** Whether bulk may go to a neighbour now: while no alert is being written to anybody, and nothing on the lanes waits for its leave. */
  isOpenToBulk(nodeId: NodeId): boolean {
    return !this.#precedence.isHeld && this.queuedBytes(nodeId) === 0
  }

  /** Whether anybody may be asked for bulk now: not for 250 ms after an alert has come or gone. */
  mayAskForBulk(): boolean {
    return !this.#precedence.isHeld && !this.#precedence.isResting
  }

  /** An alert came by another way than a lane: nobody is asked for bulk, as if it had come by one. */
  restBulk(): void {
    this.#precedence.rest()
  }

  /** Every frame but those the network answers itself. @see FrameListener */
  onFrame(listener: FrameListener): () => void {
    return this.#frames.listen(listener)
  }

  /** A stream for a sealed session, or null where the Node is no neighbour or does not answer before `signal` aborts. */
  async openSession(nodeId: NodeId, signal: AbortSignal): Promise<MessageStream | null> {
    const kept = this.#roster.get(nodeId)
    const link = kept && this.#links.get(kept)
    try {
      return (await link?.open(this.#reception.protocols.session, signal)) ?? null
    } catch {
      return null // a link that is going down, or a Node that serves no sessions
    }
  }

  /** Streams that neighbours open for sealed sessions; closed unread while nobody listens. One listener at a time. */
  onSession(listener: (opened: OpenedSession) => void): () => void {
    this.#takeSession = listener
    return () => {
      this.#takeSession = ({ stream }) => stream.close()
    }
  }

  onUp(listener: (neighbour: NeighbourInfo) => void): () => void {
    return this.#roster.up.listen(listener)
  }

  onDown(listener: (gone: { readonly nodeId: NodeId; readonly reason: DownReason }) => void): () => void {
    return this.#roster.down.listen(listener)
  }

  /** A neighbour is reached over another link than before. */
  onReplaced(listener: (neighbour: { readonly nodeId: NodeId }) => void): () => void {
    return this.#roster.replaced.listen(listener)
  }

  /** Round trip, clock or link of a neighbour changed, or a refusal was counted. */
  onChanged(listener: (nodeId: NodeId) => void): () => void {
    return this.#changed.listen(listener)
  }

  /** What this Node sent that was not taken, the latest first; also of Nodes that are no longer linked. */
  refusals(nodeId: NodeId): readonly Refusal[] {
    return this.#refusals.of(nodeId)
  }

  countRefusal(nodeId: NodeId, reason: VerdictReason): void {
    this.#refusals.count(nodeId, reason)
    this.#changed.emit(nodeId)
  }

  /** Close the links with a Node; it may be linked again. */
  drop(nodeId: NodeId): void {
    this.#roster.close(nodeId, 'dropped')
  }

  /** Close a link that this side opened and has no more use for; one that the other side sought stays. */
  letGo(nodeId: NodeId): void {
    if (this.#roster.get(nodeId)?.direction === 'outbound') this.drop(nodeId)
  }

  /** Nodes that could be dialled and are neither sought nor linked just now, by chance, at most so many. */
  others(count: number): readonly DialTarget[] {
    return this.#dialler.others(count)
  }

  /** Replace the list of Nodes to keep links with. Existing links stay, on the list or not. */
  setTargets(targets: readonly DialTarget[]): void {
    const others = targets.filter(({ nodeId }) => nodeId !== this.#deps.transport.nodeId)
    this.#dialler.setTargets(others)
  }

  /**
   * Link to the Node that the addresses name; resolves once its lanes are open.
   *
   * @throws MirrorError 'address-invalid' where they do not all name one and the same other Node
   * @throws MirrorError 'join-refused' where the answerer does not belong to this federation
   * @throws MirrorError 'join-timeout' where none answered
   */
  async dialNow(addresses: readonly string[], signal?: AbortSignal): Promise<NodeId> {
    const nodeId = namedIn(addresses)
    if (nodeId === null || nodeId === this.#deps.transport.nodeId) throw new MirrorError('address-invalid')
    if (this.#roster.get(nodeId)) return nodeId
    const link = await this.#dial(addresses, signal)
    const failure = await this.#reception.settled(link)
    if (this.#roster.get(nodeId)) return nodeId
    throw new MirrorError(failure === 'silent' ? 'join-timeout' : 'join-refused', { reason: failure })
  }

  /** After sleep or a change of network: forget the back-off and where others reached this Node, ask every neighbour whether it is still there, and dial anew whoever is not. */
  wake(): void {
    const { realClock, realTimers, transport } = this.#deps
    const sinceMs = realClock.nowMs()
    transport.wake?.()
    this.#dialler.wake()
    const asked = this.#roster.all()
    for (const link of asked) link.ask()
    realTimers.after(WAKE_PATIENCE_MS, () => {
      const silent = asked.filter((link) => link.lastHeardMs < sinceMs && !link.isClosed)
      for (const link of silent) link.close('silent')
      if (silent.length > 0) this.#dialler.wake() // they were lost with the old network: nothing says the new one is bad
    })
  }

  /** Where everybody is linked with everybody, lanes reach all at once and a second way would be only copies. */
  #switchTopic(isLarge: boolean, { federationId }: NeighbourhoodOptions): void {
    if (this.#state !== 'running') return
    const { logger, transport } = this.#deps
    const switched = isLarge ? transport.topic.start(topicName(federationId)) : transport.topic.stop()
    switched.catch((cause) => logger.warn('topic-not-switched', { cause: String(cause) }))
  }

  async #dial(addresses: readonly string[], signal: AbortSignal | undefined): Promise<Link> {
    const { realTimers, transport } = this.#deps
    try {
      return await within({ limitMs: DIAL_TIMEOUT_MS, timers: realTimers }, (limit) =>
        transport.dial(addresses, signal ? AbortSignal.any([limit, signal]) : limit),
      )
    } catch (cause) {
      throw new MirrorError('join-timeout', {}, cause)
    }
  }

  #receive(link: Link): void {
    if (this.#state === 'running') this.#reception.receive(link)
    else void link.close()
  }

  #take(link: Link, { lanes, streams }: ReadyLink): void {
    const { remote } = link
    const neighbourLink: NeighbourLink = new NeighbourLink(
      { ...this.#deps, precedence: this.#precedence },
      {
        link,
        lanes,
        events: {
          frame: (lane, frame) => this.#frames.tell({ from: remote, lane, frame }),
          refused: (reason) => this.countRefusal(remote, reason),
          measured: () => this.#changed.emit(remote),
          closed: (reason) => {
            this.#deps.logger.debug('neighbour-link-closed', { nodeId: remote, reason })
            this.#roster.remove(neighbourLink, reason)
          },
        },
      },
    )
    this.#links.set(neighbourLink, link)
    this.#roster.add(neighbourLink)
    neighbourLink.start()
    if (link.isErrand) this.#deps.realTimers.after(ERRAND_MS, () => this.#dialler.letGoUnsought(remote))
    streams.handOver((opened) => this.#takeStream(link, opened))
  }

  /** Beside the lanes, a link carries the streams of sessions and nothing else. */
  #takeStream(link: Link, { protocol, stream }: OpenedStream): void {
    if (protocol !== this.#reception.protocols.session) stream.close()
    else this.#takeSession({ from: link.remote, address: link.remoteAddress, stream })
  }
}
