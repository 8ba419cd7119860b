import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { MirrorError } from '../../shared/kernel/errors.ts'
import { storageError } from './storage-error.ts'

/**
 * Take a data folder for this process alone. The lock is an open exclusive
 * transaction, so the system releases it whatever way the process ends.
 *
 * @returns a function that lets go
 * @throws MirrorError 'data-in-use' while another process has it
 */
export function lockFolder(folder: string): () => void {
  let sqlite: Sqlite.Database | undefined
  try {
    sqlite = new Sqlite(join(folder, 'instance.lock'), { timeout: 0 })
    sqlite.pragma('journal_mode = DELETE')
    sqlite.exec('BEGIN EXCLUSIVE')
  } catch (thrown) {
    sqlite?.close()
    if (thrown instanceof Sqlite.SqliteError && thrown.code.startsWith('SQLITE_BUSY')) {
      throw new MirrorError('data-in-use', { folder }, thrown)
    }
    throw storageError(thrown)
  }
  const held = sqlite
  return () => {
    if (!held.open) return
    held.exec('ROLLBACK')
    held.close()
  }
}
