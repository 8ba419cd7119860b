import { alertMigrations } from '../features/alerts/alert-store.ts'
import { callMigrations } from '../features/calls/call-store.ts'
import { fileMigrations } from '../features/files/file-store.ts'
import { identityMigrations } from '../features/identity/identity-schema.ts'
import { membershipMigrations } from '../features/membership/member-store.ts'
import { releaseMigrations } from '../features/resources/release-store.ts'
import { reportHistoryMigrations } from '../features/resources/report-history-store.ts'
import { reportMigrations } from '../features/resources/report-store.ts'
import { resourceMigrations } from '../features/resources/resource-store.ts'
import { seedMigrations } from '../features/seeds/seed-schema.ts'
import { settingsMigrations } from '../features/settings/settings-store.ts'
import { talkMigrations } from '../features/talk/talk-store.ts'
import { decisionMigrations } from '../features/transfers/decision-store.ts'
import { transferMigrations } from '../features/transfers/transfer-store.ts'
import { trustMigrations } from '../features/trust/trust-store.ts'
import { replicaMigrations } from '../replica/replica-schema.ts'
import type { Migration } from '../storage/migrate.ts'

/** Every step of the schema, in the order in which a new database is built. */
export const MIGRATIONS: readonly Migration[] = [
  ...replicaMigrations,
  ...settingsMigrations,
  ...identityMigrations,
  ...membershipMigrations,
  ...resourceMigrations,
  ...reportMigrations,
  ...reportHistoryMigrations,
  ...releaseMigrations,
  ...alertMigrations,
  ...seedMigrations,
  ...transferMigrations,
  ...decisionMigrations,
  ...talkMigrations,
  ...callMigrations,
  ...fileMigrations,
  ...trustMigrations,
]
