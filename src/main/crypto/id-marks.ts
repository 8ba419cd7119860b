import { hash } from 'node:crypto'
import type { EntryId } from '../../shared/kernel/ids.ts'
import { SHA256_BYTES } from './digests.ts'

/** Block of SHA-256, in bytes. Source: FIPS 180-4. */
const BLOCK_BYTES = 64
const INNER_PAD = 0x36
const OUTER_PAD = 0x5c

/**
 * HMAC-SHA-256 of many ids under one key, as hex. Written out over one-shot hashes, because a
 * comparison takes ten thousand of them and the runtime's own object for each costs ten times as much.
 * Source: RFC 2104.
 */
export class IdMarks {
  readonly #inner = Buffer.alloc(BLOCK_BYTES + SHA256_BYTES, INNER_PAD)
  readonly #outer = Buffer.alloc(BLOCK_BYTES + SHA256_BYTES, OUTER_PAD)

  /** @throws RangeError where the key is longer than a block */
  constructor(key: Uint8Array) {
    if (key.length > BLOCK_BYTES) throw new RangeError('a key is at most one block long')
    for (const [index, byte] of key.entries()) {
      this.#inner[index] = byte ^ INNER_PAD
      this.#outer[index] = byte ^ OUTER_PAD
    }
  }

  of(id: EntryId): string {
    this.#inner.write(id, BLOCK_BYTES, 'hex')
    this.#outer.write(hash('sha256', this.#inner, 'hex'), BLOCK_BYTES, 'hex')
    return hash('sha256', this.#outer, 'hex')
  }
}
