import { TransferId } from '../../../shared/kernel/ids.ts'
import { POINT_BYTES, TAG_BYTES } from '../../crypto/consent-ballot.ts'
import { fromHex, plainBytes, toHex } from '../../platform/bytes.ts'
import { tryDecode } from '../../wire/decode.ts'
import { wire } from '../../wire/messages.ts'
import type { BallotOutput } from './ballot-exchange.ts'

/** Types of frames in a session. Source: proto/mirrorwell/v1/transfers.proto. */
export const BALLOT_FRAME = wire.PrivateFrame.PRIVATE_FRAME_BALLOT
export const TAG_FRAME = wire.PrivateFrame.PRIVATE_FRAME_BALLOT_TAG
/** Length of every ballot and every tag: id, slot of fixed width, 32 bytes. Source: protobuf encoding, "Message Structure". */
export const BALLOT_FRAME_BYTES = 57

/** What one end says of a slot. */
export type BallotWord = Exclude<BallotOutput, { kind: 'matched' }>

/** The frame for a word; always of one size. */
export function encodeWord(
  transferId: TransferId,
  word: BallotWord,
): { readonly type: number; readonly bytes: Uint8Array } {
  const head = { transfer: fromHex(transferId), slot: word.slot }
  return word.kind === 'ballot'
    ? {
        type: BALLOT_FRAME,
        bytes: plainBytes(wire.ConsentBallot.encode({ ...head, point: word.point }).finish()),
      }
    : { type: TAG_FRAME, bytes: plainBytes(wire.ConsentTag.encode({ ...head, tag: word.tag }).finish()) }
}

/** The word in a frame of one of the two types, or null where it is none. */
export function decodeWord(frame: {
  readonly type: number
  readonly bytes: Uint8Array
}): { readonly transferId: TransferId; readonly word: BallotWord } | null {
  if (frame.bytes.length !== BALLOT_FRAME_BYTES) return null
  if (frame.type === BALLOT_FRAME) {
    const ballot = tryDecode(wire.ConsentBallot, frame.bytes, BALLOT_FRAME_BYTES)
    if (ballot === null || ballot.point.length !== POINT_BYTES) return null
    return withId(ballot, { kind: 'ballot', slot: ballot.slot, point: plainBytes(ballot.point) })
  }
  const tag = tryDecode(wire.ConsentTag, frame.bytes, BALLOT_FRAME_BYTES)
  if (tag === null || tag.tag.length !== TAG_BYTES) return null
  return withId(tag, { kind: 'tag', slot: tag.slot, tag: plainBytes(tag.tag) })
}

function withId({ transfer }: { readonly transfer: Uint8Array }, word: BallotWord) {
  const transferId = TransferId.safeParse(toHex(transfer))
  return transferId.success ? { transferId: transferId.data, word } : null
}
