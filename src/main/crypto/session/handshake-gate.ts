import { HANDSHAKE_TIMEOUT_MS, MAX_HALF_OPEN, MAX_PER_MINUTE } from './session-limits.ts'

/** Whoever begins a handshake: a Node, and the address its link comes from. */
export interface Beginner {
  readonly node: string
  readonly address: string
}
interface HalfOpen extends Beginner {
  readonly sinceMs: number
}
interface Begun {
  readonly node: string
  readonly atMs: number
}

const MINUTE_MS = 60_000

/** Lets in as many handshakes as this machine can stand, and no more from one Node or address than is theirs. Times are monotonic. */
export class HandshakeGate {
  readonly #halfOpen = new Set<HalfOpen>()
  #begun: Begun[] = []

  /** Why not, or a function to call when the handshake is over, however it ended. */
  enter(beginner: Beginner, nowMs: number): 'busy' | 'rate-exceeded' | (() => void) {
    this.#forgetBefore(nowMs)
    if (this.#isRateExceeded(beginner)) return 'rate-exceeded'
    this.#begun.push({ node: beginner.node, atMs: nowMs })
    if (this.#isBusy(beginner)) return 'busy'
    const entry = { ...beginner, sinceMs: nowMs }
    this.#halfOpen.add(entry)
    return () => void this.#halfOpen.delete(entry)
  }

  get halfOpen(): number {
    return this.#halfOpen.size
  }

  #isRateExceeded({ node }: Beginner): boolean {
    const own = this.#begun.filter((begun) => begun.node === node).length
    return own >= MAX_PER_MINUTE.perNode || this.#begun.length >= MAX_PER_MINUTE.total
  }

  #isBusy({ node, address }: Beginner): boolean {
    const all = [...this.#halfOpen]
    const ofNode = all.filter((entry) => entry.node === node).length
    const ofAddress = all.filter((entry) => entry.address === address).length
    return (
      all.length >= MAX_HALF_OPEN.total ||
      ofNode >= MAX_HALF_OPEN.perNode ||
      ofAddress >= MAX_HALF_OPEN.perAddress
    )
  }

  #forgetBefore(nowMs: number): void {
    this.#begun = this.#begun.filter(({ atMs }) => nowMs - atMs < MINUTE_MS)
    for (const entry of this.#halfOpen) {
      if (nowMs - entry.sinceMs > HANDSHAKE_TIMEOUT_MS) this.#halfOpen.delete(entry)
    }
  }
}
