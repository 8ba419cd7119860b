import type { EntryId, FederationId, NodeId } from '../../shared/kernel/ids.ts'
import { nodeIdFromPublicKey } from '../crypto/peer-id.ts'
import type { Signer } from '../crypto/signing.ts'
import type { LaneStream } from '../network/lanes.ts'
import type { LaneFrame, NeighbourInfo, ReceivedFrame } from '../network/neighbour.ts'
import type { Neighbourhood } from '../network/neighbourhood.ts'
import type { Clock } from '../platform/clock.ts'
import type { Startable } from '../platform/lifecycle.ts'
import type { Limits } from '../platform/limiter.ts'
import type { Logger } from '../platform/logger.ts'
import type { Random } from '../platform/random.ts'
import { Signal } from '../platform/signal.ts'
import type { Cancel, Timers } from '../platform/timers.ts'
import type { Database } from '../storage/database.ts'
import { Deliveries, type Received } from './deliveries.ts'
import type { Draft, EntryKind, StoredEntry } from './entry.ts'
import { EntryStore } from './entry-store.ts'
import { epochRules } from './epoch-rules.ts'
import { EpochStore, type OwnEpoch } from './epoch-store.ts'
import { FirstWord } from './first-word.ts'
import { HandCarried } from './hand-carried.ts'
import { HoldingStore } from './holding-store.ts'
import { HybridClock } from './hybrid-clock.ts'
import { type Arrival, Intake, type IntakeDeps, type Taken } from './intake.ts'
import type { Kinds } from './kinds.ts'
import type { Meeting } from './meeting-store.ts'
import { Mending } from './mending.ts'
import { Publisher } from './publisher.ts'
import { toReceipts } from './receipt-telling.ts'
import { Relaying } from './relaying.ts'
import { Releasing } from './releasing.ts'
import { fromEntries, fromReceipts } from './replica-frames.ts'
import type { SealedWayDeps } from './sealed-way.ts'
import type { SyncContent } from './sync-frames.ts'
import { SyncHearing } from './sync-hearing.ts'
import { TopicRelaying } from './topic-relaying.ts'

/** How often a random neighbour is asked for what went past us. Source: NODE_SYNCHRONIZATION §1 and docs/protocol.md, "Catching up". */
export const CATCH_UP_EVERY_MS = 60_000
/** How much sooner a Node may ask, by chance: those that start together do not ask together. Source: docs/protocol.md, "Catching up". */
const CATCH_UP_JITTER_MS = 6_000
/** How long ids of entries that gave way to newer ones are remembered. Source: docs/protocol.md, "Seen before". */
const SEEN_FOR_MS = 90 * 24 * 3_600_000
const TIDY_EVERY_MS = 24 * 3_600_000

export interface ReplicaDeps {
  readonly clock: Clock
  readonly timers: Timers
  readonly realClock: Clock
  readonly realTimers: Timers
  readonly database: Database
  readonly kinds: Kinds
  readonly limits: Limits
  readonly logger: Logger
  readonly neighbourhood: Pick<
    Neighbourhood,
    | 'neighbours'
    | 'send'
    | 'queuedBytes'
    | 'isAlerting'
    | 'restBulk'
    | 'onUp'
    | 'onDown'
    | 'onFrame'
    | 'countRefusal'
    | 'topic'
  >
  /** Of the same links. */
  readonly sessions: SealedWayDeps['sessions']
  readonly random: Random
  readonly signer: Signer
  readonly isRevoked: IntakeDeps['isRevoked']
  /** Only members are served and listened to; others may but ask to join. */
  isMember(nodeId: NodeId): boolean
  /** Whether entries of a kind go between this Node and a neighbour; null: answers to what it missed. */
  mayPass(nodeId: NodeId, kind: EntryKind | null): boolean
  /** Whether a Node brought back from its words may write without knowing where its old log ended. */
  mayOpenEpoch(): boolean
  /** Whether the end of our own log is in doubt, and others may hold it. */
  mayHaveLost(): boolean
  /** It is no longer. */
  becameSure(): void
}

