const BASE64URL = /^[\w-]+$/u

/** A message as a text that people can carry: a first line that says what it is, and one of base64url. Source: proto/README.md, "Bundle". */
export const toCarriedText = (firstLine: string, bytes: Uint8Array): string =>
  `${firstLine}\n${Buffer.from(bytes).toString('base64url')}\n`

/** The bytes of such a text, or null where it is none of this kind. White space that mail programs put in is passed over. */
export function fromCarriedText(firstLine: string, text: string): Uint8Array | null {
  const [first = '', ...rest] = text.trimStart().split('\n')
  const packed = rest.join('').replace(/\s+/gu, '')
  if (first.trim() !== firstLine || !BASE64URL.test(packed)) return null
  return new Uint8Array(Buffer.from(packed, 'base64url'))
}
