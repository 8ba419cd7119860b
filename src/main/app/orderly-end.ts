import type { SettingsStore } from '../features/settings/settings-store.ts'
import type { Logger } from '../platform/logger.ts'

export interface OrderlyEndDeps {
  readonly logger: Logger
  readonly settings: Pick<SettingsStore, 'get' | 'set'>
}

/**
 * A mark on disk that this Node's last life ended in order. Without one its disk
 * may lack what it said it had, so the end of its own log is in doubt until a
 * neighbour has told, or a new epoch has begun.
 * Source: docs/protocol.md, "Epochs".
 */
export class OrderlyEnd {
  readonly #deps: OrderlyEndDeps
  #state: 'not-begun' | 'in-doubt' | 'sure' = 'not-begun'

  constructor(deps: OrderlyEndDeps) {
    this.#deps = deps
  }

  get isInDoubt(): boolean {
    return this.#state === 'in-doubt'
  }

  /** Take the mark away, before anything is said. */
  async begin(): Promise<void> {
    const wasOrderly = this.#deps.settings.get().endedInOrder
    this.#state = wasOrderly ? 'sure' : 'in-doubt'
    if (wasOrderly) await this.#mark(false)
  }

  becameSure(): void {
    this.#state = 'sure'
  }

  /** After everything else. A life that never became sure leaves no mark: the next is as much in doubt. */
  async end(): Promise<void> {
    if (this.#state === 'sure') await this.#mark(true)
    this.#state = 'not-begun'
  }

  /** A full disk keeps no Node from starting or ending. */
  async #mark(endedInOrder: boolean): Promise<void> {
    try {
      await this.#deps.settings.set({ endedInOrder })
    } catch (thrown) {
      this.#deps.logger.warn('how this life ends could not be noted', { cause: String(thrown) })
    }
  }
}
