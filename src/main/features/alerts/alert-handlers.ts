import type { Caller } from '../../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../../shared/bridge/contract.ts'
import type { alerts } from '../../../shared/contract/alerts.ts'
import type { AlertCarrier } from './alert-carrier.ts'
import type { AlertQueue } from './alert-queue.ts'
import type { AlertService } from './alert-service.ts'
import { type AlertViewsDeps, getAlerts, listAlerts } from './alert-views.ts'

export interface AlertHandlersDeps {
  readonly service: AlertService
  readonly queue: AlertQueue
  readonly carrier: AlertCarrier
  readonly views: AlertViewsDeps
}

/** Answers the contract's `alerts`. */
export function alertHandlers(deps: AlertHandlersDeps): FeatureHandlers<typeof alerts, Caller> {
  const { service, queue, carrier, views } = deps
  return {
    raise: (input, caller) => service.raise(input, caller),
    correct: ({ id, kind, note }, caller) => service.correct({ alert: id, kind, note }, caller),
    review: ({ id, verdict, note }, caller) => service.review({ alert: id, verdict, note }, caller),
    list: (input, caller) => listAlerts(input, caller, views),
    get: ({ ids }, caller) => ({ alerts: getAlerts(ids, caller, views) }),
    acknowledge: ({ id }, caller) => done(queue.acknowledge(id, caller)),
    snooze: ({ id, untilMs }, caller) => done(queue.snooze(id, untilMs, caller)),
    resolve: ({ id, note }, caller) => done(queue.resolve(id, note, caller)),
    reopen: ({ id }, caller) => done(queue.reopen(id, caller)),
    exportBundle: ({ ids }) => carrier.export(ids),
    importBundle: (input) => carrier.import(input),
  }
}

async function done(acting: Promise<void>): Promise<Record<string, never>> {
  await acting
  return {}
}
