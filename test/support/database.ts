import { Database } from '../../src/main/storage/database.ts'
import { type Migration, migrate } from '../../src/main/storage/migrate.ts'
import { TestClock } from './clock.ts'

/** A migrated database that vanishes with the test. */
export function memoryDatabase(migrations: readonly Migration[]): Database {
  const database = Database.open(':memory:')
  migrate(database, migrations, { clock: new TestClock(), backUp: () => {} })
  return database
}
