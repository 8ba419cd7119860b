import { FILE_PIECE_BYTES } from '../../../shared/contract/pieces.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { FileId } from '../../../shared/kernel/ids.ts'
import { type NamedFile, openNamed } from './file-paths.ts'
import type { FilePreparation, HandedIn } from './file-preparation.ts'

interface Copying {
  readonly ownFolder: string
  readonly preparation: FilePreparation
  readonly begin: (named: Pick<NamedFile, 'name' | 'sizeBytes'>) => Promise<FileId>
  readonly abandon: (id: FileId) => Promise<void>
}

/** Hand in a file of this machine by its path, copied now: what becomes of it afterwards changes nothing. */
export async function copyIn(
  path: string,
  { abandon, begin, ownFolder, preparation }: Copying,
): Promise<{ readonly id: FileId; readonly root: Uint8Array | null }> {
  const named = await openNamed(path, ownFolder)
  try {
    const { name, sizeBytes } = named
    if (sizeBytes === 0) throw new MirrorError('file-path-refused', { path })
    const id = await begin({ name, sizeBytes })
    let handedIn: HandedIn = { nextByte: 0, root: null }
    while (handedIn.nextByte < sizeBytes) {
      const atByte = handedIn.nextByte
      const bytes = await named.read(atByte, Math.min(FILE_PIECE_BYTES, sizeBytes - atByte))
      if (bytes.length === 0) {
        await abandon(id)
        throw new MirrorError('file-unreadable', { path })
      }
      handedIn = await preparation.add(id, { atByte, bytes })
    }
    return { id, root: handedIn.root }
  } finally {
    await named.close()
  }
}
