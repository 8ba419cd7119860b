import { createHash } from 'node:crypto'
import type { Random } from '../platform/random.ts'

const BLOCK_BYTES = 32
/** Bytes of one draw of a whole number: 48 bits, so that taking the remainder favours no number noticeably. */
const DRAW_BYTES = 6

/** The same stream of chance for the same seed: SHA-256 in counter mode. Never for keys of a real Node. */
export class SeededRandom implements Random {
  readonly #seed: string
  #counter = 0

  constructor(seed: string | number = 'mirrorwell') {
    this.#seed = String(seed)
  }

  bytes(count: number): Uint8Array {
    const out = new Uint8Array(count)
    for (let at = 0; at < count; at += BLOCK_BYTES) {
      const block = createHash('sha256')
        .update(`${this.#seed}/${this.#counter++}`)
        .digest()
      out.set(block.subarray(0, Math.min(BLOCK_BYTES, count - at)), at)
    }
    return out
  }

  int(maxExclusive: number): number {
    const draw = Buffer.from(this.bytes(DRAW_BYTES)).readUIntBE(0, DRAW_BYTES)
    return maxExclusive <= 1 ? 0 : draw % maxExclusive
  }

  uuid(): string {
    const hex = Buffer.from(this.bytes(16)).toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
  }
}
