/** Keeps the `limit` values used last; an older one is forgotten and has to be computed again. */
export class RecentCache<V> {
  readonly #limit: number
  readonly #values = new Map<string, V>()

  constructor(limit: number) {
    this.#limit = limit
  }

  get size(): number {
    return this.#values.size
  }

  /** The value under `key`, computed by `make` when it is not here. A `make` that throws leaves nothing behind. */
  getOrMake(key: string, make: () => V): V {
    const known = this.#values.get(key)
    const value = known === undefined ? make() : known
    this.#values.delete(key)
    this.#values.set(key, value)
    if (this.#values.size > this.#limit) this.#forgetOldest()
    return value
  }

  #forgetOldest(): void {
    for (const oldest of this.#values.keys()) {
      this.#values.delete(oldest)
      return
    }
  }
}
