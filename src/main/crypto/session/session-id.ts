import { fromHex, toHex } from '../../platform/bytes.ts'

/** Length of a UUID, in bytes. Source: RFC 9562 §4. */
const UUID_BYTES = 16
/** Where the version and the variant stand, and what they are in a random one. Source: RFC 9562 §5.4. */
const VERSION_BYTE = { at: 6, mask: 0xf0, value: 0x40 } as const
const VARIANT_BYTE = { at: 8, mask: 0xc0, value: 0x80 } as const

/** The 16 bytes of a UUID in its text form. */
export const sessionIdBytes = (uuid: string): Uint8Array => fromHex(uuid.replaceAll('-', ''))

/** A UUID v4 as text, or null where the bytes are none. */
export function sessionIdText(bytes: Uint8Array): string | null {
  const isFormed = [VERSION_BYTE, VARIANT_BYTE].every(
    ({ at, mask, value }) => ((bytes[at] ?? 0) & mask) === value,
  )
  if (bytes.length !== UUID_BYTES || !isFormed) return null
  return toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5')
}
