import { ALERT_BUNDLE_MAX_CHARS } from '../../../shared/contract/alert-bounds.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { EntryId, FederationId, NodeId } from '../../../shared/kernel/ids.ts'
import type { Verdict, VerdictReason } from '../../../shared/kernel/verdict.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Bring, Brought, CarriedEntry, EntryKind } from '../../replica/entry.ts'
import { BUNDLE_ENTRIES_MAX, decodeAlertBundle, encodeAlertBundle } from './alert-bundle.ts'
import { decodeAlert } from './alert-codec.ts'
import type { AlertStore } from './alert-store.ts'

/** What a bundle of alerts may hold. */
const KINDS: readonly EntryKind[] = ['alert', 'alert-review', 'alert-correction']

export interface AlertCarrierDeps {
  readonly store: AlertStore
  /** The application's clock. */
  readonly clock: Clock
  readonly federation: () => FederationId
  /** What a Node calls itself; of an unknown one, a short form of its id. */
  readonly nameOf: (nodeId: NodeId) => string
  /** Entries as they travel; those that are not held are left out. */
  readonly carry: (ids: readonly EntryId[]) => readonly CarriedEntry[]
  readonly bring: Bring
}

export interface ImportedAlerts {
  readonly accepted: { id: EntryId; summary: string; originName: string }[]
  /** Judgements and corrections that came with them. */
  readonly alongside: number
  /** By their place in the bundle, from 1. */
  readonly rejected: { number: number; reason: VerdictReason }[]
}

/**
 * Carries alerts by hand, out and in, each with what was said of it. They are the
 * entries that the network carries, so what comes in is judged, shown and passed
 * on exactly as if a neighbour had sent it.
 */
export class AlertCarrier {
  readonly #deps: AlertCarrierDeps

  constructor(deps: AlertCarrierDeps) {
    this.#deps = deps
  }

  /**
   * These alerts as one text; where none is named, the newest that fit.
   *
   * @throws MirrorError 'alert-unknown' | 'bundle-too-large' with `chars` and `charsMax`
   */
  export(ids: readonly EntryId[] | undefined): { bundle: string; fileName: string; alerts: number } {
    const { clock, federation } = this.#deps
    const wanted = ids === undefined ? this.#newestThatFit() : this.#named(ids)
    const bundle = encodeAlertBundle(federation(), wanted.flat())
    const size = { chars: bundle.length, charsMax: ALERT_BUNDLE_MAX_CHARS }
    const isTooMany = wanted.flat().length > BUNDLE_ENTRIES_MAX
    if (isTooMany || size.chars > size.charsMax) throw new MirrorError('bundle-too-large', size)
    const day = new Date(clock.nowMs()).toISOString().slice(0, 10)
    return { bundle, fileName: `mirrorwell-alerts-${day}.txt`, alerts: wanted.length }
  }

  /**
   * Take in what a bundle holds; with `dryRun` say what would be.
   *
   * @throws MirrorError 'bundle-invalid' with `reason`
   */
  async import(input: { readonly bundle: string; readonly dryRun: boolean }): Promise<ImportedAlerts> {
    const { bring, federation } = this.#deps
    const entries = decodeAlertBundle(input.bundle, federation())
    const brought = await bring(entries, { kinds: KINDS, dryRun: input.dryRun })
    const taken = brought.filter(({ verdict }) => verdict.action === 'accept')
    const accepted = taken.map(({ entry }) => this.#alertIn(entry)).filter((alert) => alert !== null)
    const reasons = brought.map(({ verdict }) => reasonOf(verdict))
    return {
      accepted,
      alongside: taken.length - accepted.length,
      rejected: reasons.flatMap((reason, place) => (reason === null ? [] : [{ number: place + 1, reason }])),
    }
  }

  #alertIn(entry: Brought['entry']): ImportedAlerts['accepted'][number] | null {
    const content = entry?.kind === 'alert' ? decodeAlert(entry.payload) : null
    if (entry === null || content === null) return null
    return { id: entry.id, summary: content.summary, originName: this.#deps.nameOf(entry.author) }
  }

  /** Each alert before what was said of it, so that who reads in order knows what is judged. */
  #withWhatWasSaid(id: EntryId): readonly CarriedEntry[] {
    const { carry, federation, store } = this.#deps
    return carry([id, ...store.saidOf(federation(), id)])
  }

  #named(ids: readonly EntryId[]): readonly (readonly CarriedEntry[])[] {
    const { federation, store } = this.#deps
    return [...new Set(ids)].map((id) => {
      if (store.alert(federation(), id) === null) throw new MirrorError('alert-unknown')
      return this.#withWhatWasSaid(id)
    })
  }

  #newestThatFit(): readonly (readonly CarriedEntry[])[] {
    const { federation, store } = this.#deps
    const fitting: (readonly CarriedEntry[])[] = []
    for (const id of store.newest(federation(), BUNDLE_ENTRIES_MAX)) {
      const next = [...fitting, this.#withWhatWasSaid(id)]
      if (next.flat().length > BUNDLE_ENTRIES_MAX) break
      if (encodeAlertBundle(federation(), next.flat()).length > ALERT_BUNDLE_MAX_CHARS) break
      fitting.push(next.at(-1) ?? [])
    }
    return fitting
  }
}

/** Why something was not taken; what is dated ahead is kept until its time, and not shown before. */
function reasonOf(verdict: Verdict): VerdictReason | null {
  if (verdict.action === 'accept') return null
  return verdict.action === 'hold' ? 'future-dated' : verdict.reason
}
