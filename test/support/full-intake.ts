import { MIGRATIONS } from '../../src/main/app/schema.ts'
import { alertKinds } from '../../src/main/features/alerts/alert-kinds.ts'
import { AlertStore } from '../../src/main/features/alerts/alert-store.ts'
import { isByRevokedMirror, mirrorKinds } from '../../src/main/features/identity/mirror-kinds.ts'
import { RevocationStore } from '../../src/main/features/identity/revocation-store.ts'
import { MemberStore } from '../../src/main/features/membership/member-store.ts'
import { MembershipService } from '../../src/main/features/membership/membership-service.ts'
import { ReportHistoryStore } from '../../src/main/features/resources/report-history-store.ts'
import { reportKind } from '../../src/main/features/resources/report-kind.ts'
import { ReportStore } from '../../src/main/features/resources/report-store.ts'
import { ResourceStore } from '../../src/main/features/resources/resource-store.ts'
import { seedKind } from '../../src/main/features/seeds/seed-kind.ts'
import { SeedOfferStore } from '../../src/main/features/seeds/seed-offer-store.ts'
import { SeedStore } from '../../src/main/features/seeds/seed-store.ts'
import type { Database } from '../../src/main/storage/database.ts'
import { memoryDatabase } from './database.ts'
import { testFederation } from './fake-replica.ts'
import { SELF, testIntake } from './intake.ts'

/** An intake with the real rules of every kind over the whole schema, and every name of what changed. */
export function fullIntake() {
  const database = memoryDatabase(MIGRATIONS)
  const revocations = new RevocationStore(database)
  const node = testIntake({ database, more: { isRevoked: (entry) => isByRevokedMirror(revocations, entry) } })
  const told: string[] = []
  const { clock, kinds } = node
  const federation = testFederation
  const membership = new MembershipService({
    clock,
    database,
    members: new MemberStore({ database, federation }),
    self: SELF,
    publish: () => Promise.reject(new Error('nothing is published here')),
    changed: (nodeId) => void told.push(`member ${nodeId}`),
  })
  kinds.register(
    ...alertKinds({
      store: new AlertStore(database),
      clock,
      isIsolated: () => false,
      changed: (id) => void told.push(`alert ${id}`),
    }),
    ...mirrorKinds(revocations, membership),
    membership.profileRules,
    seedKind({
      store: new SeedStore(database),
      offers: new SeedOfferStore(database),
      changed: (id) => void told.push(`seed ${id}`),
    }),
    reportKind({
      resources: new ResourceStore(database),
      reports: new ReportStore(database),
      history: new ReportHistoryStore(database),
      mapChanged: (nodeId) => void told.push(`map ${nodeId}`),
    }),
  )
  return { ...node, membership, told }
}

/** Every row of every table, by table. */
export function contentOf(database: Database): Record<string, readonly unknown[]> {
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .all<{ name: string }>()
  return Object.fromEntries(tables.map(({ name }) => [name, database.prepare(`SELECT * FROM ${name}`).all()]))
}
