import type { FileReason, FileView } from '../../../shared/contract/files.ts'
import type { FileId, NodeId } from '../../../shared/kernel/ids.ts'

export type FilePhase = FileView['phase']

/** What a file is, as it was offered. */
export interface FileManifest {
  /** A safe name, whatever was offered. */
  readonly name: string
  /** A claim; empty where there is none. */
  readonly mediaType: string
  readonly sizeBytes: number
  /** Root over its chunks, 32 bytes. */
  readonly root: Uint8Array
}

/** One file between this Node and another. */
export interface KeptFile extends FileManifest {
  readonly id: FileId
  readonly peer: NodeId
  /** Whether this Node offers it. */
  readonly own: boolean
  /** It belongs to a lesson: wished for by its root, and kept under it. */
  readonly attached: boolean
  readonly phase: FilePhase
  /** Whether somebody here paused it, or what stopped it here. */
  readonly paused: boolean
  readonly reason: FileReason | null
  readonly note: string
  readonly offeredAtMs: number
  readonly endedAtMs: number | null
}

export type FileAnswer = {
  readonly outcome: 'accepted' | 'refused' | 'received' | 'cancelled'
  readonly reason: 'person' | 'too-many' | 'lost' | null
  readonly note: string
}
/** What is wanted of whoever may have it. */
export type FileWish = Pick<FileManifest, 'root' | 'sizeBytes'>
/** What a letter about a file says. */
export type FileWord =
  | { readonly kind: 'offer'; readonly manifest: FileManifest }
  | { readonly kind: 'answer'; readonly answer: FileAnswer }
  | { readonly kind: 'wish'; readonly wish: FileWish }

/** Leave to send some chunks, and how many the receiver has. */
export interface ChunkAsk {
  readonly fileId: FileId
  readonly first: number
  readonly count: number
  readonly held: number
}

/** One chunk, and what shows that it belongs to the file. */
export interface Chunk {
  readonly fileId: FileId
  readonly index: number
  readonly content: Uint8Array
  readonly path: Uint8Array
}
