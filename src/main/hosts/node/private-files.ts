import { link, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { PrivateFiles } from '../../features/identity/private-files.ts'
import { storageError } from '../../storage/storage-error.ts'
import { syncFolder } from '../../storage/sync-folder.ts'

/** Only this user may read or write it. */
const PRIVATE_MODE = 0o600
/** Stands between a file's name and its writer's number while it is being written. */
const BESIDE = '.new-'
let written = 0

/** Private files in `folder`, which must exist. */
export function openPrivateFiles(folder: string): PrivateFiles {
  return {
    async writeNew(name, bytes) {
      const path = pathIn(folder, name)
      await writeNewFile(path, bytes)
      return path
    },
    async remove(name) {
      const path = pathIn(folder, name)
      try {
        await rm(path, { force: true })
        await clearLeftovers(path)
        await syncFolder(folder)
      } catch (thrown) {
        throw storageError(thrown)
      }
    },
  }
}

/**
 * Write a file that must not exist, mode 0600. It is whole or absent, whatever
 * happens in between: written and synced beside, then given its name in a step
 * that fails when the name is taken, then the folder is synced.
 *
 * @throws MirrorError 'file-exists' | 'file-unreadable' where its folder is none | 'disk-full' | 'disk-read-only'
 */
export async function writeNewFile(path: string, bytes: Uint8Array): Promise<void> {
  const beside = `${path}${BESIDE}${process.pid}-${++written}`
  try {
    await clearLeftovers(path)
    await rm(beside, { force: true }) // by an earlier process of the same number
    await writeSynced(beside, bytes)
    await nameOnce(beside, path)
    await syncFolder(dirname(path))
  } catch (thrown) {
    throw writeError(thrown, path)
  } finally {
    await rm(beside, { force: true }).catch(() => {}) // on a read-only disk there is nothing to remove
  }
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', PRIVATE_MODE)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A hard link refuses a taken name in one step; where the file system has none, a look and a rename come close. */
async function nameOnce(beside: string, path: string): Promise<void> {
  try {
    await link(beside, path)
  } catch (thrown) {
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'].some((code) => hasCode(thrown, code))) throw thrown
    const isTaken = await stat(path).then(
      () => true,
      () => false,
    )
    if (isTaken) throw new MirrorError('file-exists', { path }, thrown)
    await rename(beside, path)
  }
}

function writeError(thrown: unknown, path: string): unknown {
  if (hasCode(thrown, 'EEXIST')) return new MirrorError('file-exists', { path }, thrown)
  if (hasCode(thrown, 'ENOENT') || hasCode(thrown, 'ENOTDIR'))
    return new MirrorError('file-unreadable', { path }, thrown)
  return storageError(thrown)
}

function pathIn(folder: string, name: string): string {
  if (name === '' || basename(name) !== name || name.startsWith('.'))
    throw new RangeError('not a plain file name')
  return join(folder, name)
}

/** Remove what processes that ended half-way left: a data folder has one process at a time, so it is nobody's work. */
async function clearLeftovers(path: string): Promise<void> {
  const folder = dirname(path)
  const stem = `${basename(path)}${BESIDE}`
  for (const name of await readdir(folder)) {
    if (name.startsWith(stem) && !name.startsWith(`${stem}${process.pid}-`)) {
      await rm(join(folder, name), { force: true })
    }
  }
}

function hasCode(thrown: unknown, code: string): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === code
}
