import { constants } from 'node:fs'
import { type FileHandle, open, realpath, rm } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import { storageError } from '../../storage/storage-error.ts'
import { syncFolder } from '../../storage/sync-folder.ts'

/** A link in place of the file is not followed, and a pipe does not keep us waiting. Source: POSIX, open(2). */
const READ_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)
/** Nobody else may read it, and nobody may run it. */
const SAVED_MODE = 0o600

/** A file of this machine that its user named. Whoever opened it closes it. */
export interface NamedFile {
  readonly name: string
  readonly sizeBytes: number
  read(atByte: number, lengthBytes: number): Promise<Uint8Array>
  close(): Promise<void>
}

/**
 * Open a plain file that the machine's own user named, but nothing of the Node's own folder: its keys are there.
 *
 * @throws MirrorError 'file-path-refused' | 'file-unreadable'
 */
export async function openNamed(path: string, ownFolder: string): Promise<NamedFile> {
  await refuseOwn(path, ownFolder)
  const handle = await opened(path)
  const stat = await handle.stat()
  if (!stat.isFile()) {
    await handle.close()
    throw new MirrorError('file-path-refused', { path })
  }
  return {
    name: basename(path),
    sizeBytes: stat.size,
    async read(atByte, lengthBytes) {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(lengthBytes), 0, lengthBytes, atByte)
      return buffer.subarray(0, bytesRead)
    },
    close: () => handle.close(),
  }
}

/**
 * Write a file where there is none, from pieces that come in order. It is whole and synced once this resolves, and gone if it fails.
 *
 * @throws MirrorError 'file-path-refused' | 'file-exists' | 'file-unreadable' | 'disk-full' | 'disk-read-only'
 */
export async function writeNamed(
  path: string,
  ownFolder: string,
  pieces: AsyncIterable<Uint8Array>,
): Promise<string> {
  const target = resolve(path)
  await refuseOwn(target, ownFolder)
  const handle = await made(target)
  try {
    for await (const piece of pieces) await handle.writeFile(piece)
    await handle.sync()
  } catch (thrown) {
    await rm(target, { force: true })
    throw storageError(thrown)
  } finally {
    await handle.close()
  }
  await syncFolder(dirname(target))
  return target
}

async function refuseOwn(path: string, ownFolder: string): Promise<void> {
  const [folder, own] = await Promise.all([resolvedFolder(path), realpath(ownFolder)])
  const way = relative(own, join(folder, basename(path)))
  const isInside = way === '' || !(way === '..' || way.startsWith(`..${sep}`) || resolve(way) === way)
  if (isInside) throw new MirrorError('file-path-refused', { path })
}

async function resolvedFolder(path: string): Promise<string> {
  try {
    return await realpath(dirname(resolve(path)))
  } catch (thrown) {
    throw new MirrorError('file-unreadable', { path }, thrown)
  }
}

async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path, READ_FLAGS)
  } catch (thrown) {
    throw new MirrorError('file-unreadable', { path }, thrown)
  }
}

async function made(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', SAVED_MODE)
  } catch (thrown) {
    const isTaken = thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST'
    const error = isTaken ? new MirrorError('file-exists', { path }, thrown) : storageError(thrown)
    throw error instanceof MirrorError ? error : new MirrorError('file-unreadable', { path }, thrown)
  }
}
