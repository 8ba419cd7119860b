/** The numbers of a session. Source of all: docs/security.md, "Sessions", unless it says otherwise. */

/** From the first message of a handshake to an open session. */
export const HANDSHAKE_TIMEOUT_MS = 10_000
/** Largest message while a session is being opened. */
export const MAX_HANDSHAKE_BYTES = 4 * 1024
/** Largest content of one frame. Chosen here: with its envelope it fits the 64 KiB that a stream carries at once. */
export const MAX_CONTENT_BYTES = 63 * 1024
/** A session in which nothing was said for so long ends, unless its Node sets another time. Source: PEER_PROTOCOL, "Session Management". */
export const SESSION_IDLE_MS = 30 * 60_000
/** No session lives longer, however busy. */
export const SESSION_MAX_AGE_MS = 12 * 3_600_000
/** How often sessions are looked through for those that are over. */
export const SWEEP_MS = 30_000
/** How long the id of a session that is over is remembered, so that it cannot come back. */
export const TOMBSTONE_MS = 3_600_000
/** A sender changes its keys after so many frames, so many bytes, or so long, whatever comes first. */
export const REKEY_FRAMES = 2 ** 20
export const REKEY_BYTES = 64 * 2 ** 30
export const REKEY_AGE_MS = 10 * 60_000
/** A session in use is replaced by one from a new key agreement after so long. */
export const RENEW_AFTER_MS = 25 * 60_000
/** Handshakes under way that others began: in all, with one Node, from one address. */
export const MAX_HALF_OPEN = { total: 64, perNode: 3, perAddress: 8 } as const
