import type { Delivery } from '../../shared/contract/delivery.ts'
import type { MirrorwellEvent } from '../../shared/contract/index.ts'
import type { EntryId } from '../../shared/kernel/ids.ts'
import type { MembershipService } from '../features/membership/membership-service.ts'
import type { Seeds } from '../features/seeds/seeds.ts'
import type { Received } from '../replica/deliveries.ts'
import type { Bring, CarriedEntry } from '../replica/entry.ts'
import type { Circle } from './circle.ts'

export interface WhatWasSaidDeps {
  readonly circle: () => Circle
  readonly membership: () => Pick<MembershipService, 'others'>
  readonly seeds: () => Pick<Seeds, 'held'>
  emit(name: MirrorwellEvent, id?: string): void
}

/** How far what this Node said has come, for whichever feature said it, and the ways by which it goes without a link. */
export class WhatWasSaid {
  readonly #deps: WhatWasSaidDeps
  #wasAlone = true

  constructor(deps: WhatWasSaidDeps) {
    this.#deps = deps
  }

  /** What features are given of it. */
  readonly ways = {
    /** Neighbours known to hold an entry. */
    seenBy: (id: EntryId): number => this.#deps.circle().replica.seenBy(id),
    /** null where the entry is not, or no longer, held. */
    deliveryOf: (id: EntryId, asked: { readonly isHeldBack: boolean }): Delivery | null => {
      const { circle, membership } = this.#deps
      return circle().replica.deliveries.of(id, { ...asked, knownNodes: membership().others().length })
    },
    /** null where no report of the resource went out. */
    reportDelivery: (resource: string): Delivery | null => {
      const report = this.#deps.circle().replica.ownLatest('resource-report', resource)
      return report && this.ways.deliveryOf(report, { isHeldBack: false })
    },
    carry: (ids: readonly EntryId[]): readonly CarriedEntry[] =>
      this.#deps.circle().replica.byHand.carry(ids),
    bring: ((entries, how) => this.#deps.circle().bring(entries, how)) as Bring,
  }

  /** A neighbour told that it holds something. */
  held({ id, kind, own }: Received): void {
    const { emit, seeds } = this.#deps
    if (kind === 'alert') emit('alerts.changed', id)
    if (kind === 'seed' && own) seeds().held(id)
    if (kind === 'resource-report' && own) emit('resources.changed')
  }

  /** When the first neighbour comes, what waited goes; when the last goes, it waits again. */
  linksChanged(): void {
    const isAlone = this.#deps.circle().linked().length === 0
    if (isAlone === this.#wasAlone) return
    this.#wasAlone = isAlone
    for (const name of ['alerts', 'seeds', 'resources'] as const) this.#deps.emit(`${name}.changed`)
  }
}
