const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS
/** Calls are let go after so long, on each side by its own clock. Source: docs/protocol.md, "Calls". */
export const KEPT_MS = 90 * DAY_MS
/** Calls kept with one Node, both sides' together; the oldest go first. Source: docs/protocol.md, "Calls". */
export const KEPT_MAX = 500
/** How long each try of a wake-up waits for an answer. Source: docs/protocol.md, "Calls". */
export const ANSWER_WAITS_MS = [5_000, 15_000, 45_000] as const
/** How long a Node that was woken looks for news before it says how it fares. Source: docs/protocol.md, "Calls". */
export const LOOK_MS = 10_000
/** How long to wait for the answer of a Node that is asked whether it is there. Source: docs/protocol.md, "Calls". */
export const ALIVE_MS = 10_000
/** Pauses before the second and the third attempt to link anew. Source: docs/protocol.md, "Calls". */
export const RELINK_PAUSES_MS = [1_000, 3_000] as const
