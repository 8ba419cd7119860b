import type { EntryId, FederationId, NodeId } from '../../shared/kernel/ids.ts'
import type { LaneFrame } from '../network/neighbour.ts'
import type { Neighbourhood } from '../network/neighbourhood.ts'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import type { Random } from '../platform/random.ts'
import { Signal } from '../platform/signal.ts'
import type { Timers } from '../platform/timers.ts'
import type { Database } from '../storage/database.ts'
import { CatchUp } from './catch-up.ts'
import { Comparing } from './comparison/comparing.ts'
import { ItemSet } from './comparison/item-set.ts'
import { RefusalMemory } from './comparison/refusal-memory.ts'
import type { StoredEntry } from './entry.ts'
import type { EntryStore } from './entry-store.ts'
import { GapWatch } from './gap-watch.ts'
import type { HoldingStore } from './holding-store.ts'
import type { Taken } from './intake.ts'
import type { Kinds } from './kinds.ts'
import { MeetingLog } from './meeting-log.ts'
import { type Meeting, MeetingStore } from './meeting-store.ts'
import { PacedEntries } from './paced-entries.ts'

export interface MendingDeps {
  readonly self: NodeId
  readonly clock: Clock
  readonly realClock: Clock
  readonly realTimers: Timers
  readonly database: Database
  readonly entries: EntryStore
  readonly holding: HoldingStore
  readonly kinds: Kinds
  readonly logger: Logger
  readonly neighbourhood: Pick<Neighbourhood, 'send' | 'queuedBytes' | 'neighbours' | 'countRefusal'>
  readonly random: Random
  /** Whether a neighbour is one to ask. */
  isMember(nodeId: NodeId): boolean
}

/** What came in one frame of entries, judged. */
export interface Judged {
  readonly frame: NonNullable<LaneFrame['entries']>
  readonly taken: readonly Taken[]
}

/**
 * Brings two neighbours to hold the same: what went past one of them comes later.
 * Compares first, so that a meeting without news costs a fingerprint; then cursors,
 * then whatever they could not see.
 */
export class Mending {
  readonly #deps: MendingDeps
  readonly #catchUp: CatchUp
  readonly #comparing: Comparing
  readonly #items: ItemSet
  readonly #gaps: GapWatch
  readonly #log: MeetingLog
  readonly #meetings: MeetingStore
  readonly #paced: PacedEntries
  readonly #refused: RefusalMemory
  readonly #caughtUp = new Signal<NodeId>()
  readonly #met = new Signal<NodeId>()

