import { MAX_CONTENT_BYTES } from '../crypto/session/session-limits.ts'
import { plainBytes } from '../platform/bytes.ts'
import { tryDecode } from '../wire/decode.ts'
import type { mirrorwell } from '../wire/generated/messages.js'
import { wire } from '../wire/messages.ts'

/** What one frame says of comparing and catching up; exactly one field is set. Source: proto/mirrorwell/v1/sync.proto. */
export interface SyncContent {
  readonly cursors?: mirrorwell.v1.Cursors.$Properties
  readonly check?: mirrorwell.v1.Check.$Properties
  readonly ranges?: mirrorwell.v1.Ranges.$Properties
  readonly sketch?: mirrorwell.v1.Sketch.$Properties
  readonly wanted?: mirrorwell.v1.Wanted.$Properties
  readonly credit?: mirrorwell.v1.Credit.$Properties
}

/** The same as a session carries it. */
export interface SyncFrame {
  readonly type: number
  readonly bytes: Uint8Array
}

const CODECS = {
  cursors: { type: wire.SyncFrame.SYNC_FRAME_CURSORS, message: wire.Cursors },
  check: { type: wire.SyncFrame.SYNC_FRAME_CHECK, message: wire.Check },
  ranges: { type: wire.SyncFrame.SYNC_FRAME_RANGES, message: wire.Ranges },
  sketch: { type: wire.SyncFrame.SYNC_FRAME_SKETCH, message: wire.Sketch },
  wanted: { type: wire.SyncFrame.SYNC_FRAME_WANTED, message: wire.Wanted },
  credit: { type: wire.SyncFrame.SYNC_FRAME_CREDIT, message: wire.Credit },
} as const

const NAMES = ['cursors', 'check', 'ranges', 'sketch', 'wanted', 'credit'] as const

/** Whether frames of a type are about comparing and catching up. */
export const isSyncType = (type: number): boolean => NAMES.some((name) => CODECS[name].type === type)

/** Whether frames of a type give leave to say more. */
export const isCredit = (type: number): boolean => type === CODECS.credit.type

export function encodeSync(content: SyncContent): SyncFrame {
  const name = NAMES.find((candidate) => content[candidate] !== undefined)
  if (name === undefined) throw new TypeError('a frame without content')
  const { message, type } = CODECS[name]
  return { type, bytes: plainBytes(message.encode(content[name] ?? {}).finish()) }
}

/** null where the bytes are nothing of the kind. */
export function decodeSync({ bytes, type }: SyncFrame): SyncContent | null {
  const name = NAMES.find((candidate) => CODECS[candidate].type === type)
  const decoded = name && tryDecode<object>(CODECS[name].message, bytes, MAX_CONTENT_BYTES)
  return name && decoded ? { [name]: decoded } : null
}
