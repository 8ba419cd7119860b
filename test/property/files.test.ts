import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leafHash, MerkleTree } from '../../src/main/crypto/merkle-tree.ts'
import { FileArrival } from '../../src/main/features/files/file-arrival.ts'
import {
  ASK_AGAIN_MS,
  CHUNK_BYTES,
  chunkBytes,
  chunkCount,
  WINDOW_CHUNKS,
} from '../../src/main/features/files/file-rules.ts'
import type { KeptFile } from '../../src/main/features/files/file-types.ts'
import type { FileId } from '../../src/shared/kernel/ids.ts'
import { testNodeId } from '../support/node-ids.ts'
import { SeededRandom } from '../support/random.ts'

const SEED = { seed: 42, numRuns: 100 }
const part = {
  read: async () => new Uint8Array(),
  write: async () => {},
  sync: async () => {},
  close: async () => {},
}

/** A file of so many bytes, cut, with the way to each of its chunks. */
function cut(sizeBytes: number) {
  const contents = Array.from({ length: chunkCount(sizeBytes) }, (_, index) =>
    new Uint8Array(chunkBytes(sizeBytes, index)).fill(index),
  )
  const tree = new MerkleTree(contents.map(leafHash))
  const file = { id: '0b'.repeat(16) as FileId, peer: testNodeId(1), sizeBytes, root: tree.root } as KeptFile
  const chunkAt = (index: number) => ({
    ...{ fileId: file.id, index, content: contents[index] ?? new Uint8Array() },
    path: tree.pathOf(index),
  })
  return { file, contents, chunkAt }
}

const sizes = fc.integer({ min: 1, max: 24 * CHUNK_BYTES })

/** A line on which chunks come in any order, twice, spoiled, or never. */
class BadLine {
  readonly written = new Map<number, Uint8Array>()
  readonly #arrival: FileArrival
  readonly #chunkAt: ReturnType<typeof cut>['chunkAt']
  readonly #random: SeededRandom
  #under: number[] = []

  constructor(
    arrival: FileArrival,
    { chunkAt, seed }: Pick<ReturnType<typeof cut>, 'chunkAt'> & { seed: number },
  ) {
    this.#arrival = arrival
    this.#chunkAt = chunkAt
    this.#random = new SeededRandom(`${seed}`)
  }

  turn(): void {
    const run = this.#arrival.nextRun()
    if (run !== null) this.#under.push(...Array.from({ length: run.count }, (_, at) => run.first + at))
    expect(this.#under.length).toBeLessThanOrEqual(WINDOW_CHUNKS)
    const [index] = this.#under.splice(this.#random.int(this.#under.length), 1)
    if (index !== undefined) this.#deliver(index)
    const isSynced = this.#random.int(3) === 0 || this.#arrival.isAllWritten
    if (isSynced) this.#arrival.noted(this.#arrival.unsynced.splice(0).length)
  }

  #deliver(index: number): void {
    const fate = this.#random.int(6)
    if (fate === 0) this.#lose()
    else if (fate === 1) this.#spoil(index)
    else this.#bring(index)
  }

  #lose(): void {
    this.#arrival.forgetAsked()
    this.#under = []
  }

  #spoil(index: number): void {
    const chunk = this.#chunkAt(index)
    const content = Uint8Array.from(chunk.content)
    const at = this.#random.int(content.length)
    content[at] = (content[at] ?? 0) ^ (1 + this.#random.int(255))
    expect(this.#arrival.judge({ ...chunk, content }, 0)).toBe('wrong')
  }

  #bring(index: number): void {
    const chunk = this.#chunkAt(index)
    const hash = this.#arrival.judge(chunk, 0)
    if (typeof hash === 'string') throw new Error(hash)
    this.#arrival.written({ index, hash })
    this.written.set(index, chunk.content)
    expect(this.#arrival.judge(chunk, 0)).toBe('unasked')
  }
}

describe('a file that comes in', () => {
  test('is whole in the end and never asks beyond the window, in whatever order chunks come, twice, wrong or never', () => {
    fc.assert(
      fc.property(sizes, fc.integer(), (sizeBytes, seed) => {
        const { file, contents, chunkAt } = cut(sizeBytes)
        const arrival = new FileArrival(file, { part, held: [], nowMs: 0 })
        const line = new BadLine(arrival, { chunkAt, seed })
        for (let turn = 0; turn < 5_000 && !arrival.isWhole; turn += 1) line.turn()
        expect(arrival.isWhole).toBe(true)
        expect(arrival.nextRun()).toBeNull()
        expect(contents.map((_, index) => line.written.get(index))).toEqual(contents)
      }),
      SEED,
    )
  })

  test('asks, wherever it goes on, for what is missing and nothing else', () => {
    fc.assert(
      fc.property(sizes, fc.integer(), (sizeBytes, seed) => {
        const { file, contents } = cut(sizeBytes)
        const random = new SeededRandom(`${seed}`)
        const held = contents.flatMap((content, index) =>
          random.int(2) === 0 ? [{ index, hash: leafHash(content) }] : [],
        )
        const arrival = new FileArrival(file, { part, held, nowMs: 0 })
        const asked = new Set<number>()
        for (let run = arrival.nextRun(); run !== null; run = arrival.nextRun()) {
          for (let index = run.first; index < run.first + run.count; index += 1) {
            asked.add(index)
            arrival.written({ index, hash: new Uint8Array(32) })
          }
        }
        const missing = contents.flatMap((_, index) =>
          held.some((one) => one.index === index) ? [] : [index],
        )
        expect([...asked].sort((a, b) => a - b)).toEqual(missing)
      }),
      SEED,
    )
  })

  test('is overdue once nothing has come for its time, and only while something is asked for', () => {
    const { file, chunkAt } = cut(10 * CHUNK_BYTES)
    const arrival = new FileArrival(file, { part, held: [], nowMs: 1_000 })
    expect(arrival.isOverdue(1_000 + ASK_AGAIN_MS)).toBe(false)
    arrival.nextRun()
    expect(arrival.isOverdue(999 + ASK_AGAIN_MS)).toBe(false)
    arrival.judge(chunkAt(0), 5_000)
    expect(arrival.isOverdue(4_999 + ASK_AGAIN_MS)).toBe(false)
    expect(arrival.isOverdue(5_000 + ASK_AGAIN_MS)).toBe(true)
  })
})
