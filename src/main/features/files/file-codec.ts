import { FILE_NOTE_MAX_CHARS, MEDIA_TYPE } from '../../../shared/contract/files.ts'
import { ATTACHMENT_MAX_BYTES } from '../../../shared/contract/seeds.ts'
import { FileId } from '../../../shared/kernel/ids.ts'
import { optionalProse } from '../../../shared/kernel/text.ts'
import { SHA256_BYTES } from '../../crypto/digests.ts'
import { maxPathBytes } from '../../crypto/merkle-tree.ts'
import { fromHex, plainBytes, toHex } from '../../platform/bytes.ts'
import { safeFileName } from '../../platform/safe-file-name.ts'
import { isCount, tryDecode } from '../../wire/decode.ts'
import { wire } from '../../wire/messages.ts'
import { CHUNK_BYTES, CHUNKS_MAX, FILE_MAX_BYTES, WINDOW_CHUNKS } from './file-rules.ts'
import type { Chunk, ChunkAsk, FileAnswer, FileManifest, FileWish, FileWord } from './file-types.ts'

/** Types of frames in a session. Source: proto/mirrorwell/v1/transfers.proto. */
export const ASK_FRAME = wire.PrivateFrame.PRIVATE_FRAME_FILE_ASK
export const CHUNK_FRAME = wire.PrivateFrame.PRIVATE_FRAME_FILE_CHUNK
export const STANDING_FRAME = wire.PrivateFrame.PRIVATE_FRAME_FILE_STANDING

/** Largest encoded letter: a name or a note in any script, and their tags. Source: docs/protocol.md, "Limits". */
const MAX_LETTER_BYTES = 1_200
/** Largest ask or standing: an id, three numbers and their tags. */
const MAX_SIGNAL_BYTES = 48
/** The longest way to a root. Source: RFC 6962 §2.1.1. */
const MAX_PATH_BYTES = maxPathBytes(CHUNKS_MAX)
/** Largest chunk: its content, its path, an id, a number and their tags. */
const MAX_CHUNK_BYTES = CHUNK_BYTES + MAX_PATH_BYTES + 48
/** Longest name that is looked at, in UTF-16 units. Source: proto/mirrorwell/v1/files.proto. */
const RAW_NAME_MAX_CHARS = 255

const Note = optionalProse(FILE_NOTE_MAX_CHARS)

const OUTCOMES = ['accepted', 'refused', 'received', 'cancelled'] as const
const REASONS = ['person', 'too-many', 'lost'] as const

/** The payload of a letter. */
export function encodeFileWord(fileId: FileId, word: FileWord): Uint8Array {
  return plainBytes(wire.FileLetter.encode({ file: fromHex(fileId), ...contentOf(word) }).finish())
}

function contentOf(word: FileWord) {
  switch (word.kind) {
    case 'offer':
      return { offer: word.manifest }
    case 'answer':
      return { answer: { ...word.answer, ...numbersOf(word.answer) } }
    case 'wish':
      return { wish: word.wish }
  }
}

function numbersOf({ outcome, reason }: FileAnswer): { outcome: number; reason: number } {
  return { outcome: OUTCOMES.indexOf(outcome) + 1, reason: reason === null ? 0 : REASONS.indexOf(reason) + 1 }
}

/** What a payload says, or null where it is none or breaks a limit. A name comes out safe, whatever was sent. */
export function decodeFileWord(
  payload: Uint8Array,
): { readonly fileId: FileId; readonly word: FileWord } | null {
  const letter = tryDecode(wire.FileLetter, payload, MAX_LETTER_BYTES)
  const fileId = letter && idOf(letter)
  if (letter === null || fileId === null) return null
  const manifest = letter.offer ? toManifest(letter.offer) : null
  if (manifest !== null) return { fileId, word: { kind: 'offer', manifest } }
  const answer = letter.answer ? toAnswer(letter.answer) : null
  if (answer !== null) return { fileId, word: { kind: 'answer', answer } }
  const wish = letter.wish ? toWish(letter.wish) : null
  return wish && { fileId, word: { kind: 'wish', wish } }
}

type Letter = InstanceType<typeof wire.FileLetter>

