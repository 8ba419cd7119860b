import type { PeerCount } from './peer-calls.ts'

interface Waiting {
  readonly fresh: number
  resolve(count: PeerCount): void
}

/** Counts what came, each id once as fresh. */
export class Tally {
  readonly #seen = new Set<string>()
  #copies = 0
  #fresh = 0
  #begunAt = process.cpuUsage()
  #waiting: Waiting | null = null

  /** A message came. @returns whether it had not come before */
  came(id: string): boolean {
    this.#copies += 1
    if (this.#seen.has(id)) return false
    this.#seen.add(id)
    return true
  }

  /** One is dealt with. */
  done(): void {
    this.#fresh += 1
    if (this.#waiting !== null && this.#fresh >= this.#waiting.fresh) this.#settle(this.#waiting)
  }

  /** Resolves once so many are dealt with, counted from the last time; CPU from now on. */
  expect(fresh: number): Promise<PeerCount> {
    this.#begunAt = process.cpuUsage()
    return new Promise((resolve) => {
      const waiting = { fresh, resolve }
      if (this.#fresh >= fresh) this.#settle(waiting)
      else this.#waiting = waiting
    })
  }

  #settle({ resolve }: Waiting): void {
    const { user, system } = process.cpuUsage(this.#begunAt)
    resolve({ fresh: this.#fresh, copies: this.#copies, cpuMicros: user + system })
    this.#waiting = null
    this.#fresh = 0
    this.#copies = 0
  }
}
