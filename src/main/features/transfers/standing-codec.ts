import { TransferId } from '../../../shared/kernel/ids.ts'
import { SHA256_BYTES } from '../../crypto/digests.ts'
import { fromHex, plainBytes, toHex } from '../../platform/bytes.ts'
import { tryDecode } from '../../wire/decode.ts'
import { wire } from '../../wire/messages.ts'
import { MESSAGES_MAX } from './transfer-codec.ts'

/** Type of the frame in a session. Source: proto/mirrorwell/v1/transfers.proto. */
export const STANDING_FRAME = wire.PrivateFrame.PRIVATE_FRAME_STANDING
/** Largest encoded TransferStanding: an id, a number, a hash, and their tags. */
const MAX_STANDING_BYTES = 64

/** How many of the other side's messages one side holds. */
export interface Standing {
  readonly transferId: TransferId
  readonly held: number
  /** Hash of the payload that did not fit; null where nothing was refused. */
  readonly refused: string | null
}

/** The frame for a standing. */
export function encodeStanding({ transferId, held, refused }: Standing): Uint8Array {
  const said = { transfer: fromHex(transferId), held, refused: fromHex(refused ?? '') }
  return plainBytes(wire.TransferStanding.encode(said).finish())
}

/** The standing in a frame, or null where it is none. */
export function decodeStanding(bytes: Uint8Array): Standing | null {
  const message = tryDecode(wire.TransferStanding, bytes, MAX_STANDING_BYTES)
  if (message === null) return null
  const { held, refused } = message
  const transferId = TransferId.safeParse(toHex(message.transfer))
  const isHash = refused.length === 0 || refused.length === SHA256_BYTES
  if (!transferId.success || held > MESSAGES_MAX || !isHash) return null
  return { transferId: transferId.data, held, refused: refused.length === 0 ? null : toHex(refused) }
}
