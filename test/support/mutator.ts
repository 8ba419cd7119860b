/** Numbers that have broken decoders before: ends of 7, 8, 16, 32, 53 and 64 bits, as varints. */
const VARINTS: readonly (readonly number[])[] = [
  [0],
  [1],
  [0x7f],
  [0x80, 0x01],
  [0xff, 0xff, 0x03],
  [0xff, 0xff, 0xff, 0xff, 0x07],
  [0xff, 0xff, 0xff, 0xff, 0x0f],
  [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
  [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80],
]
/** Texts that are no UTF-8, or read otherwise than they look. */
const TEXTS: readonly (readonly number[])[] = [
  [0xff],
  [0xc0, 0x80],
  [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xe2, 0x80, 0xae],
  [0xef, 0xbb, 0xbf],
  [0x0d, 0x0a],
  [0x00],
]
/** Longest input made: a little more than any limit on the wire. */
const MAX_BYTES = 70_000

/** A fast stream of chance that repeats itself for its seed. Source: Tommy Ettinger, "mulberry32" (public domain). */
export class Dice {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** A whole number, 0 ≤ n < `maxExclusive`. */
  int(maxExclusive: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * maxExclusive)
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.int(items.length)]
    if (item === undefined) throw new RangeError('nothing to pick from')
    return item
  }
}

type Mutation = (bytes: Uint8Array, dice: Dice, other: Uint8Array) => Uint8Array

const replaced = (
  bytes: Uint8Array,
  span: { from: number; to: number },
  put: ArrayLike<number>,
): Uint8Array => {
  const result = new Uint8Array(span.from + put.length + bytes.length - span.to)
  result.set(bytes.subarray(0, span.from))
  result.set(put, span.from)
  result.set(bytes.subarray(span.to), span.from + put.length)
  return result
}

const span = (bytes: Uint8Array, dice: Dice): { from: number; to: number } => {
  const from = dice.int(bytes.length + 1)
  return { from, to: Math.min(bytes.length, from + dice.int(1 + dice.pick([1, 4, 16, 64, bytes.length]))) }
}

const MUTATIONS: readonly Mutation[] = [
  function flipBits(bytes, dice) {
    const flipped = bytes.slice()
    for (let times = 1 + dice.int(4); times > 0 && bytes.length > 0; times--) {
      const at = dice.int(bytes.length)
      flipped[at] = (flipped[at] ?? 0) ^ (1 << dice.int(8))
    }
    return flipped
  },
  function overwrite(bytes, dice) {
    const at = dice.int(bytes.length + 1)
    const put = Uint8Array.from({ length: 1 + dice.int(4) }, () =>
      dice.pick([0, 1, 0x7f, 0x80, 0xff, dice.int(256)]),
    )
    return replaced(bytes, { from: at, to: Math.min(bytes.length, at + put.length) }, put)
  },
  function truncate(bytes, dice) {
    return bytes.slice(0, dice.int(bytes.length + 1))
  },
  function cutOut(bytes, dice) {
    return replaced(bytes, span(bytes, dice), [])
  },
  function splice(bytes, dice, other) {
    const part = span(other, dice)
    return replaced(bytes, span(bytes, dice), other.subarray(part.from, part.to))
  },
  function crossOver(bytes, dice, other) {
    const at = dice.int(bytes.length + 1)
    return replaced(bytes, { from: at, to: bytes.length }, other.subarray(dice.int(other.length + 1)))
  },
  function blowUpVarint(bytes, dice) {
    const at = dice.int(bytes.length + 1)
    return replaced(bytes, { from: at, to: Math.min(bytes.length, at + dice.int(3)) }, dice.pick(VARINTS))
  },
  function lieAboutLength(bytes, dice) {
    const at = dice.int(bytes.length + 1)
    const tag = ((1 + dice.int(16)) << 3) | 2
    return replaced(bytes, { from: at, to: at }, [tag, ...dice.pick(VARINTS)])
  },
  function duplicate(bytes, dice) {
    const part = span(bytes, dice)
    const copies = dice.pick([1, 1, 2, 8, 200])
    const copy = bytes.subarray(part.from, part.to)
    const put = new Uint8Array(Math.min(copies * copy.length, MAX_BYTES))
    for (let at = 0; at + copy.length <= put.length && copy.length > 0; at += copy.length) put.set(copy, at)
    return replaced(bytes, { from: part.to, to: part.to }, put)
  },
  function changeWireType(bytes, dice) {
    const at = dice.int(bytes.length + 1)
    const tag = ((bytes[at] ?? 8) & 0xf8) | dice.int(8)
    return replaced(bytes, { from: at, to: Math.min(bytes.length, at + 1) }, [tag])
  },
  function nest(bytes, dice) {
    const tag = ((1 + dice.int(16)) << 3) | dice.pick([2, 3])
    const depth = 1 + dice.int(dice.pick([3, 150]))
    const opened = Array.from({ length: depth }, () => tag)
    return replaced(bytes, { from: 0, to: 0 }, opened)
  },
  function badText(bytes, dice) {
    const at = dice.int(bytes.length + 1)
    const put = dice.pick(TEXTS)
    return replaced(bytes, { from: at, to: Math.min(bytes.length, at + put.length) }, put)
  },
]

/** One of the samples, changed once to a few times. */
export function mutated(samples: readonly Uint8Array[], dice: Dice): Uint8Array {
  let bytes = dice.pick(samples)
  for (let times = 1 + dice.int(3); times > 0; times--) {
    bytes = dice.pick(MUTATIONS)(bytes, dice, dice.pick(samples))
  }
  return bytes.length > MAX_BYTES ? bytes.slice(0, MAX_BYTES) : bytes
}
