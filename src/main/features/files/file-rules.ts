import { FILE_MAX_BYTES } from '../../../shared/contract/files.ts'

export { FILE_MAX_BYTES } from '../../../shared/contract/files.ts'

/** What one chunk holds; the last one holds the rest. Source: docs/protocol.md, "Files". */
export const CHUNK_BYTES = 16 * 1024
/** Chunks of the largest file. */
export const CHUNKS_MAX = FILE_MAX_BYTES / CHUNK_BYTES
/** What a receiver lets a sender have under way: 64 KiB. A wider window delays alerts. Source: docs/protocol.md, "Lanes". */
export const WINDOW_CHUNKS = 4
/** Without a chunk for so long, what was asked for is asked for again. Source: docs/protocol.md, "Files". */
export const ASK_AGAIN_MS = 30_000

/** What an id of a file is made of. Source: docs/protocol.md, "Files". */
export const FILE_ID_BYTES = 16

const DAY_MS = 24 * 3_600_000
const MIB = 1024 * 1024
/** What a Node may use and take. Source of all: docs/protocol.md, "Limits". */
export const FILE_LIMITS = {
  /** Files wanted and not whole, from everybody together. */
  underWay: 4,
  /** Files being handed in by pages. */
  preparing: 4,
  /** Offers to one Node, or from it, that wait for an answer. */
  waitingWithPeer: 20,
  /** Taken from one Node in `dayMs`, by this Node's clock. */
  dayBytes: 256 * MIB,
  dayMs: DAY_MS,
  /** Of one Node on this Node's disk. */
  peerBytes: 256 * MIB,
  /** All files on this Node's disk, ours and theirs. */
  totalBytes: 1024 * MIB,
  /** Left free on the disk, for the database and everything else. */
  spareBytes: 256 * MIB,
  /** Wrong chunks of one file before it rests. */
  wrongChunks: 16,
  /** Attachments of lessons on this disk, part of `totalBytes`. */
  attachmentBytes: 512 * MIB,
  /** Attachments wanted and not whole. */
  wanted: 20,
  /** Wishes of one Node that are met at a time. */
  wishesOfPeer: 20,
  /** What is given of an attachment is given for so long; whoever has not got it by then wishes again, and goes on. */
  givenMs: DAY_MS,
  /** Files that have ended, kept in the list with one Node; the oldest go first. */
  endedWithPeer: 200,
} as const

export const chunkCount = (sizeBytes: number): number => Math.ceil(sizeBytes / CHUNK_BYTES)

/** Bytes in a chunk; 0 where the file has no such chunk. */
export const chunkBytes = (sizeBytes: number, index: number): number =>
  Math.max(0, Math.min(CHUNK_BYTES, sizeBytes - index * CHUNK_BYTES))

/** Bytes in so many chunks, the last one perhaps among them. */
export const bytesOfChunks = (sizeBytes: number, chunks: number): number =>
  Math.min(sizeBytes, chunks * CHUNK_BYTES)
