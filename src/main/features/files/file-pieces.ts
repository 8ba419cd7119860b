import { FILE_PIECE_BYTES } from '../../../shared/contract/pieces.ts'
import type { FileShelf } from '../../storage/file-shelf.ts'

/** One piece of a whole file; empty beyond its end. */
export async function pieceOf(shelf: FileShelf, name: string, atByte: number): Promise<Uint8Array> {
  const file = await shelf.openWhole(name)
  try {
    return await file.read(atByte, FILE_PIECE_BYTES)
  } finally {
    await file.close()
  }
}

/** All of a whole file, piece by piece. */
export async function* piecesOf(shelf: FileShelf, name: string): AsyncGenerator<Uint8Array> {
  const file = await shelf.openWhole(name)
  try {
    for (let atByte = 0; ; atByte += FILE_PIECE_BYTES) {
      const bytes = await file.read(atByte, FILE_PIECE_BYTES)
      if (bytes.length === 0) return
      yield bytes
    }
  } finally {
    await file.close()
  }
}
