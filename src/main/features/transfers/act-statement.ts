import { CONDITION_NUMBERS } from './transfer-codec.ts'
import type { ContentOf } from './transfer-types.ts'

/** What a Mirror's signature is under, so that one made for a receipt fits no offer. Source: proto/README.md, "Transfers". */
const PURPOSE = { proposal: 1, receipt: 2, end: 3 } as const
const LENGTH_BYTES = 4
const QUANTITY_BYTES = 8

/** What a Mirror signs with an offer or a counter: the terms behind their length, then the note. */
export function proposalStatement(content: Pick<ContentOf<'proposal'>, 'proposed' | 'note'>): Uint8Array {
  const { bytes } = content.proposed
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32BE(bytes.length)
  return statement(PURPOSE.proposal, length, bytes, Buffer.from(content.note, 'utf8'))
}

/** What a Mirror signs with a receipt: transfer, quantity (IEEE 754, big-endian), condition. */
export function receiptStatement(
  transfer: Uint8Array,
  content: Pick<ContentOf<'receipt'>, 'quantity' | 'condition'>,
): Uint8Array {
  const quantity = Buffer.alloc(QUANTITY_BYTES)
  quantity.writeDoubleBE(content.quantity)
  return statement(PURPOSE.receipt, transfer, quantity, Buffer.of(CONDITION_NUMBERS[content.condition]))
}

/** What a Mirror signs to end openly: the transfer. */
export const endStatement = (transfer: Uint8Array): Uint8Array => statement(PURPOSE.end, transfer)

const statement = (purpose: number, ...parts: readonly Uint8Array[]): Uint8Array =>
  new Uint8Array(Buffer.concat([Buffer.of(purpose), ...parts]))
