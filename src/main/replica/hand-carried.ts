import type { EntryId, FederationId } from '../../shared/kernel/ids.ts'
import { ignore, reject, type Verdict } from '../../shared/kernel/verdict.ts'
import type { Bring, Brought, CarriedEntry, EntryKind } from './entry.ts'
import type { EntryStore } from './entry-store.ts'
import { parseEnvelope } from './envelope-codec.ts'
import type { Arrival, Taken } from './intake.ts'
import { fromRelayed, toRelayed } from './replica-frames.ts'

export interface HandCarriedDeps {
  readonly entries: Pick<EntryStore, 'travelling'>
  /** What `take` would answer. */
  judge(arrival: Arrival): Verdict
  /** Take in and pass on, like everything that comes. */
  take(arrival: Arrival): Promise<Taken>
}

type Read = Pick<Brought, 'entry'> & { readonly arrival: Arrival }

/** Entries that people carry between Nodes without a link: the same bytes, judged the same way. */
export class HandCarried {
  readonly #deps: HandCarriedDeps
  readonly #federation: FederationId

  constructor(deps: HandCarriedDeps, options: { readonly federationId: FederationId }) {
    this.#deps = deps
    this.#federation = options.federationId
  }

  /** These, as the next Node gets them; what is not held here is left out. */
  carry(ids: readonly EntryId[]): CarriedEntry[] {
    const held = ids.map((id) => this.#deps.entries.travelling(id))
    return held.filter((entry) => entry !== null).map(toRelayed)
  }

  /** In the order given. What is of another kind never gets as far as the store. */
  readonly bring: Bring = async (entries, { kinds, dryRun }) => {
    const all = entries.map((entry) => this.#read(entry))
    if (dryRun) return this.#judgeAll(all, kinds)
    const taking = all.map(async ({ entry, arrival }) => ({
      entry,
      verdict: isAsked(entry, kinds) ? (await this.#deps.take(arrival)).verdict : NOT_ASKED,
    }))
    return Promise.all(taking)
  }

  #read(carried: CarriedEntry): Read {
    const arrival = { ...fromRelayed(carried), via: null }
    const parsed = parseEnvelope(arrival.raw, this.#federation)
    return { arrival, entry: typeof parsed === 'string' ? null : parsed.entry }
  }

  #judgeAll(all: readonly Read[], kinds: readonly EntryKind[]): Brought[] {
    const before = new Set<EntryId>()
    return all.map(({ entry, arrival }) => {
      if (!isAsked(entry, kinds)) return { entry, verdict: NOT_ASKED }
      const isRepeat = entry !== null && before.has(entry.id)
      const verdict = isRepeat ? ignore('already-known') : this.#deps.judge(arrival)
      if (entry !== null && verdict.action === 'accept') before.add(entry.id)
      return { entry, verdict }
    })
  }
}

/** Why what cannot be read is refused is for the intake to say. */
const isAsked = (entry: Brought['entry'], kinds: readonly EntryKind[]): boolean =>
  entry === null || kinds.includes(entry.kind)

const NOT_ASKED = reject('content-invalid')
