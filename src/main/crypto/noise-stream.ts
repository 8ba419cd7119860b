import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { SHA256_BYTES } from './digests.ts'
import type { UniformSource } from './discrete-laplace.ts'

/** Length of the key that all noise comes from. Source: docs/protocol.md, "Derived keys". */
export const NOISE_KEY_BYTES = SHA256_BYTES

const WORD_BYTES = 4
const WORD_VALUES = 2 ** 32

/** The key that all noise of one Node comes from. Held once, because streams are many. */
export class NoiseKey {
  readonly #key: KeyObject

  /** Takes its own copy. One byte repeated is a placeholder: noise from it could be taken off again. */
  constructor(bytes: Uint8Array) {
    const isPlaceholder = bytes.every((byte) => byte === bytes[0])
    if (bytes.length !== NOISE_KEY_BYTES || isPlaceholder) throw new RangeError('not a key for noise')
    this.#key = createSecretKey(bytes)
  }

  /** One block of a stream: HMAC-SHA-256 over its label and the block's number. Source: RFC 2104. */
  block(label: Uint8Array, counter: number): Uint8Array {
    const number = new Uint8Array(WORD_BYTES)
    new DataView(number.buffer).setUint32(0, counter)
    return createHmac('sha256', this.#key).update(label).update(number).digest()
  }
}

/** Chance that is the same for the same key and label, and is chance to anybody without the key. */
export class NoiseStream implements UniformSource {
  readonly #key: NoiseKey
  readonly #label: Uint8Array
  #block: DataView = new DataView(new ArrayBuffer(0))
  #at = 0
  #counter = 0

  constructor(key: NoiseKey, label: Uint8Array) {
    this.#key = key
    this.#label = label
  }

  below(maxExclusive: number): number {
    // Words beyond the last whole multiple are thrown away, or small numbers would be likelier.
    const limit = WORD_VALUES - (WORD_VALUES % maxExclusive)
    let word = this.#nextWord()
    while (word >= limit) word = this.#nextWord()
    return word % maxExclusive
  }

  #nextWord(): number {
    if (this.#at >= this.#block.byteLength) this.#refill()
    const word = this.#block.getUint32(this.#at)
    this.#at += WORD_BYTES
    return word
  }

  #refill(): void {
    const bytes = this.#key.block(this.#label, this.#counter)
    this.#block = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#counter += 1
    this.#at = 0
  }
}
