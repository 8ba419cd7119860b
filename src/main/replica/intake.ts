import type { EntryId, FederationId, MirrorId, NodeId } from '../../shared/kernel/ids.ts'
import {
  ACCEPT,
  hold,
  ignore,
  reject,
  type Verdict,
  type VerdictReason,
} from '../../shared/kernel/verdict.ts'
import { sha256 } from '../crypto/digests.ts'
import { toHex } from '../platform/bytes.ts'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import type { Database } from '../storage/database.ts'
import type { Entry, EntryKind, KindRules, Relay, StoredEntry } from './entry.ts'
import { parseEnvelope, type RawEnvelope, verifyEnvelope } from './envelope-codec.ts'
import type { HoldingStore } from './holding-store.ts'
import type { Kinds } from './kinds.ts'
import { judgePlace, type PlacingDeps } from './placing.ts'

/** How far ahead of ours an honest clock may run. Source: docs/protocol.md, "Time". */
export const FUTURE_TOLERANCE_MS = 2 * 60_000
/** How far ahead an entry may be dated to be kept for later. Source: docs/protocol.md, "Time". */
export const MAX_HOLD_MS = 24 * 3_600_000

export interface IntakeDeps extends PlacingDeps {
  readonly holding: HoldingStore
  readonly clock: Clock
  readonly database: Database
  readonly kinds: Kinds
  readonly logger: Logger
  readonly self: NodeId
  /** Whether a Mirror's key had been revoked before this place of its Node's log. */
  isRevoked(entry: Entry & { readonly mirror: { readonly mirrorId: MirrorId } }): boolean
  /** Whether entries of a kind are taken from a neighbour. */
  mayTake(via: NodeId, kind: EntryKind): boolean
  /** Told of entries that are ours and were not in our store, also where they do not come into it: another of ours has their place, or they are ahead of our clock. Throws nothing. */
  onOwnEntry(entry: StoredEntry): void
  /** Told of what is on disk now, before anybody who waits for the verdict; throws nothing. */
  passOn(entry: { readonly stored: StoredEntry; readonly raw: RawEnvelope; readonly relay: Relay }): void
}

export interface Arrival {
  readonly raw: RawEnvelope
  readonly hops: number
  /** The neighbour it came from; null where a person brought it by hand. */
  readonly via: NodeId | null
}

export interface Taken {
  readonly verdict: Verdict
  /** Set where the entry was stored now. */
  readonly stored: StoredEntry | null
  readonly relay: Relay | null
  readonly id: EntryId | null
  /** Set where a signed entry contradicts what its author signed before: that is nobody else's fault. */
  readonly atFault: NodeId | null
  /** Set where it proves that another Node signed two entries for one place. */
  readonly proof: StoredEntry | null
}

const refused = (verdict: Verdict, id: EntryId | null = null, atFault: NodeId | null = null): Taken => ({
  verdict,
  atFault,
  proof: null,
  stored: null,
  relay: null,
  id,
})

/** Verdicts that the author's own signatures prove. */
const contradictsItself = (verdict: Verdict): boolean =>
  verdict.action === 'ignore' && ['equivocation', 'chain-broken', 'epoch-closed'].includes(verdict.reason)

/** An honest Node may pass on what only a newer version understands. */
const isOfTomorrow = (reason: VerdictReason): boolean =>
  reason === 'kind-unknown' || reason === 'version-unknown'

/** Named although it cannot be read, so that it is not asked for again. */
const idOf = ({ body }: RawEnvelope): EntryId => toHex(sha256(body)) as EntryId

/** What the second to bring an entry is told: that it is known only where it is on disk by now. */
const asFirst = (first: Taken): Taken =>
  refused(first.stored === null ? first.verdict : ignore('already-known'), first.id)

/**
 * Takes in what neighbours send. Cheap checks come before dear ones: form, known
 * already, signatures, time, credentials, then place and content in the
 * transaction that stores. Nothing is acknowledged, shown or relayed before it
 * is on disk.
 */
export class Intake {
  readonly #deps: IntakeDeps
  readonly #federation: FederationId
  readonly #underWay = new Map<EntryId, Promise<Taken>>()

  constructor(deps: IntakeDeps, options: { readonly federationId: FederationId }) {
    this.#deps = deps
    this.#federation = options.federationId
  }

