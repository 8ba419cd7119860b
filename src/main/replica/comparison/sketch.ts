import { hash } from 'node:crypto'
import type { EntryId } from '../../../shared/kernel/ids.ts'
import { IdMarks } from '../../crypto/id-marks.ts'
import type { Item } from './item.ts'

/** An item's mark: the first bytes of its HMAC. Chosen here: two of a million items share one in a run of ten million. */
export const MARK_BYTES = 8
const CHECK_BYTES = 4
export const SUM_BYTES = MARK_BYTES + CHECK_BYTES

const WORD_BYTES = 4
const UINT32_RANGE = 2 ** 32
/** Places of a mark thin out as 1 : (1 + place / 2). Source: Yang et al. 2024, "Practical Rateless Set Reconciliation", section 4.2. */
const PLACE_OFFSET = 1.5

/** Empty sums by which the number of differences can be told. Chosen here: then it is seldom half as much again. */
const SURE_EMPTY = 4

/** A mark as two words, and the check that tells one mark from the exclusive or of several. */
interface Mark {
  readonly high: number
  readonly low: number
  readonly check: number
}

/**
 * The places at which a mark is summed: 0 first, then ever further apart, by chance drawn from the mark
 * itself (splitmix32, seeded with its lower word). The same at both sides.
 */
class Places {
  place = 0
  #seed: number

  constructor(low: number) {
    this.#seed = low
  }

  next(): void {
    this.#seed = (this.#seed + 0x9e3779b9) | 0
    let mixed = Math.imul(this.#seed ^ (this.#seed >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    const chance = ((mixed ^ (mixed >>> 15)) >>> 0) + 1
    const gap = Math.ceil((this.place + PLACE_OFFSET) * (1 / Math.sqrt(chance / UINT32_RANGE) - 1))
    this.place += Math.max(1, gap)
  }
}

/** Sums over everything one side holds, as many as are asked for, each made once. Source: docs/protocol.md, "Comparing". */
export class Sketch {
  readonly #checks: MarkChecks
  readonly #ids = new Map<string, EntryId>()
  readonly #marks: { readonly mark: Mark; readonly places: Places }[] = []
  #made = 0

  constructor(key: Uint8Array, items: Iterable<Item>) {
    this.#checks = new MarkChecks(key)
    const marks = new IdMarks(key)
    for (const { id } of items) {
      const hex = marks.of(id).slice(0, MARK_BYTES * 2)
      this.#ids.set(hex, id)
      const mark = this.#checks.read(hex)
      this.#marks.push({ mark, places: new Places(mark.low) })
    }
  }

  /** How many sums have been made. */
  get made(): number {
    return this.#made
  }

  get checks(): MarkChecks {
    return this.#checks
  }

  /** The id behind a mark; undefined where this side does not hold it. */
  idOf(mark: string): EntryId | undefined {
    return this.#ids.get(mark)
  }

  /** The next sums. */
  next(count: number): Sums {
    const sums = new Sums(this.#made, count)
    const end = this.#made + count
    for (const { mark, places } of this.#marks) {
      for (; places.place < end; places.next()) sums.toggle(places.place, mark)
    }
    this.#made = end
    return sums
  }
}

/** Consecutive sums. */
export class Sums {
  readonly first: number
  readonly #bytes: Buffer

  constructor(first: number, count: number) {
    this.first = first
    this.#bytes = Buffer.alloc(count * SUM_BYTES)
  }

  /** Sums from the wire; what is not a whole number of them is cut off. */
  static read(first: number, bytes: Uint8Array): Sums {
    const sums = new Sums(first, Math.floor(bytes.length / SUM_BYTES))
    sums.#bytes.set(bytes.subarray(0, sums.#bytes.length))
    return sums
  }

  get count(): number {
    return this.#bytes.length / SUM_BYTES
  }

  get bytes(): Uint8Array {
    return this.#bytes
  }

  toggle(place: number, { high, low, check }: Mark): void {
    const at = (place - this.first) * SUM_BYTES
    this.#xor(at, high)
    this.#xor(at + WORD_BYTES, low)
    this.#xor(at + MARK_BYTES, check)
  }

  at(place: number): Mark {
    const at = (place - this.first) * SUM_BYTES
    return {
      high: this.#bytes.readUInt32BE(at),
      low: this.#bytes.readUInt32BE(at + WORD_BYTES),
      check: this.#bytes.readUInt32BE(at + MARK_BYTES),
    }
  }

  #xor(at: number, word: number): void {
    this.#bytes.writeUInt32BE((this.#bytes.readUInt32BE(at) ^ word) >>> 0, at)
  }
}

/** Which sums are one mark alone. Keyed, so that nobody can make up sums that look like marks of others. */
class MarkChecks {
  readonly #input: Buffer

