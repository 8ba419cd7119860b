import type { NodeId } from '../../shared/kernel/ids.ts'
import type { Clock } from '../platform/clock.ts'
import type { Random } from '../platform/random.ts'
import { addressGroups } from './address-group.ts'
import type { Candidate } from './dial-choice.ts'
import type { DialTarget } from './neighbour.ts'
import {
  EMPTY_BOOK,
  feelerOf,
  isTried,
  type PeerBook,
  type PeerBookInput,
  stepPeerBook,
} from './peer-book.ts'

export interface AddressBookDeps {
  readonly realClock: Clock
  readonly random: Random
}

/** Which of all the Nodes we were told of are worth a dial: a bounded number, however many those are. */
export class AddressBook {
  readonly #deps: AddressBookDeps
  #book: PeerBook = EMPTY_BOOK

  constructor(deps: AddressBookDeps) {
    this.#deps = deps
  }

  /** Those that are in the book, and those to be kept whatever it says. */
  admit(targets: ReadonlyMap<NodeId, DialTarget>): ReadonlyMap<NodeId, DialTarget> {
    for (const nodeId of this.#book.entries.keys()) {
      if (!targets.has(nodeId)) this.#step({ kind: 'forgotten', nodeId })
    }
    for (const target of targets.values()) this.#hear(target)
    return new Map([...targets].filter(([nodeId, { keep }]) => keep || this.#book.entries.has(nodeId)))
  }

  /** What the book knows of a target, as it is chosen by. */
  describe({ nodeId, keep, anchor, addresses }: DialTarget): Omit<Candidate, 'unreachable'> {
    const entry = this.#book.entries.get(nodeId)
    const groups = entry?.groups ?? addressGroups(addresses)
    return { nodeId, keep, anchor: anchor ?? false, tried: entry !== undefined && isTried(entry), groups }
  }

  /** A dial of ours came through, or did not. */
  note(nodeId: NodeId, kind: 'reached' | 'missed'): void {
    this.#step({ kind, nodeId })
  }

  /** Whom to dial only to see whether it is there, or null. */
  feeler(busy: ReadonlySet<NodeId>): NodeId | null {
    return feelerOf(this.#book, busy, this.#deps.random)
  }

  #hear({ nodeId, addresses, source, reachedAtMs }: DialTarget): void {
    const groups = addressGroups(addresses)
    this.#step({ kind: 'heard', nodeId, groups, source: source ?? nodeId, reachedAtMs: reachedAtMs ?? null })
  }

  #step(input: PeerBookInput): void {
    const { random, realClock } = this.#deps
    this.#book = stepPeerBook(this.#book, input, { nowMs: realClock.nowMs(), random })
  }
}
