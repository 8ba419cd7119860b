import type { FederationId, NodeId } from '../../../../../shared/kernel/ids.ts'
import { alertKinds } from '../../../../features/alerts/alert-kinds.ts'
import { AlertStore } from '../../../../features/alerts/alert-store.ts'
import { MemberStore } from '../../../../features/membership/member-store.ts'
import { MembershipService } from '../../../../features/membership/membership-service.ts'
import { ReportHistoryStore } from '../../../../features/resources/report-history-store.ts'
import { reportKind } from '../../../../features/resources/report-kind.ts'
import { ReportStore } from '../../../../features/resources/report-store.ts'
import { ResourceStore } from '../../../../features/resources/resource-store.ts'
import { AdjustableClock, type Clock } from '../../../../platform/clock.ts'
import { createLogger } from '../../../../platform/logger.ts'
import { EntryStore } from '../../../../replica/entry-store.ts'
import { epochRules } from '../../../../replica/epoch-rules.ts'
import { EpochStore } from '../../../../replica/epoch-store.ts'
import { HoldingStore } from '../../../../replica/holding-store.ts'
import { Intake } from '../../../../replica/intake.ts'
import { Kinds } from '../../../../replica/kinds.ts'
import { Database } from '../../../../storage/database.ts'
import { MadeUpNode, type Signed } from './made-up-nodes.ts'

/** Time over which the alerts are spread. Chosen here: no Node comes near its 3 an hour or 10 a day. */
const SPREAD_MS = 8 * 24 * 3_600_000
/** How long ago the youngest alert and all reports were signed. */
const RECENT_MS = 30 * 60_000
/** Entries taken in together, and stored in one transaction. Chosen here: about what neighbours send in one turn when one catches up. */
const BATCH = 250

export interface Filling {
  readonly alerts: number
  readonly nodes: number
}

export interface FilledNode {
  readonly databasePath: string
  readonly federationId: FederationId
  readonly self: NodeId
}

/**
 * Let a Node that is closed hear of thousands: every entry is signed by its own
 * author and judged by the intake that neighbours' frames go through, with the
 * clock at the time of the entry, so that no limit is met and none is lifted.
 */
export async function fillNode(into: FilledNode, filling: Filling, clock: Clock): Promise<void> {
  const database = Database.open(into.databasePath)
  const endMs = clock.nowMs() - RECENT_MS
  const passing = new AdjustableClock({ nowMs: () => endMs - SPREAD_MS })
  try {
    const intake = intakeOver(database, into, passing)
    const beginMs = passing.nowMs()
    const nodes = Array.from(
      { length: filling.nodes },
      (_, number) => new MadeUpNode(number, { federationId: into.federationId, sinceMs: beginMs }),
    )
    for (const batch of batchesOf(entriesOf(nodes, { ...filling, beginMs, endMs }))) {
      passing.advance(Math.max(0, ...batch.map(({ atMs }) => atMs - passing.nowMs())))
      const taken = await Promise.all(batch.map(({ raw }) => intake.take({ raw, hops: 2, via: into.self })))
      const refused = taken.find(({ verdict }) => verdict.action !== 'accept')
      if (refused !== undefined) throw new TypeError(`refused: ${JSON.stringify(refused.verdict)}`)
    }
  } finally {
    database.close()
  }
}

function* entriesOf(
  nodes: readonly MadeUpNode[],
  { alerts, beginMs, endMs }: Filling & { readonly beginMs: number; readonly endMs: number },
): Generator<Signed> {
  for (const node of nodes) yield* node.introduce(beginMs)
  for (let number = 0; number < alerts; number += 1) {
    const node = nodes[number % nodes.length]
    if (node !== undefined) yield node.alert(number, beginMs + Math.floor((number * SPREAD_MS) / alerts))
  }
  for (const node of nodes) yield node.report(endMs)
}

function* batchesOf(entries: Iterable<Signed>): Generator<Signed[]> {
  let batch: Signed[] = []
  for (const entry of entries) {
    batch.push(entry)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** The intake as the replica composes it, with the kinds that are said here. */
function intakeOver(database: Database, { federationId, self }: FilledNode, clock: Clock): Intake {
  const here = [{ clock, database }, { federationId }] as const
  const stores = {
    entries: new EntryStore(...here),
    epochs: new EpochStore(...here),
    holding: new HoldingStore(...here),
  }
  const federation = (): FederationId => federationId
  const membership = new MembershipService({
    ...{ clock, database, self },
    members: new MemberStore({ database, federation }),
    publish: () => Promise.reject(new TypeError('nothing is published here')),
    changed: () => {},
  })
  const kinds = new Kinds()
  const reports = {
    resources: new ResourceStore(database),
    reports: new ReportStore(database),
    history: new ReportHistoryStore(database),
  }
  kinds.register(
    epochRules(stores),
    membership.profileRules,
    reportKind({ ...reports, mapChanged: () => {} }),
    ...alertKinds({ store: new AlertStore(database), clock, isIsolated: () => false, changed: () => {} }),
  )
  return new Intake(
    {
      ...{ ...stores, clock, database, kinds, self },
      logger: createLogger('error'),
      isRevoked: () => false,
      mayTake: () => true,
      onOwnEntry: () => {},
      passOn: () => {},
    },
    { federationId },
  )
}
