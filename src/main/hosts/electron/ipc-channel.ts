import type { IpcMainEvent, WebContents } from 'electron'
import {
  CONFIRMATION_MAX_CHARS,
  type Frame,
  type FrameChannel,
  IPC_FRAMES,
  MAX_FRAME_BYTES,
} from '../../../shared/bridge/channel.ts'
import { isPageUrl } from './page-url.ts'

type CallFrame = Extract<Frame, { t: 'call' }>

/**
 * The frames of one window. A frame from anything but the window's main frame
 * showing our own page is dropped in silence: nobody honest sends one.
 */
export function ipcChannel(contents: WebContents, pageUrl: string): FrameChannel {
  const { ipc } = contents // still there when the contents are not
  return {
    send(frame) {
      if (!contents.isDestroyed()) contents.send(IPC_FRAMES, frame)
    },
    onFrame(listener) {
      const receive = (event: IpcMainEvent, raw: unknown): void => {
        const call = isFromPage(event, contents, pageUrl) ? toCall(raw) : null
        if (call !== null) listener(call)
      }
      ipc.on(IPC_FRAMES, receive)
      return () => void ipc.off(IPC_FRAMES, receive)
    },
    onClose(listener) {
      contents.once('destroyed', listener)
      return () => void contents.off('destroyed', listener)
    },
  }
}

function isFromPage(event: IpcMainEvent, contents: WebContents, pageUrl: string): boolean {
  const frame = event.senderFrame
  return frame !== null && frame === contents.mainFrame && isPageUrl(frame.url, pageUrl)
}

/** The one kind of frame a page may send, freshly built, or null. */
function toCall(raw: unknown): CallFrame | null {
  if (typeof raw !== 'object' || raw === null) return null
  const { t, id, method, input, confirmation } = raw as Partial<CallFrame>
  if (t !== 'call' || !Number.isSafeInteger(id) || typeof method !== 'string') return null
  if (sizeOf(raw) > MAX_FRAME_BYTES) return null
  const call = { t, id: Number(id), method, input }
  return isConfirmation(confirmation) ? { ...call, confirmation } : call
}

const isConfirmation = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= CONFIRMATION_MAX_CHARS

/** Bytes as JSON; what JSON cannot say (a cycle, a BigInt) is too large by definition. */
function sizeOf(value: unknown): number {
  try {
    return Buffer.byteLength(JSON.stringify(value))
  } catch {
    return Number.POSITIVE_INFINITY
  }
}
