import type { PeerId } from '@libp2p/interface'
import { addressGroup, NEAR } from './address-group.ts'
import { MAX_TRIED_IN_ONE_GROUP } from './peer-book.ts'

interface Place {
  readonly peerId: PeerId
  /** The part of the network that it was linked from when it came. */
  readonly group: string
  /** Whether the library has put it into its table; before that it is looked at whether it answers. */
  isInTable: boolean
}

export interface TablePlacesOptions {
  /** The address that a proven neighbour is linked from; undefined: it is none. */
  readonly linkedFrom: (peerId: PeerId) => string | undefined
  /** Have the library drop a Node from its table. */
  readonly drop: (peerId: PeerId) => void
}

/**
 * Who may stand in the directory's table: proven neighbours only, and few from
 * one part of the network, by where they really are and not where they say.
 * A place is given back when its Node leaves the table, or never came into it;
 * and one that is gone makes room where all places of its part are taken, since
 * the library would keep it for as long as the table is not full.
 * Source: docs/security.md, "Directory".
 */
export class TablePlaces {
  readonly #options: TablePlacesOptions
  readonly #places = new Map<string, Place>()

  constructor(options: TablePlacesOptions) {
    this.#options = options
  }

  /** Whether a Node may stand in the table; it then has a place. */
  take(peerId: PeerId): boolean {
    const name = peerId.toString()
    if (this.#places.has(name)) return true
    const from = this.#options.linkedFrom(peerId)
    if (from === undefined) return false
    const group = addressGroup(from)
    this.#forgetPassersBy()
    if (group !== NEAR && !this.#makeRoom(group)) return false
    this.#places.set(name, { peerId, group, isInTable: false })
    return true
  }

  /** Whether a Node stands in the table. */
  holds(peerId: PeerId): boolean {
    return this.#places.get(peerId.toString())?.isInTable ?? false
  }

  /** A Node is to stand in the table no more, or not to come into it. */
  giveBack(peerId: PeerId): void {
    const place = this.#places.get(peerId.toString())
    if (place === undefined) return
    this.#places.delete(peerId.toString())
    if (place.isInTable) this.#options.drop(peerId)
  }

  /** The library put a Node into its table; one whose place went to another meanwhile leaves it again. */
  added(peerId: PeerId): void {
    const place = this.#places.get(peerId.toString())
    if (place === undefined) this.#options.drop(peerId)
    else place.isInTable = true
  }

  /** The library dropped a Node from its table. */
  removed(peerId: PeerId): void {
    this.#places.delete(peerId.toString())
  }

  clear(): void {
    this.#places.clear()
  }

  /** Nodes that went before they came into the table. */
  #forgetPassersBy(): void {
    for (const [name, place] of this.#places) {
      if (!place.isInTable && this.#isGone(place)) this.#places.delete(name)
    }
  }

  #makeRoom(group: string): boolean {
    const taken = [...this.#places.values()].filter((place) => place.group === group)
    if (taken.length < MAX_TRIED_IN_ONE_GROUP) return true
    const gone = taken.find((place) => this.#isGone(place))
    if (gone !== undefined) this.giveBack(gone.peerId)
    return gone !== undefined
  }

  #isGone({ peerId }: Place): boolean {
    return this.#options.linkedFrom(peerId) === undefined
  }
}