  constructor(key: Uint8Array) {
    this.#input = Buffer.concat([key, Buffer.alloc(MARK_BYTES)])
  }

  read(hex: string): Mark {
    const [high, low] = [Number.parseInt(hex.slice(0, 8), 16), Number.parseInt(hex.slice(8, 16), 16)]
    return { high, low, check: this.#checkOf(high, low) }
  }

  /** A sum of exactly one mark. */
  isOne({ high, low, check }: Mark): boolean {
    return (high !== 0 || low !== 0) && check === this.#checkOf(high, low)
  }

  #checkOf(high: number, low: number): number {
    const at = this.#input.length - MARK_BYTES
    this.#input.writeUInt32BE(high, at)
    this.#input.writeUInt32BE(low, at + WORD_BYTES)
    return Number.parseInt(hash('sha256', this.#input, 'hex').slice(0, CHECK_BYTES * 2), 16)
  }
}

/** What two sides' sums tell of their difference. */
export interface Difference {
  /** What we hold and the other side does not. */
  readonly have: readonly EntryId[]
  /** Marks of what the other side holds and we do not, as hex. */
  readonly need: readonly string[]
}

/** Reads the other side's sums beside its own, until what is left can be told apart. */
export class SketchReader {
  readonly #own: Sketch
  readonly #sums: Sums[] = []
  /** Which sums had no difference in them when they were read. */
  readonly #empty: boolean[] = []
  readonly #found = new Map<string, { readonly mark: Mark; readonly places: Places }>()

  constructor(own: Sketch) {
    this.#own = own
  }

  /** How many sums have been read. */
  get count(): number {
    return this.#own.made
  }

  /**
   * About how many differences there are, by how many sums had none: a sum at place *i* has each
   * difference with a chance of 1 : (1 + *i* / 2). Where hardly any was empty that is not sure.
   */
  estimate(): { readonly differences: number; readonly isSure: boolean } {
    return estimateFrom(this.#empty)
  }

  /** @returns the whole difference, or null while more sums are needed */
  read(theirs: Sums): Difference | null {
    const sums = this.#own.next(theirs.count)
    for (let place = sums.first; place < this.count; place++) {
      sums.toggle(place, theirs.at(place))
      this.#empty.push(isEmpty(sums.at(place)))
    }
    for (const { mark, places } of this.#found.values()) this.#strike(sums, mark, places)
    this.#sums.push(sums)
    this.#peel(sums.first)
    return this.#isEmpty() ? this.#difference() : null
  }

  /** Each mark that stands alone is struck everywhere, which may leave another alone. */
  #peel(first: number): void {
    const open = Array.from({ length: this.count - first }, (_, n) => first + n)
    for (let place = open.pop(); place !== undefined && !this.#isBeyond(); place = open.pop()) {
      const mark = this.#at(place)
      if (mark === undefined || !this.#own.checks.isOne(mark)) continue
      const hex = hexOf(mark)
      // A mark that comes twice cannot be part of any honest difference.
      if (this.#found.has(hex)) continue
      const places = new Places(mark.low)
      this.#found.set(hex, { mark, places })
      for (; places.place < this.count; places.next()) {
        this.#sumsAt(places.place)?.toggle(places.place, mark)
        open.push(places.place)
      }
    }
  }

  /** More marks than sums cannot be told apart: such sums were made up. */
  #isBeyond(): boolean {
    return this.#found.size > this.count
  }

  #strike(sums: Sums, mark: Mark, places: Places): void {
    for (; places.place < this.count; places.next()) sums.toggle(places.place, mark)
  }

  #at(place: number): Mark | undefined {
    return this.#sumsAt(place)?.at(place)
  }

  #sumsAt(place: number): Sums | undefined {
    return this.#sums.find(({ first, count }) => place >= first && place < first + count)
  }

  /** Every mark is part of the first sum: when nothing is left of it, nothing is left. */
  #isEmpty(): boolean {
    const first = this.#at(0)
    return first !== undefined && isEmpty(first)
  }

  #difference(): Difference {
    const marks = [...this.#found.keys()]
    const have = marks.flatMap((mark) => this.#own.idOf(mark) ?? [])
    return { have, need: marks.filter((mark) => this.#own.idOf(mark) === undefined) }
  }
}

/** From the latter half of sums: those before have nearly always something in them. */
function estimateFrom(empty: readonly boolean[]): { readonly differences: number; readonly isSure: boolean } {
  const latter = empty.slice(empty.length / 2)
  const count = latter.filter(Boolean).length
  const middle = empty.length - latter.length / 2
  const differences = Math.log(latter.length / Math.max(1, count)) * (1 + middle / 2)
  return { differences, isSure: count >= SURE_EMPTY }
}

const isEmpty = ({ high, low, check }: Mark): boolean => high === 0 && low === 0 && check === 0

const hexOf = ({ high, low }: Mark): string =>
  high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0')
