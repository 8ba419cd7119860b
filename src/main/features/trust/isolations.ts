import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { FederationId, NodeId } from '../../../shared/kernel/ids.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Startable } from '../../platform/lifecycle.ts'
import type { Logger } from '../../platform/logger.ts'
import type { Cancel, Timers } from '../../platform/timers.ts'
import type { PrivateOutbox } from '../../replica/private-outbox.ts'
import type { Database } from '../../storage/database.ts'
import type { IsolationRegister } from './isolation-register.ts'
import { encodeStatement, encodeTrust } from './trust-codec.ts'
import type { TrustLetters } from './trust-letters.ts'
import { isStanding } from './trust-rules.ts'
import type { TrustStore } from './trust-store.ts'
import type { Isolation } from './trust-types.ts'

/** Pause before an end that could not be noted is tried again. Chosen here: a full disk is not emptied in seconds. */
const NOTE_AGAIN_MS = 60_000

export interface IsolationsDeps {
  readonly database: Database
  readonly store: TrustStore
  readonly register: Pick<IsolationRegister, 'refresh'>
  /** Word of isolations, and answers to it. */
  readonly notices: TrustLetters
  readonly appeals: TrustLetters
  readonly outbox: Pick<PrivateOutbox<NodeId>, 'flush'>
  /** The application's clock and timers on it. */
  readonly clock: Clock
  readonly timers: Timers
  readonly logger: Pick<Logger, 'warn'>
  readonly federation: () => FederationId
  /** A Node has been set apart: what is being sent to it ends. */
  readonly shut: (peer: NodeId) => void
  /** An isolation of ours is over: one side that compares brings both to hold the same. */
  readonly opened: (peer: NodeId) => void
  /** One of theirs is over: what waits for them may go. */
  readonly letIn: (peer: NodeId) => void
  /** Something about a Node changed. */
  readonly changed: (peer: NodeId) => void
}

/** A Mirror's word that one is over. */
interface Release {
  readonly byMirror: string
  readonly letter: Uint8Array
}

/**
 * How isolations begin and end. Each end is noted once, whether a Mirror or the
 * clock brought it, also while this Node was not running; whom it concerns is
 * told by a letter written in the same transaction.
 */
export class Isolations implements Startable {
  readonly #deps: IsolationsDeps
  #isRunning = false
  #cancel: Cancel = () => {}

  constructor(deps: IsolationsDeps) {
    this.#deps = deps
  }

  async start(): Promise<void> {
    this.#isRunning = true
    this.#deps.register.refresh()
    await this.#noteEnds()
  }

  async stop(): Promise<void> {
    this.#isRunning = false
    this.#cancel()
  }

  /** Set a Node apart, in the place of whatever stands. */
  async begin(isolation: Omit<Isolation, 'appeal'>, letter: Uint8Array): Promise<void> {
    const { clock, database, federation, notices, outbox, shut, store } = this.#deps
    const between = { federation: federation(), peer: isolation.peer }
    await database.write(() => {
      store.add(between.federation, isolation, { atMs: clock.nowMs(), signed: letter })
      notices.add(between, letter)
    })
    this.changed(isolation.peer)
    shut(isolation.peer)
    outbox.flush(isolation.peer)
  }

  /** End one before its time. @throws MirrorError 'isolation-none' where it has ended meanwhile */
  async release({ id, peer }: Isolation, { byMirror, letter }: Release): Promise<void> {
    const { clock, database, federation, notices, store } = this.#deps
    const between = { federation: federation(), peer }
    await database.write(() => {
      const end = { how: 'release', byMirror } as const
      const isEnded = store.end(between, { ours: true, atMs: clock.nowMs(), id, end })
      if (!isEnded) throw new MirrorError('isolation-none')
      notices.add(between, letter)
    })
    this.#endedOurs(peer)
  }

  /** To be called after the commit that ended one of theirs. */
  endedTheirs(peer: NodeId): void {
    this.changed(peer)
    this.#deps.letIn(peer)
  }

  /** To be called after a commit that changed something else. */
  changed(peer: NodeId): void {
    this.#deps.register.refresh()
    this.#rearm()
    this.#deps.changed(peer)
  }

  #endedOurs(peer: NodeId): void {
    this.changed(peer)
    this.#deps.outbox.flush(peer)
    this.#deps.opened(peer)
  }

  async #noteEnds(): Promise<void> {
    const { clock, database, logger } = this.#deps
    const over = this.#open().filter((isolation) => !isStanding(isolation, clock.nowMs()))
    try {
      if (over.length > 0) await database.write(() => this.#note(over))
    } catch (thrown) {
      logger.warn('isolation-end-unnoted', { cause: String(thrown) })
      this.#wakeAt(clock.nowMs() + NOTE_AGAIN_MS)
      return
    }
    this.#rearm()
    for (const { ours, peer } of over) {
      if (ours) this.#endedOurs(peer)
      else this.endedTheirs(peer)
    }
  }

  #note(over: readonly Isolation[]): void {
    for (const isolation of over) this.#noteEnd(isolation)
  }

  #noteEnd({ id, ours, peer }: Isolation): void {
    const { appeals, clock, federation, notices, store } = this.#deps
    const between = { federation: federation(), peer }
    const atMs = clock.nowMs()
    store.end(between, { ours, atMs, id, end: { how: 'time' } })
    if (!ours) {
      appeals.withdraw(between)
      return
    }
    const bytes = encodeStatement({ act: 'expire', node: peer, atMs, reason: '', isolation: id, untilMs: 0 })
    notices.add(between, encodeTrust({ bytes, mark: null }))
  }

  #open(): Isolation[] {
    const { federation, store } = this.#deps
    return [...store.open(federation(), true), ...store.open(federation(), false)]
  }

  #rearm(): void {
    const next = Math.min(...this.#open().map(({ untilMs }) => untilMs))
    if (Number.isFinite(next)) this.#wakeAt(next)
    else this.#cancel()
  }

  #wakeAt(atMs: number): void {
    this.#cancel()
    if (this.#isRunning) this.#cancel = this.#deps.timers.at(atMs, () => void this.#noteEnds())
  }
}
