import type { MirrorId } from '../../../shared/kernel/ids.ts'
import type { Clock } from '../../platform/clock.ts'

export interface UnlockedMirrorsDeps {
  /** The machine's own time: idleness is a person's, not the application's. */
  readonly clock: Clock
  /** Told of each Mirror who has been locked for being idle. */
  idled(mirrorId: MirrorId): void
}

export interface UnlockedMirrorsOptions {
  /** How long a Mirror may be idle; asked each time, because a person may change it. */
  idleMs(): number
}

interface Unlocked {
  readonly seed: Uint8Array
  usedAtMs: number
}

/**
 * The keys of Mirrors that are unlocked, for each caller apart. A key is
 * overwritten the moment it is locked or found to have been idle too long.
 */
export class UnlockedMirrors {
  readonly #deps: UnlockedMirrorsDeps
  readonly #options: UnlockedMirrorsOptions
  /** By session, then by Mirror; the last in a session was unlocked last. */
  readonly #sessions = new Map<string, Map<MirrorId, Unlocked>>()

  constructor(deps: UnlockedMirrorsDeps, options: UnlockedMirrorsOptions) {
    this.#deps = deps
    this.#options = options
  }

  /** Takes over `seed`. */
  add(sessionId: string, mirrorId: MirrorId, seed: Uint8Array): void {
    this.lock(sessionId, mirrorId)
    const mirrors = this.#sessions.get(sessionId) ?? new Map<MirrorId, Unlocked>()
    mirrors.set(mirrorId, { seed, usedAtMs: this.#deps.clock.nowMs() })
    this.#sessions.set(sessionId, mirrors)
  }

  has(sessionId: string, mirrorId: MirrorId): boolean {
    this.lockIdle()
    return this.#sessions.get(sessionId)?.has(mirrorId) ?? false
  }

  /** The Mirror this caller unlocked last, or null. Looking does not count as use. */
  newest(sessionId: string): MirrorId | null {
    this.lockIdle()
    return [...(this.#sessions.get(sessionId)?.keys() ?? [])].at(-1) ?? null
  }

  /** The key of an unlocked Mirror, which starts its idle time anew; null when it is locked. Not to be kept. */
  use(sessionId: string, mirrorId: MirrorId): Uint8Array | null {
    this.lockIdle()
    const unlocked = this.#sessions.get(sessionId)?.get(mirrorId)
    if (unlocked === undefined) return null
    unlocked.usedAtMs = this.#deps.clock.nowMs()
    return unlocked.seed
  }

  lock(sessionId: string, mirrorId: MirrorId): void {
    const mirrors = this.#sessions.get(sessionId)
    mirrors?.get(mirrorId)?.seed.fill(0)
    mirrors?.delete(mirrorId)
    if (mirrors?.size === 0) this.#sessions.delete(sessionId)
  }

  lockEverywhere(mirrorId: MirrorId): void {
    for (const sessionId of [...this.#sessions.keys()]) this.lock(sessionId, mirrorId)
  }

  endSession(sessionId: string): void {
    for (const mirrorId of [...(this.#sessions.get(sessionId)?.keys() ?? [])]) this.lock(sessionId, mirrorId)
  }

  lockAll(): void {
    for (const sessionId of [...this.#sessions.keys()]) this.endSession(sessionId)
  }

  /** Lock what has been idle too long. */
  lockIdle(): void {
    const idleSinceMs = this.#deps.clock.nowMs() - this.#options.idleMs()
    for (const [sessionId, mirrors] of [...this.#sessions]) {
      const idle = [...mirrors].filter(([, { usedAtMs }]) => usedAtMs <= idleSinceMs)
      for (const [mirrorId] of idle) {
        this.lock(sessionId, mirrorId)
        this.#deps.idled(mirrorId)
      }
    }
  }
}
