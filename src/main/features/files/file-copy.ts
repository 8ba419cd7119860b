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
    try {
      return { id, root: await copyPieces(named, { id, path, preparation }) }
    } catch (thrown) {
      await abandon(id).catch(() => {}) // the next start removes what this leaves
      throw thrown
    }
  } finally {
    await named.close()
  }
}

async function copyPieces(
  { read, sizeBytes }: NamedFile,
  { id, path, preparation }: Pick<Copying, 'preparation'> & { readonly id: FileId; readonly path: string },
): Promise<Uint8Array | null> {
  let handedIn: HandedIn = { nextByte: 0, root: null }
  while (handedIn.nextByte < sizeBytes) {
    const atByte = handedIn.nextByte
    const bytes = await read(atByte, Math.min(FILE_PIECE_BYTES, sizeBytes - atByte))
    if (bytes.length === 0) throw new MirrorError('file-unreadable', { path })
    handedIn = await preparation.add(id, { atByte, bytes })
  }
  return handedIn.root
}
