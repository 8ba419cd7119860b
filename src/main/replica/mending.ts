import type { EntryId, FederationId, NodeId } from '../../shared/kernel/ids.ts'
import type { LaneFrame } from '../network/neighbour.ts'
import type { Neighbourhood } from '../network/neighbourhood.ts'
import type { Clock } from '../platform/clock.ts'
import type { Limits } from '../platform/limiter.ts'
import type { Logger } from '../platform/logger.ts'
import type { Random } from '../platform/random.ts'
import { Signal } from '../platform/signal.ts'
import type { Timers } from '../platform/timers.ts'
import type { Database } from '../storage/database.ts'
import { AwaitedSessions } from './awaited-sessions.ts'
import { CatchUp } from './catch-up.ts'
import { Comparing } from './comparison/comparing.ts'
import { isLower } from './comparison/fingerprint.ts'
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
import { SealedWay, type SealedWayDeps } from './sealed-way.ts'
import type { SyncContent } from './sync-frames.ts'

/** An answer that the disk did not take whole is asked for again after so long. Chosen here: room is seldom made sooner, and until then each answer comes in vain. */
export const BUSY_AGAIN_MS = 30_000

export interface MendingDeps {
  readonly self: NodeId
  readonly clock: Clock
  readonly realClock: Clock
  readonly realTimers: Timers
  readonly database: Database
  readonly entries: EntryStore
  readonly holding: HoldingStore
  readonly kinds: Kinds
  readonly limits: Pick<Limits, 'theirs'>
  readonly logger: Logger
  readonly neighbourhood: Pick<
    Neighbourhood,
    'send' | 'queuedBytes' | 'neighbours' | 'countRefusal' | 'isAlerting'
  >
  readonly sessions: SealedWayDeps['sessions']
  readonly random: Random
  /** Whether a neighbour is one to ask. */
  isMember(nodeId: NodeId): boolean
  /** Whether a neighbour may say one more thing in its session just now. */
  admits(nodeId: NodeId): boolean
  /** Hear what a neighbour said of comparing and catching up. Never rejects. */
  hear(from: NodeId, content: SyncContent): Promise<void>
}

/** What came in one frame of entries, judged. */
export interface Judged {
  readonly frame: NonNullable<LaneFrame['entries']>
  readonly taken: readonly Taken[]
}