function toManifest(offer: NonNullable<Letter['offer']>): FileManifest | null {
  const [name, mediaType] = [offer.name ?? '', offer.mediaType ?? '']
  const [sizeBytes, root] = [offer.sizeBytes ?? 0, offer.root ?? new Uint8Array()]
  const isNamed = name.length > 0 && name.length <= RAW_NAME_MAX_CHARS
  const isSized = isCount(sizeBytes) && sizeBytes >= 1 && sizeBytes <= FILE_MAX_BYTES
  if (!isNamed || !isSized || root.length !== SHA256_BYTES || !MEDIA_TYPE.test(mediaType)) return null
  return { name: safeFileName(name), mediaType, sizeBytes, root: plainBytes(root) }
}

function toWish({ root, sizeBytes }: NonNullable<Letter['wish']>): FileWish | null {
  const size = sizeBytes ?? 0
  const isSized = isCount(size) && size >= 1 && size <= ATTACHMENT_MAX_BYTES
  return isSized && root?.length === SHA256_BYTES ? { root: plainBytes(root), sizeBytes: size } : null
}

function toAnswer({ note, outcome, reason }: NonNullable<Letter['answer']>): FileAnswer | null {
  const said = { outcome: OUTCOMES[(outcome ?? 0) - 1], note: note ?? '' }
  const isCleaned = Note.safeParse(said.note).data === said.note
  if (said.outcome === undefined || (reason ?? 0) > REASONS.length || !isCleaned) return null
  return { outcome: said.outcome, reason: REASONS[(reason ?? 0) - 1] ?? null, note: said.note }
}

export function encodeAsk({ fileId, ...ask }: ChunkAsk): Uint8Array {
  return plainBytes(wire.FileAsk.encode({ file: fromHex(fileId), ...ask }).finish())
}

/** The ask in a frame, or null where it is none or asks for more than a window. */
export function decodeAsk(bytes: Uint8Array): ChunkAsk | null {
  const message = tryDecode(wire.FileAsk, bytes, MAX_SIGNAL_BYTES)
  const fileId = message && idOf(message)
  if (message === null || fileId === null) return null
  const { count, first, held } = message
  const isBounded = count >= 1 && count <= WINDOW_CHUNKS && first + count <= CHUNKS_MAX && held <= CHUNKS_MAX
  return isBounded ? { fileId, first, count, held } : null
}

export function encodeChunk({ fileId, ...chunk }: Chunk): Uint8Array {
  return plainBytes(wire.FileChunk.encode({ file: fromHex(fileId), ...chunk }).finish())
}

/** The chunk in a frame, or null where it is none. Whether it is what was offered is for its file to say. */
export function decodeChunk(bytes: Uint8Array): Chunk | null {
  const message = tryDecode(wire.FileChunk, bytes, MAX_CHUNK_BYTES)
  const fileId = message && idOf(message)
  if (message === null || fileId === null) return null
  const { content, index, path } = message
  const isBounded =
    content.length >= 1 &&
    content.length <= CHUNK_BYTES &&
    index < CHUNKS_MAX &&
    path.length <= MAX_PATH_BYTES
  return isBounded ? { fileId, index, content: plainBytes(content), path: plainBytes(path) } : null
}

/** The frame that says whether a file rests on this side. */
export function encodeStanding(fileId: FileId, rests: boolean): Uint8Array {
  const rest = rests ? wire.FileRest.FILE_REST_PAUSED : wire.FileRest.FILE_REST_ENDED
  return plainBytes(wire.FileStanding.encode({ file: fromHex(fileId), rest }).finish())
}

/** Whether a file rests on the other side, or null where the frame says neither. */
export function decodeStanding(
  bytes: Uint8Array,
): { readonly fileId: FileId; readonly rests: boolean } | null {
  const message = tryDecode(wire.FileStanding, bytes, MAX_SIGNAL_BYTES)
  const fileId = message && idOf(message)
  if (message === null || fileId === null) return null
  if (message.rest === wire.FileRest.FILE_REST_PAUSED) return { fileId, rests: true }
  return message.rest === wire.FileRest.FILE_REST_ENDED ? { fileId, rests: false } : null
}

function idOf({ file }: { readonly file: Uint8Array }): FileId | null {
  const fileId = FileId.safeParse(toHex(file))
  return fileId.success ? fileId.data : null
}
