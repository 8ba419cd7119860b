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

/**
 * Who may stand in the directory's table: proven neighbours only, and few from
 * one part of the network, by where they really are and not where they say.
 * A place is given back when the library drops its Node, or never took it.
 * Source: docs/security.md, "Directory".
 */
export class TablePlaces {
  /** The address that a proven neighbour is linked from; undefined: it is none. */
  readonly #linkedFrom: (peerId: PeerId) => string | undefined
  readonly #places = new Map<string, Place>()

  constructor(linkedFrom: (peerId: PeerId) => string | undefined) {
    this.#linkedFrom = linkedFrom
  }

  /** Whether a Node may stand in the table; it then has a place. */
  take(peerId: PeerId): boolean {
    const name = peerId.toString()
    if (this.#places.has(name)) return true
    const from = this.#linkedFrom(peerId)
    if (from === undefined) return false
    const group = addressGroup(from)
    if (group !== NEAR && this.#taken(group) >= MAX_TRIED_IN_ONE_GROUP) return false
    this.#places.set(name, { peerId, group, isInTable: false })
    return true
  }

  /** The library put a Node into its table. */
  added(name: string): void {
    const place = this.#places.get(name)
    if (place !== undefined) place.isInTable = true
  }

  /** The library dropped a Node from its table. */
  removed(name: string): void {
    this.#places.delete(name)
  }

  clear(): void {
    this.#places.clear()
  }

  #taken(group: string): number {
    for (const [name, { peerId, isInTable }] of this.#places) {
      if (!isInTable && this.#linkedFrom(peerId) === undefined) this.#places.delete(name)
    }
    return [...this.#places.values()].filter((place) => place.group === group).length
  }
}
