import { HANDSHAKE_TIMEOUT_MS, MAX_HALF_OPEN } from './session-limits.ts'

/** Whoever begins a handshake: a Node, and the address its link comes from. */
export interface Beginner {
  readonly node: string
  readonly address: string
  /** It moves a session that counted when it began: no beginning of its own. */
  readonly isMoving?: boolean
}
interface HalfOpen extends Beginner {
  readonly sinceMs: number
}

/** Lets in as many handshakes as this machine can stand, and no more from one Node or address than is theirs. Times are monotonic. */
export class HandshakeGate {
  readonly #mayBegin: (node: string) => boolean
  readonly #halfOpen = new Set<HalfOpen>()

  /** @param mayBegin whether a Node may begin once more by now; each question counts as a beginning */
  constructor(mayBegin: (node: string) => boolean) {
    this.#mayBegin = mayBegin
  }

  /** Why not, or a function to call when the handshake is over, however it ended. */
  enter(beginner: Beginner, nowMs: number): 'busy' | 'rate-exceeded' | (() => void) {
    this.#forgetBefore(nowMs)
    if (beginner.isMoving !== true && !this.#mayBegin(beginner.node)) return 'rate-exceeded'
    if (this.#isBusy(beginner)) return 'busy'
    const entry = { ...beginner, sinceMs: nowMs }
    this.#halfOpen.add(entry)
    return () => void this.#halfOpen.delete(entry)
  }

  get halfOpen(): number {
    return this.#halfOpen.size
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
    for (const entry of this.#halfOpen) {
      if (nowMs - entry.sinceMs > HANDSHAKE_TIMEOUT_MS) this.#halfOpen.delete(entry)
    }
  }
}