/**
 * Brings two neighbours to hold the same: what went past one of them comes later.
 * Compares first, so that a meeting without news costs a fingerprint; then cursors,
 * then whatever they could not see. What is said to find out goes sealed; entries go on the lanes.
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
  readonly #sealed: SealedWay
  readonly #awaited: AwaitedSessions
  /** Whose first word came before they were listened to. */
  readonly #knocked = new Set<NodeId>()
  /** Of whose answer under way a part could not be stored. */
  readonly #unstored = new Set<NodeId>()
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
    const later = (delayMs: number, task: () => void): void => void deps.realTimers.after(delayMs, task)
    this.#paced = new PacedEntries({
      later,
      send: (nodeId, frame) => this.#sendEntries(nodeId, frame),
      queuedBytes: (nodeId) => deps.neighbourhood.queuedBytes(nodeId),
    })
    this.#sealed = this.#openSealedWay(later)
    this.#awaited = new AwaitedSessions({
      later,
      sealed: this.#sealed,
      begins: (nodeId) => isLower(deps.self, nodeId),
      begin: (nodeId) => this.#begin(nodeId),
    })
    this.#items = new ItemSet(deps, options)
    this.#refused = new RefusalMemory(deps.clock)
    const send = (nodeId: NodeId, content: SyncContent): boolean => this.#sealed.send(nodeId, content)
    const common = { ...deps, later, send, paced: this.#paced, items: this.#items, refused: this.#refused }
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

  async start(): Promise<void> {
    await this.#sealed.start()
  }

  /** Begin with a neighbour that is, or just became, a member, as soon as there is a session. */
  meet(nodeId: NodeId): void {
    this.#awaited.want(nodeId)
  }

  /** A neighbour compares that is not listened to: it will not begin once more when it is. */
  noteKnock(nodeId: NodeId): void {
    this.#knocked.add(nodeId)
  }

  /** Whether something waits for a neighbour's leave to be said in its session. */
  isWaiting(nodeId: NodeId): boolean {
    return this.#sealed.isWaiting(nodeId)
  }

  /** Ask somebody by chance whether it holds the same, and seek what sessions are missing. */
  askSomebody(): void {
    this.#awaited.seekAgain()
    const nodeId = this.#somebody()
    if (nodeId !== null) this.#comparing.check(nodeId)
  }

  /** Ask for what stands before an entry that came alone. */
  askForGap(nodeId: NodeId): void {
    this.#catchUp.ask(nodeId)
  }

  receive(from: NodeId, content: SyncContent): void {
    if (content.cursors) this.#catchUp.answer(from, content.cursors)
    else this.#comparing.receive(from, content)
  }

  /** Entries came and were judged, whether we had asked for them or not. */
  heard(from: NodeId, { frame, taken }: Judged): void {
    if (frame.catchingUp || frame.wanted) this.#log.noteEntriesReceived(from, frame)
    const fresh = taken.flatMap(({ stored }) => stored ?? [])
    this.#gaps.note(from, fresh)
    this.#log.noteTaken(from, isAnswer(frame) ? fresh : [])
    for (const each of taken) this.#remember(each)
    if (frame.wanted) this.#comparing.served(from, frame)
    if (frame.catchingUp) this.#followAnswer(from, { frame, taken })
  }

  /** A neighbour says that it holds an entry. */
  noteHeld(nodeId: NodeId, entry: Pick<StoredEntry, 'id' | 'kind' | 'own'>): void {
    this.#log.noteHeld(nodeId, entry)
    this.#comparing.noteHeld(nodeId, entry.id)
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

  /** End what is under way with a neighbour whose link stands. */
  breakOff(nodeId: NodeId): void {
    this.#knocked.delete(nodeId)
    this.#awaited.forget(nodeId)
    this.#sealed.withdraw(nodeId)
    this.#forgetMeeting(nodeId)
  }

  /** A neighbour went away. */
  forget(nodeId: NodeId): void {
    this.breakOff(nodeId)
    this.#sealed.forget(nodeId)
  }

  async stop(): Promise<void> {
    await this.#sealed.stop()
    this.#awaited.stop()
    this.#catchUp.stop()
    this.#gaps.stop()
    this.#comparing.stop()
    this.#paced.stop()
  }

  #openSealedWay(later: SealedWayDeps['later']): SealedWay {
    const { neighbourhood, sessions } = this.#deps
    return new SealedWay({
      ...{ sessions, later },
      isAlerting: () => neighbourhood.isAlerting(),
      countRefusal: (nodeId, reason) => neighbourhood.countRefusal(nodeId, reason),
      admits: (from) => this.#deps.admits(from),
      take: (from, content) => this.#deps.hear(from, content),
      passed: (nodeId, way, contentBytes) => this.#log.noteSealed(nodeId, way, contentBytes),
      opened: (nodeId) => this.#opened(nodeId),
      lost: (nodeId) => {
        if (this.#deps.isMember(nodeId)) this.#awaited.want(nodeId)
      },
      cutOff: (nodeId) => {
        if (this.#deps.isMember(nodeId)) this.#awaited.wantAgain(nodeId)
      },
    })
  }

  /** What was under way in an earlier session may be lost: nobody waits for it, and one of the two looks again, unless its answer comes already. */
  #opened(nodeId: NodeId): void {
    const isFirst = this.#awaited.opened(nodeId)
    if (isFirst || !this.#comparing.hasMet(nodeId)) return
    this.#comparing.renewed(nodeId)
    if (this.#comparing.isAnswered(nodeId)) return
    this.#catchUp.forget(nodeId)
    if (isLower(this.#deps.self, nodeId)) this.#comparing.check(nodeId)
  }

  /** Where that happens once more on one link, it goes on under the key they have: a new one costs both a hash for every entry. */
  #begin(nodeId: NodeId): void {
    const { isMember, self } = this.#deps
    if (!isMember(nodeId)) return
    if (this.#comparing.hasMet(nodeId)) {
      if (this.#comparing.isAnswered(nodeId)) return
      this.#catchUp.forget(nodeId)
      this.#comparing.again(nodeId)
      return
    }
    this.#forgetMeeting(nodeId)
    this.#log.begin(nodeId)
    this.#comparing.meet(nodeId, { begins: isLower(self, nodeId) || this.#knocked.has(nodeId) })
  }

  /** Whoever lost the end of its log is not sure of it while a part of the answer is nowhere here. */
  #followAnswer(from: NodeId, { frame, taken }: Judged): void {
    if (taken.some(({ verdict }) => isBusy(verdict))) this.#unstored.add(from)
    if (!frame.last) {
      this.#comparing.answered(from)
      return
    }
    if (this.#unstored.delete(from)) this.#askLater(from)
    else this.#caughtUp.emit(from)
    this.#comparing.caughtUp(from)
  }

  #askLater(nodeId: NodeId): void {
    this.#deps.realTimers.after(BUSY_AGAIN_MS, () => {
      if (this.#comparing.hasMet(nodeId)) this.#catchUp.ask(nodeId)
    })
  }

  #forgetMeeting(nodeId: NodeId): void {
    this.#unstored.delete(nodeId)
    this.#log.end(nodeId, { level: false, items: this.#items.size })
    this.#catchUp.forget(nodeId)
    this.#comparing.forget(nodeId)
    this.#paced.forget(nodeId)
  }

  #sendEntries(nodeId: NodeId, frame: LaneFrame): boolean {
    this.#log.noteEntriesSent(nodeId, frame)
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

const isBusy = (verdict: Taken['verdict']): boolean => 'reason' in verdict && verdict.reason === 'busy'

/** Whether an entry would be judged the same way if it came again soon. */
const isFinal = (verdict: Taken['verdict']): boolean =>
  'reason' in verdict && !['busy', 'future-dated', 'isolated'].includes(verdict.reason)
