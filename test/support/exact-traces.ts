/** Shortest trace looked for among bytes that chance made: a shorter one would turn up by itself in some millions of them. */
const AMONG_RANDOM_BYTES = 6
/** Shortest trace looked for in a payload, which chance had no part in. */
const IN_PAYLOAD_BYTES = 3
/** Decimal shifts under which a level might have been sent as a whole number. */
const SHIFTS = [0, 1, 2, 3, 4, 5, 6]

function floats(value: number): Buffer[] {
  const [le32, be32, le64, be64] = [4, 4, 8, 8].map((size) => Buffer.alloc(size))
  le32?.writeFloatLE(value)
  be32?.writeFloatBE(value)
  le64?.writeDoubleLE(value)
  be64?.writeDoubleBE(value)
  return [le32, be32, le64, be64].filter((bytes) => bytes !== undefined)
}

function varint(value: number): Buffer {
  const bytes: number[] = []
  let rest = BigInt(value)
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80)
  return Buffer.from([...bytes, Number(rest)])
}

/** Every form in which an exact level might stand in bytes: floats, whole numbers after a shift of the point, text. */
export function encodingsOf(level: number): Buffer[] {
  const shifted = SHIFTS.map((shift) => Math.round(level * 10 ** shift))
  return [...floats(level), ...shifted.map(varint), Buffer.from(String(level)), Buffer.from(level.toFixed(3))]
}

/** Finds exact levels in bytes. Traces too short to mean anything there are left out. */
export class ExactTraces {
  readonly #byHead = new Map<number, { readonly level: number; readonly bytes: Buffer }[]>()

  private constructor(levels: Iterable<number>, shortest: number) {
    for (const level of new Set(levels)) {
      for (const bytes of encodingsOf(level)) if (bytes.length >= shortest) this.#add(level, bytes)
    }
  }

  static inPayloads(levels: Iterable<number>): ExactTraces {
    return new ExactTraces(levels, IN_PAYLOAD_BYTES)
  }

  static amongRandomBytes(levels: Iterable<number>): ExactTraces {
    return new ExactTraces(levels, AMONG_RANDOM_BYTES)
  }

  /** The levels that stand in these bytes in any form. */
  in(haystack: Uint8Array): number[] {
    const bytes = Buffer.from(haystack.buffer, haystack.byteOffset, haystack.byteLength)
    const found = new Set<number>()
    for (let at = 0; at + IN_PAYLOAD_BYTES <= bytes.length; at += 1) {
      for (const trace of this.#byHead.get(bytes.readUIntBE(at, IN_PAYLOAD_BYTES)) ?? []) {
        const end = at + trace.bytes.length
        if (end <= bytes.length && trace.bytes.compare(bytes, at, end) === 0) found.add(trace.level)
      }
    }
    return [...found]
  }

  #add(level: number, bytes: Buffer): void {
    const head = bytes.readUIntBE(0, IN_PAYLOAD_BYTES)
    const traces = this.#byHead.get(head) ?? []
    this.#byHead.set(head, [...traces, { level, bytes }])
  }
}
