/** Sizes beyond which a peer's bytes are not even decoded. Source: docs/protocol.md, "Limits". */

/** Largest payload of an entry: an alert in any script, with evidence, fits. */
export const MAX_PAYLOAD_BYTES = 15_000
/** Largest encoded body: 8 refs, a credential, hashes, with room to spare. */
export const MAX_BODY_BYTES = 2 * 1024
/** Largest message on a lane. */
export const MAX_FRAME_BYTES = 64 * 1024
/** What a receiver lets a sender have under way on the main stream. Larger windows delay alerts: docs/protocol.md, "Lanes". */
export const CREDIT_WINDOW_BYTES = 64 * 1024
/** Bytes of entries put in one frame while catching up: half a window, so that the next is under way while one is stored. */
export const CATCH_UP_FRAME_BYTES = 32 * 1024
/** Largest message on a proof stream or opening a lane. */
export const MAX_OPENING_BYTES = 256
/** Largest decoded invitation. */
export const MAX_INVITE_BYTES = 3 * 1024
/** Largest record in the directory. */
export const MAX_WHEREABOUTS_BYTES = 1024
/** Addresses in one such record. */
export const MAX_WHEREABOUTS_ADDRESSES = 8
/** Ids in one receipts frame. */
export const MAX_RECEIPT_IDS = 512
export const MAX_SLOT_BYTES = 64
export const MAX_ADDRESSES = 16
export const MAX_ADDRESS_CHARS = 256
