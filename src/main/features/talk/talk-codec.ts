import { TALK_MAX_CHARS } from '../../../shared/contract/transfers.ts'
import { EpochMs, MessageId } from '../../../shared/kernel/ids.ts'
import { prose } from '../../../shared/kernel/text.ts'
import { fromHex, plainBytes, toHex } from '../../platform/bytes.ts'
import { tryDecode } from '../../wire/decode.ts'
import { wire } from '../../wire/messages.ts'
import type { Said } from './talk-types.ts'

/** Largest encoded message: 2,000 characters of three bytes each, an id, a time, and their tags. Source: docs/protocol.md, "Limits". */
const MAX_TALK_BYTES = 6_100

const Text = prose(TALK_MAX_CHARS)

/** The payload of a letter. */
export function encodeSaid({ id, writtenAtMs, text }: Said): Uint8Array {
  return plainBytes(wire.TalkMessage.encode({ id: fromHex(id), writtenAtMs, text }).finish())
}

/** What a payload says, or null where it is none or breaks a limit. A text has one spelling on the wire: the cleaned one. */
export function decodeSaid(payload: Uint8Array): Said | null {
  const message = tryDecode(wire.TalkMessage, payload, MAX_TALK_BYTES)
  if (message === null) return null
  const id = MessageId.safeParse(toHex(message.id))
  const text = Text.safeParse(message.text)
  const isTimed = EpochMs.safeParse(message.writtenAtMs).success
  if (!id.success || !isTimed || !text.success || text.data !== message.text) return null
  return { id: id.data, writtenAtMs: message.writtenAtMs, text: text.data }
}
