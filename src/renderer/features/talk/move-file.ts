import { type FileView, MEDIA_TYPE } from '../../../shared/contract/files.ts'
import type { NodeId } from '../../../shared/kernel/ids.ts'
import { handInPieces, savePieces } from '../../parts/file-pieces.ts'
import type { FilesAsk } from '../../stores/files-store.ts'

/** Hand in a file that a person picked; with its last piece it is offered. */
export async function handIn(ask: FilesAsk, { nodeId, file }: { nodeId: NodeId; file: File }): Promise<void> {
  const mediaType = MEDIA_TYPE.test(file.type) ? file.type : ''
  const { id } = await ask.prepare({ nodeId, name: file.name, mediaType, sizeBytes: file.size })
  try {
    await handInPieces(file, (piece) => ask.addPiece({ id, ...piece }))
  } catch (thrown) {
    await ask.cancel({ id }).catch(() => {}) // why it could not be handed in is what counts
    throw thrown
  }
}

export const save = (ask: FilesAsk, file: FileView): Promise<void> =>
  savePieces(file.name, (atByte) => ask.piece({ id: file.id, atByte }))
