import { leafHash, rootFromPath } from '../../crypto/merkle-tree.ts'
import { equalBytes } from '../../platform/bytes.ts'
import type { ShelvedFile } from '../../storage/file-shelf.ts'
import { ASK_AGAIN_MS, chunkBytes, chunkCount, WINDOW_CHUNKS } from './file-rules.ts'
import type { ChunkHash } from './file-store.ts'
import type { Chunk, KeptFile } from './file-types.ts'

const [MISSING, ASKED, HERE] = [0, 1, 2] as const

/** A run of chunks to ask for. */
export interface Run {
  readonly first: number
  readonly count: number
}

/**
 * A file that is coming in: which chunks are missing, asked for and here. A chunk
 * counts as asked for until it is written, so a slow disk slows the sender.
 */
export class FileArrival {
  readonly file: KeptFile
  readonly part: ShelvedFile
  /** Written, and not yet noted as synced. */
  readonly unsynced: ChunkHash[] = []
  /** Chunks that were not what was offered. */
  wrong = 0
  readonly #states: Uint8Array
  #asked = 0
  #held: number
  #heardAtMs: number

  constructor(
    file: KeptFile,
    from: { readonly part: ShelvedFile; readonly held: readonly ChunkHash[]; readonly nowMs: number },
  ) {
    this.file = file
    this.part = from.part
    this.#states = new Uint8Array(chunkCount(file.sizeBytes))
    for (const { index } of from.held) this.#states[index] = HERE
    this.#held = from.held.length
    this.#heardAtMs = from.nowMs
  }

  /** Chunks that are noted as being on the disk. */
  get held(): number {
    return this.#held
  }

  get isWhole(): boolean {
    return this.#held === this.#states.length
  }

  /** Whether nothing is to be waited for any more. */
  get isAllWritten(): boolean {
    return this.#held + this.unsynced.length === this.#states.length
  }

  /** What to ask for now, or null: nothing until half the window is free. */
  nextRun(): Run | null {
    const room = WINDOW_CHUNKS - this.#asked
    const first = this.#states.indexOf(MISSING)
    if (room < WINDOW_CHUNKS / 2 || first === -1) return null
    let count = 1
    while (count < room && this.#states[first + count] === MISSING) count += 1
    this.#states.fill(ASKED, first, first + count)
    this.#asked += count
    return { first, count }
  }

  /** What was asked for may never come: ask anew. */
  forgetAsked(): void {
    for (let index = 0; this.#asked > 0; index += 1) {
      if (this.#states[index] !== ASKED) continue
      this.#states[index] = MISSING
      this.#asked -= 1
    }
  }

  /** Whether too long has passed since the last chunk, with some asked for. */
  isOverdue(nowMs: number): boolean {
    this.#heardAtMs = Math.min(this.#heardAtMs, nowMs)
    return this.#asked > 0 && nowMs - this.#heardAtMs >= ASK_AGAIN_MS
  }

  /** The hash of a chunk that was asked for and belongs here; 'unasked', or 'wrong' where it is not what was offered. */
  judge({ content, index, path }: Chunk, nowMs: number): Uint8Array | 'unasked' | 'wrong' {
    if (this.#states[index] !== ASKED) return 'unasked'
    this.#heardAtMs = nowMs
    const { root, sizeBytes } = this.file
    const hash = leafHash(content)
    const reached = rootFromPath(hash, { index, count: this.#states.length, path })
    const isRight = content.length === chunkBytes(sizeBytes, index) && reached !== null
    if (isRight && equalBytes(reached, root)) return hash
    this.#release(index, MISSING)
    this.wrong += 1
    return 'wrong'
  }

  /** A chunk is in the file, though not yet synced. */
  written(chunk: ChunkHash): void {
    if (this.#states[chunk.index] === HERE) return
    this.#release(chunk.index, HERE)
    this.unsynced.push(chunk)
  }

  /** So many chunks are noted. */
  noted(count: number): void {
    this.#held += count
  }

  #release(index: number, state: typeof MISSING | typeof HERE): void {
    if (this.#states[index] === ASKED) this.#asked -= 1
    this.#states[index] = state
  }
}
