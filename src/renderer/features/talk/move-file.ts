import { type FileView, MEDIA_TYPE } from '../../../shared/contract/files.ts'
import { FILE_PIECE_BYTES } from '../../../shared/contract/pieces.ts'
import type { FileId, NodeId } from '../../../shared/kernel/ids.ts'
import { saveFile } from '../../platform/save-file.ts'
import type { FilesAsk } from '../../stores/files-store.ts'

/** Hand a file that a person picked to the Node, piece by piece; with the last one it is offered. */
export async function handIn(ask: FilesAsk, { nodeId, file }: { nodeId: NodeId; file: File }): Promise<void> {
  const mediaType = MEDIA_TYPE.test(file.type) ? file.type : ''
  const { id } = await ask.prepare({ nodeId, name: file.name, mediaType, sizeBytes: file.size })
  try {
    for (let atByte = 0; atByte < file.size; ) {
      const bytes = await toBase64url(file.slice(atByte, atByte + FILE_PIECE_BYTES))
      atByte = (await ask.addPiece({ id, atByte, bytes })).nextByte
    }
  } catch (thrown) {
    await ask.cancel({ id }).catch(() => {}) // why it could not be handed in is what counts
    throw thrown
  }
}

/** Give a person a file that has come, as plain bytes: the browser never opens it by what it says it is. */
export async function save(ask: FilesAsk, { id, name, sizeBytes }: FileView): Promise<void> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  for (let atByte = 0; atByte < sizeBytes; ) {
    const piece = await pieceAt(ask, id, atByte)
    pieces.push(piece)
    atByte += piece.length
  }
  saveFile(name, new Blob(pieces, { type: 'application/octet-stream' }))
}

async function pieceAt(ask: FilesAsk, id: FileId, atByte: number): Promise<Uint8Array<ArrayBuffer>> {
  const { bytes } = await ask.piece({ id, atByte })
  const text = atob(bytes.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(text, (char) => char.charCodeAt(0))
}

/** By the browser's own reader, which does in one step what takes a loop over every byte otherwise. */
function toBase64url(part: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onerror = () => reject(reader.error)
    reader.onload = () => {
      const [, base64 = ''] = String(reader.result).split(',')
      resolve(base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/u, ''))
    }
    reader.readAsDataURL(part)
  })
}
