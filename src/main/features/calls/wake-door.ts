import type { Settings } from '../../../shared/contract/settings.ts'
import type { FederationId, MessageId, NodeId } from '../../../shared/kernel/ids.ts'
import { ACCEPT, ignore, reject, type Verdict, type VerdictReason } from '../../../shared/kernel/verdict.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Limits } from '../../platform/limiter.ts'
import type { Random } from '../../platform/random.ts'
import type { Timers } from '../../platform/timers.ts'
import type { Database } from '../../storage/database.ts'
import { decodeWakeUp, encodeAck, encodeReport } from './call-codec.ts'
import { LOOK_MS } from './call-rules.ts'
import type { CallStore } from './call-store.ts'
import type { WakeAnswer, WakeRefusal } from './call-types.ts'
import { newCallId } from './calling.ts'

export interface WakeDoorDeps {
  readonly database: Database
  readonly store: CallStore
  readonly clock: Clock
  readonly random: Random
  /** Timers on the machine's clock. */
  readonly realTimers: Timers
  readonly limits: Limits
  readonly federation: () => FederationId
  readonly isKnown: (nodeId: NodeId) => boolean
  readonly isPinned: (nodeId: NodeId) => boolean
  /** Whose wake-ups this Node's people have it answer. */
  readonly wakeFrom: () => Settings['wakeFrom']
  readonly version: string
  readonly upSinceMs: number
  /** Ask a neighbour for what it holds and we lack. `caughtUp` says when all of it is here. */
  readonly lookForNews: (from: NodeId) => void
  /** Give a payload to the other Node. @returns whether it is on its way */
  readonly answer: (to: NodeId, payload: Uint8Array) => Promise<boolean>
  readonly tell: (to: NodeId, payload: Uint8Array) => Promise<boolean>
  readonly countRefusal: (nodeId: NodeId, reason: VerdictReason) => void
  readonly changed: (peer: NodeId) => void
}

/**
 * Others' wake-ups: requests, which this Node's own policy answers. One that is
 * answered has it look for what the asker holds, and is shown to its people;
 * nothing else follows from it.
 */
export class WakeDoor {
  readonly #deps: WakeDoorDeps
  /** Whom we are looking for news with, and who waits to hear of it. */
  readonly #looking = new Map<NodeId, Set<(caughtUp: boolean) => void>>()

  constructor(deps: WakeDoorDeps) {
    this.#deps = deps
  }

  /** Take a wake-up that its Node has signed. The same one again gets the same answer, and nothing is done twice. */
  async take({ from, payload }: { readonly from: NodeId; readonly payload: Uint8Array }): Promise<Verdict> {
    const { answer, federation, isKnown, store } = this.#deps
    const asked = decodeWakeUp(payload)
    if (asked === null) return reject('content-invalid')
    if (!isKnown(from)) return ignore('busy') // may ask again once we have heard who they are
    const known = store.theirs({ federation: federation(), peer: from }, asked.id)
    if (known === null) return this.#judge(from, asked.id)
    await answer(from, encodeAck(asked.id, known.reason ?? 'awake'))
    return ignore('already-known')
  }

  /** A neighbour has sent the last of what we lacked. */
  caughtUp(nodeId: NodeId): void {
    for (const settle of this.#looking.get(nodeId) ?? []) settle(true)
  }

  async #judge(from: NodeId, id: MessageId): Promise<Verdict> {
    const { answer, changed, countRefusal, database, federation, limits, store } = this.#deps
    const reached = limits.theirs.take(from, 'wake-ups')
    if (reached?.isNews) countRefusal(from, 'rate-exceeded')
    if (reached !== null) {
      await answer(from, encodeAck(id, 'too-often'))
      return ignore('rate-exceeded')
    }
    const reason = this.#refusal(from)
    const state = reason === null ? 'answered' : 'refused'
    const callee = { federation: federation(), peer: from }
    await database.write(() => store.add(callee, { id, kind: 'wake-up', ours: false, state, reason }))
    changed(from)
    await this.#reply(from, id, reason ?? 'awake')
    return ACCEPT
  }

  #refusal(from: NodeId): WakeRefusal | null {
    const { isPinned, wakeFrom } = this.#deps
    if (wakeFrom() === 'nobody') return 'nobody-may'
    return isPinned(from) ? null : 'not-pinned'
  }

  async #reply(from: NodeId, id: MessageId, answer: WakeAnswer): Promise<void> {
    await this.#deps.answer(from, encodeAck(id, answer))
    if (answer === 'awake') void this.#sayHowWeFare(from, id)
  }

  async #sayHowWeFare(from: NodeId, wakeUp: MessageId): Promise<void> {
    const { clock, tell, upSinceMs, version } = this.#deps
    const caughtUp = await this.#look(from)
    const status = { version, upSinceMs, caughtUp }
    await tell(from, encodeReport({ id: newCallId(this.#deps), writtenAtMs: clock.nowMs(), wakeUp, status }))
  }

  /** Resolves once everything the neighbour holds is here, or the time for it is over. @returns which */
  #look(from: NodeId): Promise<boolean> {
    const { lookForNews, realTimers } = this.#deps
    return new Promise((resolve) => {
      const waiting = this.#looking.get(from) ?? new Set()
      this.#looking.set(from, waiting)
      const settle = (caughtUp: boolean): void => {
        cancel()
        waiting.delete(settle)
        resolve(caughtUp)
      }
      const cancel = realTimers.after(LOOK_MS, () => settle(false))
      waiting.add(settle)
      lookForNews(from)
    })
  }
}
