import { MirrorError } from '../../shared/kernel/errors.ts'
import type { FederationId, NodeId } from '../../shared/kernel/ids.ts'
import { nodeIdFromPublicKey } from '../crypto/peer-id.ts'
import type { Signer } from '../crypto/signing.ts'
import { toHex } from '../platform/bytes.ts'
import type { Clock } from '../platform/clock.ts'
import type { Random } from '../platform/random.ts'
import type { Database } from '../storage/database.ts'
import type { Draft, KindRules, Relay, StoredEntry } from './entry.ts'
import type { EntryStore, Head } from './entry-store.ts'
import {
  type BodyFields,
  parseEnvelope,
  type RawEnvelope,
  sealEnvelope,
  verifyEnvelope,
} from './envelope-codec.ts'
import { compareEpochs } from './epoch-order.ts'
import { encodeEpochOpened } from './epoch-rules.ts'
import type { EpochStore, OwnEpoch } from './epoch-store.ts'
import type { HybridClock } from './hybrid-clock.ts'
import type { Kinds } from './kinds.ts'

export interface PublisherDeps {
  readonly clock: Clock
  readonly database: Database
  readonly entries: EntryStore
  readonly epochs: EpochStore
  readonly hybridClock: HybridClock
  readonly kinds: Kinds
  readonly random: Random
  readonly signer: Signer
  /** A restored Node may write only once a neighbour, or a Mirror, has told where its old log ended. */
  mayOpenEpoch(): boolean
}

export interface Published {
  readonly stored: StoredEntry
  readonly raw: RawEnvelope
  readonly relay: Relay
}

/**
 * Writes this Node's own entries. Numbering, signing, storing and projecting
 * happen inside one transaction, so neither a crash nor a second act in the same
 * moment can give two entries one place.
 */
export class Publisher {
  readonly #deps: PublisherDeps
  readonly #federation: FederationId
  readonly #self: NodeId

  constructor(deps: PublisherDeps, options: { readonly federationId: FederationId }) {
    this.#deps = deps
    this.#federation = options.federationId
    this.#self = nodeIdFromPublicKey(deps.signer.publicKey)
  }

  /**
   * Sign and store a draft. Resolves once it is on disk, with everything that was
   * written: an epoch's first entry goes before the first draft under it.
   *
   * @throws MirrorError 'epoch-unconfirmed' | 'identity-superseded' | 'disk-full' | 'disk-read-only'
   */
  async publish(draft: Draft): Promise<readonly Published[]> {
    const written = await this.#deps.database.write(() => {
      const opening = this.#ensureEpoch()
      return [...opening, this.#append(draft)]
    })
    for (const { stored } of written) this.#rulesOf(stored.kind).stored(stored)
    return written
  }

  #ensureEpoch(): Published[] {
    const own = this.#deps.epochs.own()
    if (own?.superseded) throw new MirrorError('identity-superseded')
    if (own !== null && !own.reopen) return []
    const last = this.#lastHead()
    if (!this.#deps.mayOpenEpoch()) throw new MirrorError('epoch-unconfirmed')
    const openedAtMs = Math.max(this.#deps.clock.nowMs(), (last?.epoch.openedAtMs ?? -1) + 1)
    const epoch = { openedAtMs, random: toHex(this.#deps.random.bytes(16)) }
    this.#deps.epochs.setOwn({ epoch, latestSequence: -1, superseded: false, reopen: false })
    return [this.#append({ kind: 'epoch-opened', payload: encodeEpochOpened(last) })]
  }

  /** Where this Node's newest log ends, as far as is known here. */
  #lastHead(): Head | null {
    const heads = this.#deps.entries.heads(this.#self).filter((head) => head.headId !== null)
    return heads.sort((a, b) => compareEpochs(a.epoch, b.epoch)).at(-1) ?? null
  }

  #append(draft: Draft): Published {
    const rules = this.#rulesOf(draft.kind)
    if (rules.act !== (draft.mirror !== undefined)) throw new MirrorError('mirror-locked')
    const raw = sealEnvelope(this.#nextFields(draft, rules), this.#deps.signer, draft.mirror ?? null)
    const stored = this.#reopen(raw)
    const verdict = rules.judge(stored)
    if (verdict.action !== 'accept') {
      throw new MirrorError('internal', { kind: draft.kind, verdict: verdict.action })
    }
    this.#deps.entries.insert(stored, raw)
    rules.project(stored)
    return { stored, raw, relay: rules.relay(stored) }
  }

  #nextFields(draft: Draft, rules: KindRules): BodyFields {
    const own = this.#requireOwn()
    const { epoch } = own
    const common = {
      federationId: this.#federation,
      stream: rules.stream,
      kind: draft.kind,
      epoch,
      time: this.#deps.hybridClock.next(),
      slot: draft.slot ?? '',
      payload: draft.payload,
    }
    if (rules.stream === 'log') {
      const head = this.#deps.entries.head(this.#self, epoch)
      return { ...common, sequence: head.nextSequence, previous: head.headId }
    }
    const sequence = own.latestSequence + 1
    this.#deps.epochs.setOwn({ ...own, latestSequence: sequence })
    return { ...common, sequence, previous: null }
  }

  #requireOwn(): OwnEpoch {
    const own = this.#deps.epochs.own()
    if (own === null) throw new MirrorError('epoch-unconfirmed')
    return own
  }

  /** Read our own envelope back as any other Node would: what we could not take in we must not send. */
  #reopen(raw: RawEnvelope): StoredEntry {
    const parsed = parseEnvelope(raw, this.#federation)
    const entry = typeof parsed === 'string' ? parsed : verifyEnvelope(parsed)
    if (typeof entry === 'string') throw new MirrorError('internal', { reason: entry })
    return { ...entry, receivedAtMs: this.#deps.clock.nowMs(), hops: 0, via: null, own: true }
  }

  #rulesOf(kind: Draft['kind']): KindRules {
    const rules = this.#deps.kinds.rulesOf(kind)
    if (rules === undefined) throw new MirrorError('internal', { kind })
    return rules
  }
}
