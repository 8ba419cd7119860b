import { z } from 'zod'

/** Bytes in one piece over the bridge. Source: docs/security.md, "Files": a page asks for little at a time. */
export const FILE_PIECE_BYTES = 256 * 1024
/** The same as base64url. */
export const MAX_PIECE_CHARS = Math.ceil((FILE_PIECE_BYTES * 4) / 3) + 4
/** Longest path, in UTF-16 units. Source: Linux, PATH_MAX. */
const PATH_MAX_CHARS = 4_096
export const Path = z.string().min(1).max(PATH_MAX_CHARS)
