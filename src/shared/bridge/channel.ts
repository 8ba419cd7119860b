import type { ErrorBody } from '../kernel/errors.ts'

/** One message on the bridge. JSON-safe by rule: no bytes, no Date, no undefined, no class instances. */
export type Frame =
  | {
      readonly t: 'call'
      readonly id: number
      readonly method: string
      readonly input: unknown
      /** A person's press, for acts that ask for one. */
      readonly confirmation?: string
    }
  | { readonly t: 'ok'; readonly id: number; readonly output: unknown }
  | { readonly t: 'err'; readonly id: number; readonly error: ErrorBody }
  | { readonly t: 'event'; readonly name: string; readonly payload: unknown; readonly atMs: number }

/** An ordered, at-most-once pipe of frames. All that differs between our hosts lives behind it. */
export interface FrameChannel {
  send(frame: Frame): void
  /** @returns a function that stops the listening */
  onFrame(listener: (frame: Frame) => void): () => void
  onClose(listener: () => void): () => void
}

/** Longest confirmation that is looked at, in UTF-16 units. Chosen here: twice what `host.confirm` gives. */
export const CONFIRMATION_MAX_CHARS = 64

/** The one IPC channel name between preload and main. */
export const IPC_FRAMES = 'mirrorwell:frame'

/** Longest frame a host accepts, in bytes of JSON. Source: docs/security.md, "Loopback host" (a 1 MiB CSV is the largest thing a person sends). */
export const MAX_FRAME_BYTES = 2 * 1024 * 1024
