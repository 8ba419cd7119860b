import { MirrorError } from '../../shared/kernel/errors.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from './database.ts'

/** One step of the schema. Never changed once it has been released; a later step mends an earlier one. */
export interface Migration {
  /** `family-number`, for example `alerts-001`: unique, and the order within its family. */
  readonly id: string
  readonly sql: string
}

export interface MigrateDeps {
  readonly clock: Clock
  /** Called before the first change to a file that already has tables. */
  readonly backUp: (database: Database) => void
}

/**
 * Bring a database up to the newest schema, all steps in one transaction.
 *
 * @throws MirrorError 'database-newer' where the file knows steps that this version does not
 */
export function migrate(database: Database, migrations: readonly Migration[], deps: MigrateDeps): void {
  database.execute(
    'CREATE TABLE IF NOT EXISTS migrations (id TEXT PRIMARY KEY, applied_at_ms INTEGER NOT NULL) STRICT',
  )
  const applied = new Set(
    database
      .prepare('SELECT id FROM migrations')
      .all<{ id: string }>()
      .map((row) => row.id),
  )
  const known = new Set(migrations.map((migration) => migration.id))
  const foreign = [...applied].find((id) => !known.has(id))
  if (foreign !== undefined) throw new MirrorError('database-newer', { migration: foreign })

  const missing = migrations.filter((migration) => !applied.has(migration.id))
  if (missing.length === 0) return
  if (applied.size > 0) deps.backUp(database)
  database.writeNow(() => {
    for (const migration of missing) {
      database.execute(migration.sql)
      database
        .prepare('INSERT INTO migrations (id, applied_at_ms) VALUES (?, ?)')
        .run(migration.id, deps.clock.nowMs())
    }
  })
}
