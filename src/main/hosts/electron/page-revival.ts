/** A page that fails again within this is not loaded a third time. Chosen here: what fails by chance does not do so twice in a minute. */
export const REVIVAL_REST_MS = 60_000

/** What to do about a page whose process is gone. */
export type Revival = 'reload' | 'tell' | 'none'

/** Loads a page anew once; a second failure soon after is told instead, because a third would follow. */
export class PageRevival {
  #lastMs: number | null = null

  judge(reason: string, nowMs: number): Revival {
    if (reason === 'clean-exit') return 'none'
    const isSoonAgain = this.#lastMs !== null && nowMs - this.#lastMs < REVIVAL_REST_MS
    this.#lastMs = nowMs
    return isSoonAgain ? 'tell' : 'reload'
  }
}
