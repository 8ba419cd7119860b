/** One moment on two clocks: the wall's, which a person may set, and the machine's, which may stand still in sleep. */
export interface Instant {
  readonly wallMs: number
  readonly monotonicMs: number
}

/** Time since then on whichever clock has moved further: setting one back makes nothing live longer. */
export const elapsedMs = (since: Instant, now: Instant): number =>
  Math.max(0, now.wallMs - since.wallMs, now.monotonicMs - since.monotonicMs)
