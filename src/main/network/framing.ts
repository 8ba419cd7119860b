/** Bytes of the longest length prefix that is read: 2^21 − 1 is beyond every message we send. Source: multiformats unsigned-varint. */
const MAX_PREFIX_BYTES = 3
const CONTINUES = 0x80
const SEVEN_BITS = 0x7f

/** A message behind its length as an unsigned varint. Source: multiformats unsigned-varint; docs/protocol.md, "Framing". */
export function frameMessage(message: Uint8Array): Uint8Array {
  const prefix: number[] = []
  let rest = message.byteLength
  while (rest > SEVEN_BITS) {
    prefix.push((rest & SEVEN_BITS) | CONTINUES)
    rest >>>= 7
  }
  prefix.push(rest)
  const framed = new Uint8Array(prefix.length + message.byteLength)
  framed.set(prefix)
  framed.set(message, prefix.length)
  return framed
}

/** What keeps a run of bytes from being framed messages. */
export type FramingFault = 'too-large' | 'malformed'

/**
 * Takes framed messages out of a byte stream, however it is cut. Holds at most
 * one unfinished message of `maxBytes`. After a fault it takes nothing more.
 */
export class FrameParser {
  readonly #maxBytes: number
  #prefix: number[] = []
  #message: Uint8Array | null = null
  #filledBytes = 0
  #fault: FramingFault | null = null

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  get fault(): FramingFault | null {
    return this.#fault
  }

  /** The messages that this chunk completes, in order. Look at `fault` afterwards. */
  push(chunk: Uint8Array): Uint8Array[] {
    const complete: Uint8Array[] = []
    let at = 0
    while (at < chunk.byteLength && this.#fault === null) {
      if (this.#message === null) this.#readPrefix(chunk[at++] ?? 0)
      else at += this.#fill(this.#message, chunk.subarray(at))
      const message = this.#takeComplete()
      if (message) complete.push(message)
    }
    return complete
  }

  #readPrefix(byte: number): void {
    this.#prefix.push(byte)
    if (byte & CONTINUES) {
      if (this.#prefix.length === MAX_PREFIX_BYTES) this.#fault = 'too-large'
      return
    }
    // A number is written in one way only: a last byte of zero adds nothing.
    if (byte === 0 && this.#prefix.length > 1) {
      this.#fault = 'malformed'
      return
    }
    const sizeBytes = this.#prefix.reduceRight((sum, part) => (sum << 7) | (part & SEVEN_BITS), 0)
    this.#prefix = []
    if (sizeBytes > this.#maxBytes) this.#fault = 'too-large'
    else this.#message = new Uint8Array(sizeBytes)
  }

  #fill(message: Uint8Array, chunk: Uint8Array): number {
    const part = chunk.subarray(0, message.byteLength - this.#filledBytes)
    message.set(part, this.#filledBytes)
    this.#filledBytes += part.byteLength
    return part.byteLength
  }

  #takeComplete(): Uint8Array | null {
    const message = this.#message
    if (message === null || this.#filledBytes < message.byteLength) return null
    this.#message = null
    this.#filledBytes = 0
    return message
  }
}
