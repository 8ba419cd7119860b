import { QUANTITY_MAX, ResourceName, Unit } from '../../../shared/contract/resources.ts'
import {
  type Condition,
  ROUTE_MAX_CHARS,
  SETTLE_IN_MAX_MS,
  SETTLE_IN_MIN_MS,
  TALK_MAX_CHARS,
} from '../../../shared/contract/transfers.ts'
import { EpochMs, TransferId } from '../../../shared/kernel/ids.ts'
import { optionalProse, prose } from '../../../shared/kernel/text.ts'
import { nodeIdFromPublicKey, publicKeyFromNodeId } from '../../crypto/peer-id.ts'
import { isStrongPublicKey, SIGNATURE_BYTES } from '../../crypto/signing.ts'
import { fromHex, plainBytes, toHex } from '../../platform/bytes.ts'
import { decodeMark } from '../../replica/mirror-mark.ts'
import { isCount, tryDecode } from '../../wire/decode.ts'
import { MAX_PAYLOAD_BYTES } from '../../wire/limits.ts'
import { wire } from '../../wire/messages.ts'
import { SLOT_MAX_MS, SLOT_MIN_TEST_MS } from './transfer-rules.ts'
import type {
  EncodedSettled,
  EncodedTerms,
  Message,
  Settled,
  Terms,
  TransferContent,
  TransferWindow,
} from './transfer-types.ts'

/** Largest encoded terms: every field at its limit in any script comes to some 1,200 bytes. Source: docs/protocol.md, "Limits". */
const MAX_TERMS_BYTES = 1_500
/** Messages one side may write in a transfer. Source: docs/protocol.md, "Limits". */
export const MESSAGES_MAX = 500
/** Changes of terms, of both sides. Source: as above, twice. */
export const REVISIONS_MAX = 2 * MESSAGES_MAX

export const CONDITION_NUMBERS: Readonly<Record<Condition, number>> = {
  whole: wire.TransferCondition.TRANSFER_CONDITION_WHOLE,
  partial: wire.TransferCondition.TRANSFER_CONDITION_PARTIAL,
  spoiled: wire.TransferCondition.TRANSFER_CONDITION_SPOILED,
  disputed: wire.TransferCondition.TRANSFER_CONDITION_DISPUTED,
}
const CONDITIONS = new Map(
  Object.entries(CONDITION_NUMBERS).map(([name, number]) => [number, name as Condition]),
)

const Note = optionalProse(TALK_MAX_CHARS)
const Talk = prose(TALK_MAX_CHARS)
const Route = optionalProse(ROUTE_MAX_CHARS)

/** Terms as they are signed. */
export function encodeTerms(terms: Terms): EncodedTerms {
  const { window, giver, receiver, transferId, ...same } = terms
  const bytes = wire.TransferTerms.encode({
    ...same,
    transfer: fromHex(transferId),
    giver: publicKeyFromNodeId(giver) ?? new Uint8Array(),
    receiver: publicKeyFromNodeId(receiver) ?? new Uint8Array(),
    windowFromMs: window?.fromMs ?? 0,
    windowUntilMs: window?.untilMs ?? 0,
  }).finish()
  return { terms, bytes: plainBytes(bytes) }
}

/** The terms in some bytes, or null where they are none or break a limit. */
export function decodeTerms(bytes: Uint8Array): EncodedTerms | null {
  const message = tryDecode(wire.TransferTerms, bytes, MAX_TERMS_BYTES)
  if (message === null) return null
  const parties = readParties(message)
  const window = readWindow(message)
  const { revision, resource, quantity, unit, route, expectedLossRatio, settleInMs, slotMs } = message
  if (parties === null || window === undefined || !isFit(message)) return null
  const said = { revision, resource, quantity, unit, window, route, expectedLossRatio, settleInMs, slotMs }
  return { terms: { ...parties, ...said }, bytes: plainBytes(bytes) }
}

/** Settled terms as they are signed. */
export function encodeSettled({ terms, agreedAtMs, settleAtMs }: Settled): EncodedSettled {
  const bytes = plainBytes(wire.SettledTerms.encode({ terms, agreedAtMs, settleAtMs }).finish())
  return { terms, agreedAtMs, settleAtMs, bytes }
}

/** The settled terms in some bytes, or null where they are none. What they settle is not looked at. */
export function decodeSettled(bytes: Uint8Array): EncodedSettled | null {
  const message = tryDecode(wire.SettledTerms, bytes, MAX_TERMS_BYTES + 32)
  if (message === null || message.terms.length === 0) return null
  const { agreedAtMs, settleAtMs } = message
  if (!isTime(agreedAtMs) || !isTime(settleAtMs)) return null
  return { terms: plainBytes(message.terms), agreedAtMs, settleAtMs, bytes: plainBytes(bytes) }
}

/** The payload of a message. */
export function encodeMessage({ transferId, number, writtenAtMs, content }: Message): Uint8Array {
  const place = { transfer: fromHex(transferId), number, writtenAtMs }
  return plainBytes(wire.TransferMessage.encode({ ...place, ...encodeContent(content) }).finish())
}

/** The message in a payload, or null where it is none or breaks a limit. No signature is looked at. */
export function decodeMessage(payload: Uint8Array): Message | null {
  const message = tryDecode(wire.TransferMessage, payload, MAX_PAYLOAD_BYTES)
  if (message === null) return null
  const transferId = TransferId.safeParse(toHex(message.transfer))
  const { number, writtenAtMs } = message
  const content = decodeContent(message)
  const isPlaced = isCount(number) && number < MESSAGES_MAX && isTime(writtenAtMs)
  if (!transferId.success || !isPlaced || content === null) return null
  return { transferId: transferId.data, number, writtenAtMs, content }
}

