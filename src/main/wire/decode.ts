/** What a generated codec offers, as far as decoding goes. */
interface Decoder<T> {
  decode(bytes: Uint8Array): T
}

/** A message, or null where the bytes are none: a peer's garbage never becomes an exception. */
export function tryDecode<T>(decoder: Decoder<T>, bytes: Uint8Array, maxBytes: number): T | null {
  if (bytes.byteLength > maxBytes) return null
  try {
    return decoder.decode(bytes)
  } catch {
    return null // truncated, wrong wire type, invalid UTF-8: all the same to us
  }
}

/** Whether a decoded number is a whole one that a double holds exactly. */
export const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0
