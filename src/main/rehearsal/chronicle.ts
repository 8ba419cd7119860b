import { createHash } from 'node:crypto'
import type { SimulatedNetwork } from '../network/simulated-network.ts'
import type { Clock } from '../platform/clock.ts'

/**
 * What happened in a world, in order: events as lines that a person reads, and
 * every message on the line. Two runs in which the same happened have the same digest.
 */
export class Chronicle {
  readonly lines: string[] = []
  readonly #clock: Clock
  readonly #startMs: number
  readonly #hash = createHash('sha256')
  readonly stop: () => void

  constructor(clock: Clock, network: SimulatedNetwork) {
    this.#clock = clock
    this.#startMs = clock.nowMs()
    this.stop = network.onSpoken(({ bytes, from, to }) => {
      this.#hash.update(`${this.#sinceMs} ${from} ${to} ${bytes.byteLength}\n`)
      this.#hash.update(bytes)
    })
  }

  note(what: string): void {
    const line = `${this.#sinceMs} ${what}`
    this.lines.push(line)
    this.#hash.update(`${line}\n`)
  }

  /** A digest of all that happened by now, and of how things stand. */
  digest(states: readonly string[]): string {
    const hash = this.#hash.copy()
    for (const state of states) hash.update(`${state}\n`)
    return hash.digest('hex')
  }

  get #sinceMs(): number {
    return this.#clock.nowMs() - this.#startMs
  }
}
