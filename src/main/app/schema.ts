import { alertMigrations } from '../features/alerts/alert-store.ts'
import { identityMigrations } from '../features/identity/identity-schema.ts'
import { membershipMigrations } from '../features/membership/member-store.ts'
import { reportMigrations } from '../features/resources/report-store.ts'
import { resourceMigrations } from '../features/resources/resource-store.ts'
import { settingsMigrations } from '../features/settings/settings-store.ts'
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
  ...alertMigrations,
]
