import Sqlite from 'better-sqlite3'
import { type ErrorCode, MirrorError } from '../../shared/kernel/errors.ts'

const CODES: readonly (readonly [prefix: string, code: ErrorCode])[] = [
  ['SQLITE_FULL', 'disk-full'],
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['SQLITE_READONLY', 'disk-read-only'],
  ['SQLITE_CANTOPEN', 'disk-read-only'],
  ['SQLITE_PERM', 'disk-read-only'],
  ['EROFS', 'disk-read-only'],
  ['EACCES', 'disk-read-only'],
  ['EPERM', 'disk-read-only'],
  ['SQLITE_CORRUPT', 'database-corrupt'],
  ['SQLITE_NOTADB', 'database-corrupt'],
]

/** A fault of the disk or the file as a coded error; anything else as it was thrown. */
export function storageError(thrown: unknown): unknown {
  const systemCode =
    thrown instanceof Sqlite.SqliteError ? thrown.code : (thrown as { code?: unknown } | null)?.code
  if (typeof systemCode !== 'string' || thrown instanceof MirrorError) return thrown
  const match = CODES.find(([prefix]) => systemCode.startsWith(prefix))
  return match ? new MirrorError(match[1], { systemCode }, thrown) : thrown
}
