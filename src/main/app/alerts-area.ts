import type { Delivery } from '../../shared/contract/delivery.ts'
import type { EntryId, MirrorId, NodeId } from '../../shared/kernel/ids.ts'
import { type Alerts, createAlerts } from '../features/alerts/alerts.ts'
import type { Bring, CarriedEntry } from '../replica/entry.ts'
import type { CircleAccess, Foundation } from './foundation.ts'
import type { IdentityArea } from './identity-area.ts'

const HOUR_MS = 3_600_000

export interface AlertsNeeds extends CircleAccess {
  readonly identity: Pick<IdentityArea, 'mirrors' | 'mirrorStore'>
  nameOf(nodeId: NodeId): string
  /** Whether this Node has set another apart just now. */
  isIsolated(nodeId: NodeId): boolean
  /** Neighbours known to hold an entry. */
  seenBy(id: EntryId): number
  deliveryOf(id: EntryId, asked: { readonly isHeldBack: boolean }): Delivery | null
  /** Entries as they travel, to be carried by hand. */
  carry(ids: readonly EntryId[]): readonly CarriedEntry[]
  readonly bring: Bring
}

/** Alerts: raised here, heard from others, judged by this Node's Mirrors. */
export function createAlertsArea(foundation: Foundation, needs: AlertsNeeds): Alerts {
  const { clock, database, emit, federation, kinds, self, settings, timers } = foundation
  const { mirrors, mirrorStore } = needs.identity
  const alerts = createAlerts({
    clock,
    timers,
    database,
    federation,
    self: () => self,
    publish: (draft) => needs.publish(draft),
    isIsolated: (nodeId) => needs.isIsolated(nodeId),
    nameOf: (nodeId) => needs.nameOf(nodeId),
    seenBy: (id) => needs.seenBy(id),
    deliveryOf: (id, asked) => needs.deliveryOf(id, asked),
    carry: (ids) => needs.carry(ids),
    bring: (entries, how) => needs.bring(entries, how),
    mirrorSigner: ({ sessionId }) => mirrors.acting(sessionId),
    mirrorOf: ({ sessionId }) => mirrors.actingId(sessionId),
    actorName: ({ sessionId }) => {
      const mirrorId = mirrors.actingId(sessionId)
      const mirror = mirrorId === null ? undefined : mirrorStore.get(mirrorId)
      return mirror?.name ?? settings.get().name
    },
    activeMirrors: () => mirrorStore.active().map(({ mirrorId }): MirrorId => mirrorId),
    acknowledgedReturnMs: () => settings.get().acknowledgedReturnHours * HOUR_MS,
    changed: (id) => emit('alerts.changed', id),
  })
  kinds.register(...alerts.kinds)
  return alerts
}