/**
 * This Node's copy of what its federation's Nodes said, for one federation: takes
 * in, stores, relays, catches up, and publishes what this Node says. Knows no
 * feature; those register their kinds.
 */
export class Replica implements Startable {
  /** What people carry to and from Nodes that are out of reach. */
  readonly byHand: HandCarried
  /** How far what this Node said has come. */
  readonly deliveries: Deliveries
  /** The second way of what is urgent. */
  readonly topic: TopicRelaying
  readonly #deps: ReplicaDeps
  readonly #self: NodeId
  readonly #entries: EntryStore
  readonly #epochs: EpochStore
  readonly #holding: HoldingStore
  readonly #intake: Intake
  readonly #publisher: Publisher
  readonly #firstWord: FirstWord
  readonly #mending: Mending
  readonly #relaying: Relaying
  readonly #releasing: Releasing
  readonly #stored = new Signal<StoredEntry>()
  readonly #epochChanged = new Signal<void>()
  readonly #stops: Cancel[] = []
  #running = false

  constructor(deps: ReplicaDeps, options: { readonly federationId: FederationId }) {
    this.#deps = deps
    this.#self = nodeIdFromPublicKey(deps.signer.publicKey)
    this.#entries = new EntryStore(deps, options)
    this.#epochs = new EpochStore(deps, options)
    this.#holding = new HoldingStore(deps, options)
    deps.kinds.register(epochRules({ epochs: this.#epochs }))
    const stores = { entries: this.#entries, epochs: this.#epochs, holding: this.#holding }
    const hybridClock = new HybridClock(deps.clock)
    hybridClock.observe(this.#entries.newestTimeOf(this.#self))
    this.#publisher = new Publisher({ ...deps, ...stores, hybridClock }, options)
    this.#firstWord = new FirstWord({
      ...deps,
      mayHaveLost: () => this.#epochs.own() !== null && deps.mayHaveLost(),
      beginAnew: () => deps.database.write(() => this.#epochs.beginAnew()),
    })
    this.#intake = new Intake(
      {
        ...deps,
        ...stores,
        self: this.#self,
        mayTake: (via, kind) => deps.mayPass(via, kind),
        onOwnEntry: (entry) => this.#noteOwn(entry),
        passOn: (entry) => this.#passOn(entry),
      },
      options,
    )
    const isMember = (nodeId: NodeId): boolean => deps.isMember(nodeId) && deps.mayPass(nodeId, null)
    this.#relaying = new Relaying(deps)
    const hear = (from: NodeId, content: SyncContent): Promise<void> => hearing.hear(from, content)
    const admits = (from: NodeId): boolean => hearing.admits(from)
    this.topic = new TopicRelaying({ ...deps, take: (arrival) => this.#takeFromTopic(arrival) })
    this.#mending = new Mending({ ...deps, ...stores, self: this.#self, isMember, admits, hear }, options)
    this.deliveries = new Deliveries({ ...deps, ...stores, self: this.#self, linked: () => this.#members() })
    const hearing = new SyncHearing({ ...deps, mending: this.#mending, deliveries: this.deliveries })
    this.#mending.onCaughtUp(() => this.#firstWord.answered())
    const hands = { judge: this.#intake.judge.bind(this.#intake), take: this.#take.bind(this) }
    this.#releasing = new Releasing({ ...deps, ...hands, holding: this.#holding })
    this.byHand = new HandCarried({ entries: this.#entries, ...hands }, options)
  }

  async start(): Promise<void> {
    const { neighbourhood, random, timers } = this.#deps
    this.#running = true
    this.#firstWord.start()
    await this.#mending.start()
    this.#stops.push(
      neighbourhood.onFrame((received) => this.#receive(received)),
      neighbourhood.onUp((neighbour) => this.greet(neighbour.nodeId)),
      neighbourhood.onDown(({ nodeId }) => this.#forget(nodeId)),
      this.topic.start(),
      timers.every(CATCH_UP_EVERY_MS - random.int(CATCH_UP_JITTER_MS), () => this.#mending.askSomebody()),
      timers.every(TIDY_EVERY_MS, () => this.#tidy()),
    )
    this.#releasing.start()
  }

  async stop(): Promise<void> {
    this.#running = false
    this.#firstWord.stop()
    this.#releasing.stop()
    await this.#mending.stop()
    this.#relaying.stop()
    for (const stop of this.#stops.splice(0)) stop()
  }

  /** As `Publish`: signed, stored, then sent; in doubt, once neighbours have said what they hold of our log. */
  readonly publish = async (draft: Draft): Promise<StoredEntry> => {
    if (this.#deps.kinds.rulesOf(draft.kind)?.stream === 'log') await this.#firstWord.mayWrite(draft.kind)
    const written = await this.#publisher.publish(draft)
    for (const entry of written) this.#passOn(entry)
    if (written.length > 1) this.#epochChanged.emit()
    const last = written.at(-1)
    if (last === undefined) throw new TypeError('a draft was published without an entry')
    return last.stored
  }

  /** Begin an exchange with a neighbour that is, or just became, a member. */
  greet(nodeId: NodeId): void {
    const { isMember, mayPass } = this.#deps
    if (!isMember(nodeId)) return
    this.topic.letIn(nodeId)
    this.#firstWord.linked()
    if (mayPass(nodeId, null)) this.#mending.meet(nodeId)
    else this.#mending.askForGap(nodeId) // an alert that it could not bring before comes so
  }

  /** End what is being sent to a neighbour that asked what it missed, and all that goes by the topic. */
  breakOff(nodeId: NodeId): void {
    this.#mending.breakOff(nodeId)
    this.topic.shutOut(nodeId)
  }

  /** The entry that stands in a register of our own; null where none does. */
  ownLatest(kind: EntryKind, slot: string): EntryId | null {
    return this.#entries.latestOf(this.#self, kind, slot)?.id ?? null
  }

  /** Whether something about what each lacks waits for a neighbour's leave to be said. */
  isComparing(nodeId: NodeId): boolean {
    return this.#mending.isWaiting(nodeId)
  }

  /** How many neighbours are known to hold an entry. */
  seenBy(id: EntryId): number {
    return this.#holding.seenBy(id)
  }

  /** The epoch this Node writes under; null before its first entry in this federation. */
  ownEpoch(): OwnEpoch | null {
    return this.#epochs.own()
  }

  /** Whether a Mirror has ever acted here. */
  hasOwnActs(): boolean {
    return this.#entries.hasActsOf(this.#self)
  }

  /** An entry of somebody else's was new here, and is on disk. */
  onStored(listener: (entry: StoredEntry) => void): () => void {
    return this.#stored.listen(listener)
  }

  /** A neighbour told that it holds an entry. */
  onReceipt(listener: (received: Received) => void): () => void {
    return this.deliveries.received.listen(listener)
  }

  /** A neighbour sent the last of what we lacked, or holds exactly what we hold. */
  onCaughtUp(listener: (nodeId: NodeId) => void): () => void {
    return this.#mending.onCaughtUp(listener)
  }

  /** What passed at a meeting has been written down. */
  onMet(listener: (nodeId: NodeId) => void): () => void {
    return this.#mending.onMet(listener)
  }

  /** What passed at meetings with a Node, the newest first. */
  meetings(nodeId: NodeId, limit: number): readonly Meeting[] {
    return this.#mending.meetings(nodeId, limit)
  }

  /** The epoch this Node writes under changed, or it may no longer write. */
  onEpochChanged(listener: () => void): () => void {
    return this.#epochChanged.listen(listener)
  }

  async #receive({ from, lane, frame }: ReceivedFrame): Promise<void> {
    if (!this.#running || !this.#deps.isMember(from)) return
    if (frame.entries) await this.#receiveEntries(from, lane, frame.entries)
    else if (frame.receipts) await this.#receiveReceipts(from, frame.receipts.ids ?? [])
  }

  async #receiveEntries(
    from: NodeId,
    lane: LaneStream,
    frame: NonNullable<LaneFrame['entries']>,
  ): Promise<void> {
    const arrivals = fromEntries(frame).map((relayed) => ({ ...relayed, via: from }))
    const taken = await Promise.all(arrivals.map((arrival) => this.#take(arrival)))
    this.#answer(from, lane, taken)
    if (this.#deps.mayPass(from, null)) this.#mending.heard(from, { frame, taken })
  }

  async #takeFromTopic(arrival: Arrival & { readonly via: NodeId }): Promise<Taken> {
    const taken = await this.#take(arrival)
    if (taken.id !== null) this.#relaying.noteHeld(arrival.via, taken.id)
    if (taken.stored === null) return taken
    this.#answer(arrival.via, 'alert', [taken])
    this.#mending.heard(arrival.via, { frame: {}, taken: [taken] })
    return taken
  }

  /** Say what is held here of what a neighbour brought. */
  #answer(from: NodeId, lane: LaneStream, taken: readonly Taken[]): void {
    for (const { id } of taken) if (id !== null) this.#relaying.noteHeld(from, id)
    const held = taken.flatMap(({ id, verdict }) => (id !== null && isHeld(verdict) ? [id] : []))
    const back = lane === 'alert' ? 'alert' : 'control'
    if (held.length > 0) this.#deps.neighbourhood.send(from, back, toReceipts(held))
  }

  async #take(arrival: Arrival): Promise<Taken> {
    const taken = await this.#intake.take(arrival)
    const [{ verdict, stored, atFault, proof }, { raw, via }] = [taken, arrival]
    if (verdict.action === 'reject' && via) this.#deps.neighbourhood.countRefusal(via, verdict.reason)
    if (atFault !== null && verdict.action === 'ignore') {
      this.#deps.neighbourhood.countRefusal(atFault, verdict.reason)
    }
    if (verdict.action === 'hold') this.#releasing.schedule()
    if (proof !== null) this.#relaying.tell(proof, raw)
    if (stored !== null) this.#stored.emit(stored)
    return taken
  }

  #passOn(entry: Parameters<Relaying['relay']>[0]): void {
    this.#relaying.relay(entry)
    this.topic.relay(entry)
  }

  async #receiveReceipts(from: NodeId, ids: readonly Uint8Array[]): Promise<void> {
    const told = fromReceipts(ids) as EntryId[]
    for (const id of told) this.#relaying.noteHeld(from, id)
    const mayPass = (kind: EntryKind): boolean => this.#deps.mayPass(from, kind)
    const known = await this.deliveries.takeReceipts(from, told, mayPass)
    for (const held of known) this.#mending.noteHeld(from, held)
  }

  /** An entry of our own that we did not write here. Runs in the transaction that stores it. */
  #noteOwn({ epoch }: StoredEntry): void {
    if (this.#epochs.noteUnwritten(epoch)) setImmediate(() => this.#epochChanged.emit())
  }

  #forget(nodeId: NodeId): void {
    this.#mending.forget(nodeId)
    this.topic.shutOut(nodeId)
    this.#relaying.forget(nodeId)
  }

  #members(): readonly NeighbourInfo[] {
    return this.#deps.neighbourhood.neighbours().filter(({ nodeId }) => this.#deps.isMember(nodeId))
  }

  #tidy(): void {
    const beforeMs = this.#deps.clock.nowMs() - SEEN_FOR_MS
    void this.#deps.database
      .write(() => this.#entries.forgetSeenBefore(beforeMs))
      .catch((thrown) => this.#deps.logger.warn('old ids could not be forgotten', { cause: String(thrown) }))
  }
}

/** Whether the sender may count this entry as held here. */
function isHeld(verdict: Taken['verdict']): boolean {
  return verdict.action === 'accept' || (verdict.action === 'ignore' && verdict.reason === 'already-known')
}
