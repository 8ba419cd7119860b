/** Who calls: one window, page or script. A Mirror unlocked for one caller is not unlocked for another. */
export interface Caller {
  readonly sessionId: string
}
