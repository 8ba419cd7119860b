import { existsSync } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { MirrorError } from '../../shared/kernel/errors.ts'
import { storageError } from './storage-error.ts'
import { syncFolder } from './sync-folder.ts'

/** Only this user may read or write a file, and nobody may run one. */
const FILE_MODE = 0o600
const FOLDER_MODE = 0o700
/** Ending of a file that is not whole. */
const PART = '.part'

/** What is kept under the root of its tree, as against what has an id. */
const IS_ROOT = /^[0-9a-f]{64}$/

/** An open file. Whoever opened it closes it. */
export interface ShelvedFile {
  /** Up to so many bytes; fewer at the end. */
  read(atByte: number, lengthBytes: number): Promise<Uint8Array>
  /** @throws MirrorError 'disk-full' | 'disk-read-only' */
  write(atByte: number, bytes: Uint8Array): Promise<void>
  /** What was written is on disk once this resolves. */
  sync(): Promise<void>
  close(): Promise<void>
}

/** Files by ids of this Node's own making: no name that another chose ever reaches the disk. */
export interface FileShelf {
  /** What there is of a file that is not whole, made where there is nothing. @throws MirrorError 'disk-full' | 'disk-read-only' */
  openPart(id: string): Promise<ShelvedFile>
  /** @throws MirrorError 'file-unreadable' */
  openWhole(id: string): Promise<ShelvedFile>
  /** Make a synced part the whole file, in one step, under its own id or another. Done already: nothing happens. @throws MirrorError 'file-unreadable' where neither is there */
  finish(id: string, as?: string): Promise<void>
  remove(id: string): Promise<void>
  /** Remove what is not whole of it: the whole of it is here from elsewhere. */
  removePart(id: string): Promise<void>
  /** Every whole file. */
  ids(): Promise<ReadonlySet<string>>
  /** Remove everything but these, parts of what is whole too. Whole files under a root, written since a time, stay: a database put back from a copy may know nothing of them. */
  keepOnly(ids: ReadonlySet<string>, rootsSinceMs?: number): Promise<void>
  freeBytes(): Promise<number>
}

/** A shelf in a folder, which is made with the first file. */
export function openShelf(folder: string): FileShelf {
  const wholeOf = (id: string): string => join(folder, id)
  const partOf = (id: string): string => `${wholeOf(id)}${PART}`
  return {
    async openPart(id) {
      try {
        await mkdir(folder, { recursive: true, mode: FOLDER_MODE })
        if (existsSync(wholeOf(id))) return shelved(await open(wholeOf(id), 'r+')) // named whole, and then the end came
        return shelved(await open(partOf(id), existsSync(partOf(id)) ? 'r+' : 'w+', FILE_MODE))
      } catch (thrown) {
        throw storageError(thrown)
      }
    },
    async openWhole(id) {
      try {
        return shelved(await open(wholeOf(id), 'r'))
      } catch (thrown) {
        throw new MirrorError('file-unreadable', {}, thrown)
      }
    },
    async finish(id, as = id) {
      if (!existsSync(partOf(id))) {
        if (existsSync(wholeOf(as))) return
        throw new MirrorError('file-unreadable')
      }
      await rename(partOf(id), wholeOf(as))
      await syncFolder(folder)
    },
    async remove(id) {
      for (const path of [partOf(id), wholeOf(id)]) await rm(path, { force: true })
    },
    async removePart(id) {
      await rm(partOf(id), { force: true })
    },
    async ids() {
      const names = existsSync(folder) ? await readdir(folder) : []
      return new Set(names.filter((name) => !name.endsWith(PART)))
    },
    async keepOnly(ids, rootsSinceMs = Number.POSITIVE_INFINITY) {
      if (!existsSync(folder)) return
      const names = await readdir(folder)
      const isStray = (name: string): boolean => {
        const id = name.replace(PART, '')
        return !ids.has(id) || (name !== id && names.includes(id))
      }
      for (const name of names.filter(isStray)) {
        const path = join(folder, name)
        const isSpared = IS_ROOT.test(name) && (await stat(path)).mtimeMs >= rootsSinceMs
        if (!isSpared) await rm(path, { force: true })
      }
    },
    freeBytes: () => freeBytesAt(folder),
  }
}

async function freeBytesAt(folder: string): Promise<number> {
  await mkdir(folder, { recursive: true, mode: FOLDER_MODE })
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

function shelved(handle: FileHandle): ShelvedFile {
  return {
    async read(atByte, lengthBytes) {
      const buffer = new Uint8Array(lengthBytes)
      const { bytesRead } = await handle.read(buffer, 0, lengthBytes, atByte)
      return buffer.subarray(0, bytesRead)
    },
    async write(atByte, bytes) {
      try {
        let done = 0
        while (done < bytes.length) {
          const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, atByte + done)
          done += bytesWritten
        }
      } catch (thrown) {
        throw storageError(thrown)
      }
    },
    async sync() {
      try {
        await handle.datasync()
      } catch (thrown) {
        throw storageError(thrown)
      }
    },
    close: () => handle.close(),
  }
}
