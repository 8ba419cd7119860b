import { leafHash, MerkleTree } from '../../crypto/merkle-tree.ts'
import { equalBytes } from '../../platform/bytes.ts'
import type { ShelvedFile } from '../../storage/file-shelf.ts'
import { CHUNK_BYTES, chunkBytes } from './file-rules.ts'
import type { ChunkHash } from './file-store.ts'

/** Chunks read at once: others have their turn in between. Chosen here: 256 KiB are hashed in well under a millisecond. */
const READ_CHUNKS = 16

/** The hashes of a file's chunks, as they lie on the disk; of chunks that are cut short, none. */
export async function hashChunks(file: ShelvedFile, sizeBytes: number): Promise<ChunkHash[]> {
  const hashes: ChunkHash[] = []
  for (let atByte = 0; atByte < sizeBytes; atByte += READ_CHUNKS * CHUNK_BYTES) {
    const bytes = await file.read(atByte, READ_CHUNKS * CHUNK_BYTES)
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
      const index = (atByte + at) / CHUNK_BYTES
      const content = bytes.subarray(at, at + CHUNK_BYTES)
      const isWhole = content.length === chunkBytes(sizeBytes, index)
      if (isWhole) hashes.push({ index, hash: leafHash(content) })
    }
  }
  return hashes
}

/** Those of the noted chunks that are on the disk as they were when they were noted. */
export async function intactChunks(
  file: ShelvedFile,
  sizeBytes: number,
  noted: readonly ChunkHash[],
): Promise<ChunkHash[]> {
  if (noted.length === 0) return []
  const found = new Map((await hashChunks(file, sizeBytes)).map(({ hash, index }) => [index, hash]))
  return noted.filter(({ hash, index }) => equalBytes(found.get(index) ?? new Uint8Array(), hash))
}

export const treeOver = (chunks: readonly ChunkHash[]): MerkleTree =>
  new MerkleTree(chunks.map(({ hash }) => hash))