type WireMessage = ReturnType<typeof wire.TransferMessage.decode>
type WireTerms = ReturnType<typeof wire.TransferTerms.decode>

function encodeContent(content: TransferContent): Parameters<typeof wire.TransferMessage.encode>[0] {
  switch (content.kind) {
    case 'proposal': {
      const { proposed, note, mirror } = content
      return { proposal: { terms: proposed.bytes, note, mirror } }
    }
    case 'talk':
      return { talk: { text: content.text } }
    case 'agreement':
      return { agreement: { settled: content.settled.bytes, nodeSignature: content.nodeSignature } }
    case 'consent':
      return { consent: wire.TransferConsent.decode(content.consent) }
    case 'report':
      return { report: { delivered: content.delivered, note: content.note } }
    case 'receipt': {
      const { quantity, condition, mirror } = content
      return { receipt: { quantity, condition: CONDITION_NUMBERS[condition], mirror } }
    }
    case 'end':
      return { end: { mirror: content.mirror } }
    case 'closed':
      return { closed: {} }
  }
}

type Decoders = {
  readonly [Kind in NonNullable<WireMessage['content']>]: (message: WireMessage) => TransferContent | null
}

const DECODERS: Decoders = {
  proposal({ proposal }) {
    const proposed = decodeTerms(proposal?.terms ?? new Uint8Array())
    const mirror = decodeMark(proposal?.mirror)
    const note = proposal?.note ?? ''
    if (proposed === null || mirror === null || !isOwnForm(Note, note)) return null
    return { kind: 'proposal', proposed, note, mirror }
  },
  talk({ talk }) {
    const text = talk?.text ?? ''
    return isOwnForm(Talk, text) ? { kind: 'talk', text } : null
  },
  agreement({ agreement }) {
    const settled = decodeSettled(agreement?.settled ?? new Uint8Array())
    const nodeSignature = plainBytes(agreement?.nodeSignature ?? new Uint8Array())
    if (settled === null || nodeSignature.length !== SIGNATURE_BYTES) return null
    return { kind: 'agreement', settled, nodeSignature }
  },
  consent({ consent }) {
    return { kind: 'consent', consent: plainBytes(wire.TransferConsent.encode(consent ?? {}).finish()) }
  },
  report({ report }) {
    const { delivered = 0, note = '' } = withoutNulls(report)
    return isAmount(delivered) && isOwnForm(Note, note) ? { kind: 'report', delivered, note } : null
  },
  receipt({ receipt }) {
    const { quantity = 0, condition: number = 0 } = withoutNulls(receipt)
    const condition = CONDITIONS.get(number)
    const mirror = decodeMark(receipt?.mirror)
    if (!isAmount(quantity) || condition === undefined || mirror === null) return null
    return { kind: 'receipt', quantity, condition, mirror }
  },
  end({ end }) {
    const mirror = decodeMark(end?.mirror)
    return mirror && { kind: 'end', mirror }
  },
  closed: () => ({ kind: 'closed' }),
}

const decodeContent = (message: WireMessage): TransferContent | null =>
  message.content === undefined ? null : DECODERS[message.content](message)

function readParties(message: WireTerms): Pick<Terms, 'transferId' | 'giver' | 'receiver'> | null {
  const transferId = TransferId.safeParse(toHex(message.transfer))
  if (!transferId.success || !isStrongPublicKey(message.giver) || !isStrongPublicKey(message.receiver)) {
    return null
  }
  const giver = nodeIdFromPublicKey(plainBytes(message.giver))
  const receiver = nodeIdFromPublicKey(plainBytes(message.receiver))
  return giver === receiver ? null : { transferId: transferId.data, giver, receiver }
}

/** undefined where it is none; null where no time was named. */
function readWindow({
  windowFromMs: fromMs,
  windowUntilMs: untilMs,
}: WireTerms): TransferWindow | null | undefined {
  if (fromMs === 0 && untilMs === 0) return null
  return isTime(fromMs) && isTime(untilMs) && fromMs < untilMs ? { fromMs, untilMs } : undefined
}

function isFit(message: WireTerms): boolean {
  const { revision, resource, quantity, unit, route, expectedLossRatio, settleInMs, slotMs } = message
  const isClean = isOwnForm(ResourceName, resource) && isOwnForm(Unit, unit) && isOwnForm(Route, route)
  return (
    isClean &&
    revision < REVISIONS_MAX &&
    isAmount(quantity) &&
    quantity > 0 &&
    isWithin(expectedLossRatio, 0, 1) &&
    isCount(settleInMs) &&
    isWithin(settleInMs, SETTLE_IN_MIN_MS, SETTLE_IN_MAX_MS) &&
    isWithin(slotMs, SLOT_MIN_TEST_MS, SLOT_MAX_MS)
  )
}

type NonNulls<T> = { [Key in keyof T]?: NonNullable<T[Key]> }
const withoutNulls = <T extends object>(fields: T | null | undefined): NonNulls<T> =>
  Object.fromEntries(Object.entries(fields ?? {}).filter(([, value]) => value !== null)) as NonNulls<T>

const isTime = (value: number): boolean => EpochMs.safeParse(value).success
/** NaN is within nothing. */
const isWithin = (value: number, min: number, max: number): boolean => value >= min && value <= max
const isAmount = (value: number): boolean => isWithin(value, 0, QUANTITY_MAX)

/** Whether a text is already in the form it would be cleaned to: one text has one spelling on the wire. */
function isOwnForm(schema: typeof Note | typeof Talk | typeof ResourceName, text: string): boolean {
  const parsed = schema.safeParse(text)
  return parsed.success && parsed.data === text
}
