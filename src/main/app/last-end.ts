import type { SettingsStore } from '../features/settings/settings-store.ts'
import type { Logger } from '../platform/logger.ts'

export interface LastEndDeps {
  readonly logger: Logger
  readonly settings: Pick<SettingsStore, 'get' | 'set'>
  /** Which start of the machine this is; null where it cannot be told. */
  readonly boot: string | null
}

/**
 * How this Node's last life ended, by marks on its disk. Where neither the process
 * ended in order nor the machine has been up since, the disk may lack what it said
 * it had; then the end of the Node's own log is in doubt until a neighbour has
 * told, or a new epoch has begun.
 * Source: docs/protocol.md, "Epochs".
 */
export class LastEnd {
  readonly #deps: LastEndDeps
  #state: 'not-begun' | 'in-doubt' | 'sure' = 'not-begun'

  constructor(deps: LastEndDeps) {
    this.#deps = deps
  }

  get isInDoubt(): boolean {
    return this.#state === 'in-doubt'
  }

  /** Before anything is said: from here on only an end in order is one. */
  async begin(): Promise<void> {
    const { boot, settings } = this.#deps
    const { endedInOrder, sureInBoot } = settings.get()
    const isSameBoot = boot !== null && boot === sureInBoot
    // Without this mark the next life would take this one's end for one in order.
    const isMarked = !endedInOrder || (await this.#mark({ endedInOrder: false, sureInBoot: boot }))
    this.#state = isMarked && (endedInOrder || isSameBoot) ? 'sure' : 'in-doubt'
  }

  becameSure(): void {
    const isNews = this.#state === 'in-doubt'
    this.#state = 'sure'
    if (isNews) void this.#mark({ endedInOrder: false, sureInBoot: this.#deps.boot })
  }

  /** After everything else. A life that never became sure leaves no mark: the next is as much in doubt. */
  async end(): Promise<void> {
    if (this.#state === 'sure') await this.#mark({ endedInOrder: true })
    this.#state = 'not-begun'
  }

  /** A full disk keeps no Node from starting or ending. @returns whether it is on disk */
  async #mark(marks: Parameters<SettingsStore['set']>[0]): Promise<boolean> {
    try {
      await this.#deps.settings.set(marks)
      return true
    } catch (thrown) {
      this.#deps.logger.warn('how this life ends could not be noted', { cause: String(thrown) })
      return false
    }
  }
}
