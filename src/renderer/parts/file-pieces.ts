import { FILE_PIECE_BYTES } from '../../shared/contract/pieces.ts'
import { MirrorError } from '../../shared/kernel/errors.ts'
import { saveFile } from '../platform/save-file.ts'

interface Piece {
  readonly atByte: number
  readonly bytes: string
}

/** Hand a file that a person picked to the Node, piece by piece. @returns what it said of the last one */
export async function handInPieces<Taken extends { readonly nextByte: number }>(
  file: File,
  add: (piece: Piece) => Promise<Taken>,
): Promise<Taken | null> {
  let taken: Taken | null = null
  for (let atByte = 0; atByte < file.size; ) {
    const bytes = await toBase64url(file.slice(atByte, atByte + FILE_PIECE_BYTES))
    taken = await add({ atByte, bytes })
    atByte = taken.nextByte
  }
  return taken
}

/**
 * Give a person a file that is here, as plain bytes: the browser never opens it by what it says it is.
 * How large it is the Node says with each piece.
 * @throws MirrorError 'file-unreadable' where it ends before that
 */
export async function savePieces(
  name: string,
  ask: (atByte: number) => Promise<{ readonly bytes: string; readonly sizeBytes: number }>,
): Promise<void> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  for (let [atByte, sizeBytes] = [0, 1]; atByte < sizeBytes; ) {
    const answer = await ask(atByte)
    const piece = fromBase64url(answer.bytes)
    if (piece.length === 0) throw new MirrorError('file-unreadable')
    pieces.push(piece)
    atByte += piece.length
    sizeBytes = answer.sizeBytes
  }
  saveFile(name, new Blob(pieces, { type: 'application/octet-stream' }))
}

function fromBase64url(bytes: string): Uint8Array<ArrayBuffer> {
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