  /** Judge and store one envelope. Never rejects: whatever a peer sent ends in a verdict. */
  async take(arrival: Arrival): Promise<Taken> {
    const parsed = parseEnvelope(arrival.raw, this.#federation)
    if (typeof parsed === 'string') {
      return isOfTomorrow(parsed) ? refused(ignore(parsed), idOf(arrival.raw)) : refused(reject(parsed))
    }
    const { id, kind } = parsed.entry
    if (arrival.via !== null && !this.#deps.mayTake(arrival.via, kind)) return refused(ignore('isolated'), id)
    const first = this.#underWay.get(id)
    if (first !== undefined) return asFirst(await first)
    if (this.#deps.entries.has(id)) return refused(ignore('already-known'), id)
    const entry = verifyEnvelope(parsed)
    if (typeof entry === 'string') return refused(reject(entry))
    const taken = this.#takeSafely(entry, arrival)
    this.#underWay.set(id, taken)
    return taken.finally(() => this.#underWay.delete(id))
  }

  /** What `take` would answer now. Nothing is stored, not even a proof of double signing. */
  judge(arrival: Arrival): Verdict {
    const parsed = parseEnvelope(arrival.raw, this.#federation)
    if (typeof parsed === 'string') return isOfTomorrow(parsed) ? ignore(parsed) : reject(parsed)
    if (this.#deps.entries.has(parsed.entry.id)) return ignore('already-known')
    const entry = verifyEnvelope(parsed)
    return typeof entry === 'string' ? reject(entry) : this.#judgeVerified(entry, arrival)
  }

  #judgeVerified(entry: Entry, arrival: Arrival): Verdict {
    const rules = this.#deps.kinds.rulesOf(entry.kind)
    if (rules === undefined) return ignore('kind-unknown')
    const early = this.#judgeBeforeStoring(entry, rules)
    if (early.action !== 'accept') return early
    const { holding } = this.#deps
    const unwritten = { forkedAt: (of: StoredEntry) => holding.forkedAt(of), addEquivocation: () => {} }
    const how = { raw: arrival.raw, rules, placing: { ...this.#deps, holding: unwritten } }
    return this.#judgeInPlace(this.#toStored(entry, arrival), how)
  }

  async #takeSafely(entry: Entry, arrival: Arrival): Promise<Taken> {
    try {
      return await this.#takeVerified(entry, arrival)
    } catch (thrown) {
      this.#deps.logger.error('an entry could not be stored', { kind: entry.kind }, thrown)
      return refused(ignore('busy'), entry.id)
    }
  }

  async #takeVerified(entry: Entry, arrival: Arrival): Promise<Taken> {
    const rules = this.#deps.kinds.rulesOf(entry.kind)
    if (rules === undefined) return refused(ignore('kind-unknown'), entry.id)
    const early = this.#judgeBeforeStoring(entry, rules)
    if (isAhead(early) && entry.author === this.#deps.self) await this.#tellOwn(entry, arrival)
    if (early.action === 'hold') return this.#keepForLater(entry, arrival, early.untilMs)
    if (early.action !== 'accept') return refused(early, entry.id)
    return this.#store(entry, arrival, rules)
  }

  #judgeBeforeStoring(entry: Entry, rules: KindRules): Verdict {
    if (entry.stream !== rules.stream) return reject('malformed')
    const nowMs = this.#deps.clock.nowMs()
    const aheadMs = entry.time.wallMs - nowMs
    if (aheadMs > MAX_HOLD_MS) return ignore('future-dated')
    if (aheadMs > FUTURE_TOLERANCE_MS) return hold(entry.time.wallMs)
    if (rules.freshForMs !== null && -aheadMs > rules.freshForMs) return ignore('stale')
    return rules.act === (entry.mirror !== null) ? ACCEPT : reject('credential-missing')
  }

  /** Our own, and ahead of our clock: the clock is wrong, and the place is taken. */
  async #tellOwn(entry: Entry, arrival: Arrival): Promise<void> {
    await this.#deps.database.write(() => this.#deps.onOwnEntry(this.#toStored(entry, arrival)))
  }

  async #keepForLater(entry: Entry, arrival: Arrival, untilMs: number): Promise<Taken> {
    const kept = await this.#deps.database.write(() =>
      this.#deps.holding.hold({ id: entry.id, ...arrival }, untilMs),
    )
    return refused(kept ? hold(untilMs) : ignore('future-dated'), entry.id)
  }

  async #store(entry: Entry, arrival: Arrival, rules: KindRules): Promise<Taken> {
    const stored = this.#toStored(entry, arrival)
    const outcome = await this.#deps.database.write(() => this.#place(stored, arrival.raw, rules))
    if (outcome.verdict.action !== 'accept') {
      const atFault = contradictsItself(outcome.verdict) ? entry.author : null
      return { ...refused(outcome.verdict, entry.id, atFault), proof: this.#proofIn(stored, outcome.verdict) }
    }
    rules.stored(stored)
    if (outcome.relay !== null) this.#deps.passOn({ stored, raw: arrival.raw, relay: outcome.relay })
    return { ...outcome, stored, id: entry.id, atFault: null, proof: null }
  }

  /** A Node that was set back has signed twice too: of ourselves we tell nothing. */
  #proofIn(stored: StoredEntry, verdict: Verdict): StoredEntry | null {
    return isFork(verdict) && !stored.own && this.#deps.holding.isProof(stored.id) ? stored : null
  }

  #toStored(entry: Entry, { hops, via }: Arrival): StoredEntry {
    const { clock, self } = this.#deps
    return { ...entry, receivedAtMs: clock.nowMs(), hops, via, own: entry.author === self }
  }

  #place(stored: StoredEntry, raw: RawEnvelope, rules: KindRules): { verdict: Verdict; relay: Relay | null } {
    const verdict = this.#judgeInPlace(stored, { raw, rules, placing: this.#deps })
    if (isFork(verdict) && stored.own) this.#deps.onOwnEntry(stored)
    if (verdict.action !== 'accept') return { verdict, relay: null }
    this.#deps.entries.insert(stored, raw)
    if (stored.via !== null) this.#deps.holding.addReceipt(stored.id, stored.via)
    rules.project(stored)
    if (stored.own) this.#deps.onOwnEntry(stored)
    return { verdict, relay: rules.relay(stored) }
  }

  /** Asked inside the transaction, so that a revocation in the same frame counts for the acts behind it. */
  #judgeInPlace(
    stored: StoredEntry,
    {
      raw,
      rules,
      placing,
    }: { readonly raw: RawEnvelope; readonly rules: KindRules; readonly placing: PlacingDeps },
  ): Verdict {
    const place = judgePlace(stored, raw, placing)
    if (place.action !== 'accept') return place
    const { mirror } = stored
    if (mirror !== null && this.#deps.isRevoked({ ...stored, mirror })) return reject('mirror-revoked')
    return rules.judge(stored)
  }
}

const isFork = (verdict: Verdict): boolean => 'reason' in verdict && verdict.reason === 'equivocation'

const isAhead = (verdict: Verdict): boolean =>
  verdict.action === 'hold' || (verdict.action === 'ignore' && verdict.reason === 'future-dated')
