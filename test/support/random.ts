import { createHash } from 'node:crypto'
import type { Random } from '../../src/main/platform/random.ts'

/** The same stream of chance for the same seed: SHA-256 in counter mode. */
export class SeededRandom implements Random {
  readonly #seed: string
  #counter = 0

  constructor(seed: string | number = 'mirrorwell') {
    this.#seed = String(seed)
  }

  bytes(count: number): Uint8Array {
    const out = new Uint8Array(count)
    for (let at = 0; at < count; at += 32) {
      const block = createHash('sha256')
        .update(`${this.#seed}/${this.#counter++}`)
        .digest()
      out.set(block.subarray(0, Math.min(32, count - at)), at)
    }
    return out
  }

  int(maxExclusive: number): number {
    const draw = Buffer.from(this.bytes(6)).readUIntBE(0, 6)
    return maxExclusive <= 1 ? 0 : draw % maxExclusive
  }

  uuid(): string {
    const hex = Buffer.from(this.bytes(16)).toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
  }
}
