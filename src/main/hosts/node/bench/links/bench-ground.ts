import { FederationId } from '../../../../../shared/kernel/ids.ts'
import type { RawEnvelope } from '../../../../replica/envelope-codec.ts'
import { parseEnvelope, verifyEnvelope } from '../../../../replica/envelope-codec.ts'
import { wire } from '../../../../wire/messages.ts'

/** A test federation that nobody else is in. */
export const FEDERATION = FederationId.parse(`7e${'be'.repeat(31)}`)
/** Everything here stays on this machine. */
export const LOOPBACK = '127.0.0.1'
export const LOOPBACK_TCP = `/ip4/${LOOPBACK}/tcp/0`

export const encodeEnvelope = (raw: RawEnvelope): Uint8Array => wire.Envelope.encode(raw).finish()

/** The id of an entry whose form and signatures hold. @throws TypeError where they do not: here nobody lies */
export function soundId(raw: RawEnvelope): string {
  const parsed = parseEnvelope(raw, FEDERATION)
  const entry = typeof parsed === 'string' ? parsed : verifyEnvelope(parsed)
  if (typeof entry === 'string') throw new TypeError(`an unsound entry: ${entry}`)
  return entry.id
}

/** The same of an encoded envelope. */
export const soundIdOf = (bytes: Uint8Array): string => {
  const { body, payload, nodeSignature, mirrorSignature } = wire.Envelope.decode(bytes)
  return soundId({ body, payload, nodeSignature, mirrorSignature })
}