  constructor(deps: MendingDeps, options: { readonly federationId: FederationId }) {
    this.#deps = deps
    this.#meetings = new MeetingStore(deps, options)
    this.#log = new MeetingLog({
      ...deps,
      meetings: this.#meetings,
      noted: (nodeId) => this.#met.emit(nodeId),
    })
    const carrier = {
      send: (nodeId: NodeId, frame: LaneFrame) => this.#send(nodeId, frame),
      queuedBytes: (nodeId: NodeId) => deps.neighbourhood.queuedBytes(nodeId),
      later: (delayMs: number, task: () => void) => void deps.realTimers.after(delayMs, task),
    }
    this.#paced = new PacedEntries(carrier)
    this.#items = new ItemSet(deps, options)
    this.#refused = new RefusalMemory(deps.clock)
    const common = { ...deps, ...carrier, paced: this.#paced, items: this.#items, refused: this.#refused }
    this.#catchUp = new CatchUp(common)
    this.#gaps = new GapWatch({ ...deps, ask: (nodeId) => this.#catchUp.ask(nodeId) })
    this.#comparing = new Comparing({
      ...common,
      isHeld: (id) => deps.holding.isHeld(id),
      askByCursors: (nodeId) => this.#catchUp.ask(nodeId),
      countRefusal: (nodeId, reason) => deps.neighbourhood.countRefusal(nodeId, reason),
      another: (but) => this.#somebody(but),
      level: (nodeId) => this.#level(nodeId),
    })
  }

  /** Begin with a neighbour that is, or just became, a member. Where that happens once more on one link, it goes on under the key they have: a new one costs both a hash for every entry. */
  meet(nodeId: NodeId): void {
    if (this.#comparing.hasMet(nodeId)) {
      this.#catchUp.forget(nodeId)
      this.#comparing.again(nodeId)
      return
    }
    this.forget(nodeId)
    this.#log.begin(nodeId)
    this.#comparing.meet(nodeId)
  }

  /** Ask somebody by chance whether it holds the same. */
  askSomebody(): void {
    const nodeId = this.#somebody()
    if (nodeId !== null) this.#comparing.check(nodeId)
  }

  /** Ask for what stands before an entry that came alone. */
  askForGap(nodeId: NodeId): void {
    this.#catchUp.ask(nodeId)
  }

  receive(from: NodeId, frame: LaneFrame): void {
    this.#log.noteReceived(from, frame)
    if (frame.cursors) this.#catchUp.answer(from, frame.cursors)
    else this.#comparing.receive(from, frame)
  }

  /** Entries came and were judged, whether we had asked for them or not. */
  heard(from: NodeId, { frame, taken }: Judged): void {
    if (frame.catchingUp || frame.wanted) this.#log.noteReceived(from, { entries: frame })
    const fresh = taken.flatMap(({ stored }) => stored ?? [])
    this.#gaps.note(from, fresh)
    this.#log.noteTaken(from, isAnswer(frame) ? fresh : [])
    for (const each of taken) this.#remember(each)
    if (frame.wanted) this.#comparing.served(from, frame)
    if (!frame.catchingUp || !frame.last) return
    this.#caughtUp.emit(from)
    this.#comparing.caughtUp(from)
  }

  /** A neighbour says that it holds an entry. */
  noteHeld(nodeId: NodeId, entry: Pick<StoredEntry, 'id' | 'kind' | 'own'>): void {
    this.#log.noteHeld(nodeId, entry)
  }

  /** A neighbour sent the last of what we lacked, or holds exactly what we hold. */
  onCaughtUp(listener: (nodeId: NodeId) => void): () => void {
    return this.#caughtUp.listen(listener)
  }

  /** A meeting with a Node has been written down. */
  onMet(listener: (nodeId: NodeId) => void): () => void {
    return this.#met.listen(listener)
  }

  /** What passed at meetings with a Node, the newest first. */
  meetings(nodeId: NodeId, limit: number): readonly Meeting[] {
    return this.#meetings.with(nodeId, limit)
  }

  /** A neighbour went away. */
  forget(nodeId: NodeId): void {
    this.#log.end(nodeId, { level: false, items: this.#items.size })
    this.#catchUp.forget(nodeId)
    this.#comparing.forget(nodeId)
    this.#paced.forget(nodeId)
  }

  stop(): void {
    this.#catchUp.stop()
    this.#gaps.stop()
    this.#comparing.stop()
    this.#paced.stop()
  }

  #send(nodeId: NodeId, frame: LaneFrame): boolean {
    this.#log.noteSent(nodeId, frame)
    return this.#deps.neighbourhood.send(nodeId, 'sync', frame)
  }

  #level(nodeId: NodeId): void {
    this.#log.end(nodeId, { level: true, items: this.#items.size })
    this.#caughtUp.emit(nodeId)
  }

  /** What is refused for good is not asked for again, unless it is here already. */
  #remember({ id, verdict }: Taken): void {
    if (id === null || !isFinal(verdict) || this.#deps.entries.kindOf(id) !== null) return
    this.#refused.remember(id as EntryId)
  }

  /** A member among the neighbours, by chance. */
  #somebody(but?: NodeId): NodeId | null {
    const { neighbourhood, isMember, random } = this.#deps
    const members = neighbourhood.neighbours().filter(({ nodeId }) => nodeId !== but && isMember(nodeId))
    return members[random.int(members.length)]?.nodeId ?? null
  }
}

/** Whether entries came because we had asked, and not as they happened. */
const isAnswer = ({ catchingUp, wanted }: Judged['frame']): boolean => Boolean(catchingUp || wanted)

/** Whether an entry would be judged the same way if it came again soon. */
const isFinal = (verdict: Taken['verdict']): boolean =>
  'reason' in verdict && !['busy', 'future-dated', 'isolated'].includes(verdict.reason)
