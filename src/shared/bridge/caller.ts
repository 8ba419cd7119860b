/** One act on one thing: what a confirmation is good for. */
export interface ConfirmedAct {
  /** `feature.member` of the contract. */
  readonly method: string
  /** The id of what it is done to. */
  readonly subject: string
}

export interface Confirmation {
  readonly confirmationId: string
  readonly untilMs: number
}

/** Where a page fetches a confirmation when a person presses, and where it is spent. */
export interface Confirmations {
  /** @throws MirrorError 'not-confirmed' where the host knows that nobody pressed */
  issue(act: ConfirmedAct): Confirmation
  /** Spend a confirmation: good once, for this act alone. @throws MirrorError 'not-confirmed' */
  redeem(confirmationId: string | undefined, act: ConfirmedAct): void
}

/** Who calls: one window, page or script. A Mirror unlocked for one caller is not unlocked for another. */
export interface Caller {
  readonly sessionId: string
  /** A page's own. A script has none and needs none: it says each act itself, with the PIN. */
  readonly confirmations?: Confirmations
}
