import type { MessageId, NodeId } from '../../../shared/kernel/ids.ts'
import { ACCEPT, ignore, reject, type Verdict } from '../../../shared/kernel/verdict.ts'
import type { Startable } from '../../platform/lifecycle.ts'
import type { Logger } from '../../platform/logger.ts'
import type { Cancel, Timers } from '../../platform/timers.ts'
import type { Database } from '../../storage/database.ts'
import { decodeAck, encodeWakeUp } from './call-codec.ts'
import { ANSWER_WAITS_MS } from './call-rules.ts'
import type { CallStore } from './call-store.ts'
import type { WaitingWakeUp } from './call-types.ts'
import { type CallingDeps, newCallId, requireCallee, requireWithin } from './calling.ts'

export interface WakeDeskDeps extends CallingDeps {
  readonly database: Database
  readonly store: CallStore
  readonly logger: Pick<Logger, 'warn'>
  /** Timers on the machine's clock: a line's delays are no affair of the application's time. */
  readonly realTimers: Timers
  readonly isLinked: (nodeId: NodeId) => boolean
  /** Seek a link with a Node. Never rejects. */
  readonly seek: (nodeId: NodeId) => Promise<unknown>
  /** Give a payload to the other Node. @returns whether it is on its way */
  readonly send: (to: NodeId, payload: Uint8Array) => Promise<boolean>
  readonly changed: (peer: NodeId) => void
}

/**
 * Our wake-ups: each asked three times, with growing waits, until an answer is
 * here. What waits is on disk, and goes on where it was after a restart.
 */
export class WakeDesk implements Startable {
  readonly #deps: WakeDeskDeps
  readonly #waits = new Map<MessageId, Cancel>()
  #isRunning = false

  constructor(deps: WakeDeskDeps) {
    this.#deps = deps
  }

  async start(): Promise<void> {
    this.#isRunning = true
    for (const wakeUp of this.#deps.store.waiting(this.#deps.federation())) this.#go(wakeUp)
  }

  async stop(): Promise<void> {
    this.#isRunning = false
    for (const cancel of this.#waits.values()) cancel()
    this.#waits.clear()
  }

  /**
   * Ask a Node to wake up. Resolves once that is stored here. While one waits for an answer there is no second.
   *
   * @throws MirrorError 'neighbour-unknown' | 'neighbour-isolated' | 'call-too-often' | 'epoch-unconfirmed' | 'identity-superseded'
   */
  async wake(nodeId: NodeId): Promise<MessageId> {
    const { changed, clock, database, requireWritable, store } = this.#deps
    requireWritable()
    const callee = requireCallee(this.#deps, nodeId)
    const fresh: WaitingWakeUp = { id: newCallId(this.#deps), peer: nodeId, atMs: clock.nowMs(), tries: 0 }
    const waiting = await database.write(() => {
      const [before] = store.waiting(callee.federation, nodeId)
      if (before !== undefined) return before
      requireWithin(this.#deps, nodeId, 'wake-ups')
      store.add(callee, { id: fresh.id, kind: 'wake-up', ours: true, state: 'waiting' })
      return fresh
    })
    if (waiting !== fresh) return waiting.id
    this.#go(fresh)
    changed(nodeId)
    return fresh.id
  }

  /** Take the answer to a wake-up of ours. */
  async take({ from, payload }: { readonly from: NodeId; readonly payload: Uint8Array }): Promise<Verdict> {
    const { changed, database, federation, store } = this.#deps
    const ack = decodeAck(payload)
    if (ack === null) return reject('content-invalid')
    const callee = { federation: federation(), peer: from }
    const isNews = await database.write(() => store.answer(callee, ack.id, ack.answer))
    if (!isNews) return ignore('already-known')
    this.#forget(ack.id)
    changed(from)
    return ACCEPT
  }

  #forget(id: MessageId): void {
    this.#waits.get(id)?.()
    this.#waits.delete(id)
  }

  /** Try once more, or give up; never rejects. */
  #go(wakeUp: WaitingWakeUp): void {
    this.#forget(wakeUp.id)
    const waitMs = ANSWER_WAITS_MS[wakeUp.tries]
    const work = waitMs === undefined ? this.#giveUp(wakeUp) : this.#try(wakeUp)
    work.catch((thrown: unknown) => this.#deps.logger.warn('wake-up-unsent', { cause: String(thrown) }))
    if (waitMs === undefined || !this.#isRunning) return
    const next = { ...wakeUp, tries: wakeUp.tries + 1 }
    this.#waits.set(
      wakeUp.id,
      this.#deps.realTimers.after(waitMs, () => this.#go(next)),
    )
  }

  async #try({ atMs, id, peer }: WaitingWakeUp): Promise<void> {
    const { changed, database, federation, isLinked, seek, send, store } = this.#deps
    await database.write(() => store.noteTry({ federation: federation(), peer }, id))
    changed(peer)
    if (!isLinked(peer)) await seek(peer)
    if (this.#isRunning) await send(peer, encodeWakeUp({ id, askedAtMs: atMs }))
  }

  async #giveUp({ id, peer }: WaitingWakeUp): Promise<void> {
    const { changed, database, federation, store } = this.#deps
    if (await database.write(() => store.giveUp({ federation: federation(), peer }, id))) changed(peer)
  }
}
