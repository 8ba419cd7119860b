import { ISOLATION_MAX_MS } from '../../../shared/contract/trust-bounds.ts'
import type { FederationId, NodeId } from '../../../shared/kernel/ids.ts'
import { ACCEPT, ignore, reject, type Verdict } from '../../../shared/kernel/verdict.ts'
import { SIGNATURE_DOMAINS } from '../../crypto/domains.ts'
import type { Clock } from '../../platform/clock.ts'
import { judgeMark } from '../../replica/mirror-mark.ts'
import type { Database } from '../../storage/database.ts'
import type { Isolations } from './isolations.ts'
import { decodeTrust } from './trust-codec.ts'
import type { TrustLetters } from './trust-letters.ts'
import { DAY_MS, TOLD_MAX_PER_DAY } from './trust-rules.ts'
import type { TrustStore } from './trust-store.ts'
import type { SignedTrust, TrustAct, TrustStatement } from './trust-types.ts'

export interface TrustReceptionDeps {
  readonly database: Database
  readonly store: TrustStore
  readonly appeals: Pick<TrustLetters, 'withdraw'>
  readonly isolations: Pick<Isolations, 'changed' | 'endedTheirs'>
  /** The application's clock. */
  readonly clock: Clock
  readonly self: NodeId
  readonly federation: () => FederationId
  readonly isKnown: (nodeId: NodeId) => boolean
}

interface Letter {
  readonly from: NodeId
  readonly payload: Uint8Array
}

/** What is told of a Node, with the name of the Mirror who signed it. */
interface Told extends TrustStatement, Letter {
  readonly byMirror: string
}

/** What others tell of setting this Node apart, and their answers to our doing so. It is kept and shown; only a Mirror here does anything about it. */
export class TrustReception {
  readonly #deps: TrustReceptionDeps

  constructor(deps: TrustReceptionDeps) {
    this.#deps = deps
  }

  /** Take word of an isolation, or of its end. Whatever it holds gives a verdict. */
  takeNotice(letter: Letter): Promise<Verdict> {
    return this.#take(letter, ['isolate', 'release', 'expire'])
  }

  /** Take an answer to an isolation of ours. Whatever it holds gives a verdict. */
  takeAppeal(letter: Letter): Promise<Verdict> {
    return this.#take(letter, ['appeal'])
  }

  async #take({ from, payload }: Letter, acts: readonly TrustAct[]): Promise<Verdict> {
    const { database, isolations, self } = this.#deps
    const signed = decodeTrust(payload)
    if (signed === null || signed.statement.node !== self) return reject('content-invalid')
    const { statement } = signed
    if (!acts.includes(statement.act)) return reject('content-invalid')
    const told = this.#judgeMark({ from, payload }, signed)
    if ('action' in told) return told
    const verdict = await database.write(() => this.#keep(told))
    if (verdict.action !== 'accept') return verdict
    if (statement.act === 'release' || statement.act === 'expire') isolations.endedTheirs(from)
    else isolations.changed(from)
    return verdict
  }

  /** Their Node's signature is under the letter; a Mirror whose key was revoked since had it then. */
  #judgeMark(letter: Letter, { bytes, mark, statement }: SignedTrust): Told | Verdict {
    if (mark === null) return { ...statement, ...letter, byMirror: '' }
    const domain = SIGNATURE_DOMAINS.trustAct
    const { atMs } = statement
    const federation = this.#deps.federation()
    const by = judgeMark(mark, { domain, federation, node: letter.from, atMs, statement: bytes })
    return typeof by === 'string' ? reject(by) : { ...statement, ...letter, byMirror: by.name }
  }

  #keep(told: Told): Verdict {
    if (!this.#deps.isKnown(told.from)) return ignore('busy') // may come again once we have heard who they are
    if (told.act === 'isolate') return this.#keepBegun(told)
    return told.act === 'appeal' ? this.#keepAppeal(told) : this.#keepEnded(told)
  }

  /** No word of theirs is open-ended here, whatever times it names. */
  #keepBegun({ from, isolation: id, reason, byMirror, atMs, untilMs, payload }: Told): Verdict {
    const { appeals, clock, federation, store } = this.#deps
    const between = { federation: federation(), peer: from }
    const nowMs = clock.nowMs()
    if (store.has(between, { id, ours: false })) return ignore('already-known')
    if (store.countToldSince(between, nowMs - DAY_MS) >= TOLD_MAX_PER_DAY) return ignore('rate-exceeded')
    const times = { sinceMs: Math.min(atMs, nowMs), untilMs: Math.min(untilMs, nowMs + ISOLATION_MAX_MS) }
    const isolation = { id, peer: from, ours: false, reason, byMirror, ...times }
    store.add(between.federation, isolation, { atMs: nowMs, signed: payload })
    appeals.withdraw(between)
    return ACCEPT
  }

  /** Also where its time was over by our clock before: only this says that they are open again. What is not known needs no ending, and its receipt lets what comes behind it come. */
  #keepEnded({ act, byMirror, from, isolation: id }: Told): Verdict {
    const { appeals, clock, federation, store } = this.#deps
    const between = { federation: federation(), peer: from }
    if (!store.has(between, { id, ours: false })) return ignore('already-known')
    const end = act === 'release' ? ({ how: 'release', byMirror } as const) : ({ how: 'time' } as const)
    store.end(between, { ours: false, atMs: clock.nowMs(), id, end })
    appeals.withdraw(between)
    return ACCEPT
  }

  #keepAppeal({ from, isolation: id, reason, byMirror, atMs, payload }: Told): Verdict {
    const { clock, federation, store } = this.#deps
    const between = { federation: federation(), peer: from }
    const isolation = store.find(between, { id, ours: true })
    if (isolation === null) return ignore('stale')
    if (isolation.appeal !== null) return ignore('already-known')
    const appeal = { reason, byMirror, atMs: Math.min(atMs, clock.nowMs()) }
    store.addAppeal(between, { id, ours: true, appeal, signed: payload })
    return ACCEPT
  }
}
