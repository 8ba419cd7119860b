const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Longest reason, in characters. Source: docs/protocol.md, "Limits". */
export const TRUST_REASON_MAX_CHARS = 500
/** Bounds of how long a Node may be set apart at once; the shortest holds in test federations. Source: docs/protocol.md, "Isolation". */
export const ISOLATION_MIN_TEST_MS = MINUTE_MS
export const ISOLATION_MIN_MS = HOUR_MS
export const ISOLATION_MAX_MS = 7 * DAY_MS
export const ISOLATION_DEFAULT_MS = DAY_MS
