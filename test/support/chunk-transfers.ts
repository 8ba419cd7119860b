import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileView } from '../../src/shared/contract/files.ts'
import type { FileId } from '../../src/shared/kernel/ids.ts'
import { temporaryFolder } from './folder.ts'
import type { ServedNode } from './served-node.ts'

/** How far the files of a ring have come, in the order of their senders. */
export interface Moved {
  readonly atMs: number
  readonly files: readonly Pick<FileView, 'phase' | 'doneBytes'>[]
}

/** Files on their way between Nodes. */
export interface ChunkTransfers {
  /** By their receivers: what is safe on disk there. */
  look(): Promise<Moved>
}

/** Each Node sends one large file to the next, the last one to the first. Resolves once of each something has come. */
export async function sendAround(nodes: readonly ServedNode[], sizeBytes: number): Promise<ChunkTransfers> {
  const path = join(await temporaryFolder(), 'film.bin')
  await writeFile(path, Buffer.alloc(sizeBytes, 'one long film of a village '))
  const ways = await Promise.all(
    nodes.map(async (from, place) => {
      const to = nodes[(place + 1) % nodes.length] ?? from
      const { id } = await from.bridge.files.offer({ nodeId: to.id, path })
      await untilAt(to, id, ({ phase }) => phase === 'offered')
      await to.bridge.files.accept({ id })
      await untilAt(to, id, ({ doneBytes }) => doneBytes > 0)
      return { id, to }
    }),
  )
  return {
    async look() {
      const files = await Promise.all(ways.map(({ id, to }) => fileAt(to, id)))
      return { atMs: performance.now(), files: files.filter((file) => file !== undefined) }
    },
  }
}

async function fileAt(node: ServedNode, id: FileId): Promise<FileView | undefined> {
  const { files } = await node.bridge.files.list({})
  return files.find((file) => file.id === id)
}

const untilAt = (node: ServedNode, id: FileId, holds: (file: FileView) => boolean): Promise<void> =>
  node.until('files.changed', async () => {
    const file = await fileAt(node, id)
    return file !== undefined && holds(file)
  })

/** Bytes a second of each, between two looks. */
export function ratesBetween(before: Moved, after: Moved): number[] {
  const seconds = (after.atMs - before.atMs) / 1_000
  return after.files.map(
    ({ doneBytes }, place) => (doneBytes - (before.files[place]?.doneBytes ?? 0)) / seconds,
  )
}
