import { MirrorError } from '../../shared/kernel/errors.ts'
import { tryDecode } from '../wire/decode.ts'
import type { mirrorwell } from '../wire/generated/messages.js'
import { MAX_FRAME_BYTES } from '../wire/limits.ts'
import { wire } from '../wire/messages.ts'
import type { LaneFrame } from './neighbour.ts'

export type FrameContent = NonNullable<mirrorwell.v1.LaneFrame['content']>

export type ReadFrame =
  | { readonly content: FrameContent; readonly frame: LaneFrame }
  | { readonly refused: 'malformed' | 'kind-unknown' | 'unsealed' }

/** Fields of what is said in sealed sessions alone. Source: proto/mirrorwell/v1/lane.proto. */
const SEALED_FIELDS: readonly number[] = [6, 9, 10, 11, 12]
/** The field of entries. Source: proto/mirrorwell/v1/lane.proto. */
const ENTRIES_FIELD = 4

/** @throws MirrorError 'internal' where our own frame is longer than a lane carries */
export function encodeFrame(frame: LaneFrame): Uint8Array {
  const bytes = wire.LaneFrame.encode(frame).finish()
  if (bytes.byteLength > MAX_FRAME_BYTES) throw new MirrorError('internal', { frameBytes: bytes.byteLength })
  return bytes
}

/** A frame and its content; of several the last counts, as proto3 says. One that a later version may have added is told apart from garbage, and so is what only a session may carry. */
export function readFrame(bytes: Uint8Array): ReadFrame {
  const frame = tryDecode(wire.LaneFrame, bytes, MAX_FRAME_BYTES)
  if (frame === null || bytes.byteLength === 0) return { refused: 'malformed' }
  const { content } = frame
  if (content !== undefined) return { content, frame }
  return { refused: SEALED_FIELDS.includes(firstField(bytes)) ? 'unsealed' : 'kind-unknown' }
}

/** Whether a frame of our own carries entries, and not only words about them. */
export const carriesEntries = (encoded: Uint8Array): boolean => firstField(encoded) === ENTRIES_FIELD

/** Numbers below 16 stand in the first byte, behind three bits of type. Source: Protocol Buffers, "Encoding". */
const firstField = ([tag = 0]: Uint8Array): number => tag >> 3
