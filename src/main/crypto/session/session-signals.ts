import { wire } from '../../wire/messages.ts'

/** What the session itself says, on the control channel; types from `FIRST_FREE_TYPE` on ride in it. Source: proto/mirrorwell/v1/session.proto. */
export const SIGNAL = {
  confirmation: wire.SessionSignal.SESSION_SIGNAL_CONFIRMATION,
  rekey: wire.SessionSignal.SESSION_SIGNAL_REKEY,
  close: wire.SessionSignal.SESSION_SIGNAL_CLOSE,
} as const

/** The first type of a frame that the floor above may use. Source: proto/mirrorwell/v1/session.proto. */
export const FIRST_FREE_TYPE = 16
