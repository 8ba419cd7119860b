import type { Caller } from '../../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../../shared/bridge/contract.ts'
import type { alerts } from '../../../shared/contract/alerts.ts'
import type { EntryId } from '../../../shared/kernel/ids.ts'
import type { Startable } from '../../platform/lifecycle.ts'
import type { KindRules } from '../../replica/entry.ts'
import { AlertCarrier, type AlertCarrierDeps } from './alert-carrier.ts'
import { alertHandlers } from './alert-handlers.ts'
import { type AlertKindsDeps, alertKinds } from './alert-kinds.ts'
import { AlertQueue, type AlertQueueDeps } from './alert-queue.ts'
import { AlertService, type AlertServiceDeps } from './alert-service.ts'
import { AlertStore } from './alert-store.ts'
import type { AlertViewsDeps } from './alert-views.ts'
import { QueueStore } from './queue-store.ts'

/** What alerts need of the rest of a Node, each as narrow as it is used. */
export type AlertsDeps = Omit<AlertKindsDeps, 'store' | 'changed'> &
  Omit<AlertQueueDeps, 'store' | 'changed'> &
  Omit<AlertServiceDeps, 'store'> &
  Omit<AlertCarrierDeps, 'store'> &
  Omit<AlertViewsDeps, 'alerts' | 'queue' | 'moment'> & {
    /** One alert changed, or several when none is named. */
    readonly changed: (alert?: EntryId) => void
  }

export interface Alerts {
  /** What the replica is to know of them. */
  readonly kinds: readonly KindRules[]
  readonly handlers: FeatureHandlers<typeof alerts, Caller>
  /** The queue, which has to be started for snoozes to end by themselves. */
  readonly queue: Startable
}

/** The whole feature over one database. */
export function createAlerts(deps: AlertsDeps): Alerts {
  const store = new AlertStore(deps.database)
  const queueStore = new QueueStore(deps.database)
  const queue = new AlertQueue({ ...deps, store: queueStore })
  const service = new AlertService({ ...deps, store })
  const carrier = new AlertCarrier({ ...deps, store })
  const views: AlertViewsDeps = { ...deps, alerts: store, queue: queueStore, moment: () => queue.moment() }
  const handlers = alertHandlers({ service, queue, carrier, views })
  return { kinds: alertKinds({ ...deps, store }), handlers, queue }
}
