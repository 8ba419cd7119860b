import type { RawData, WebSocket } from 'ws'
import { CONFIRMATION_MAX_CHARS, type Frame, type FrameChannel } from '../../../shared/bridge/channel.ts'
import { parseJson } from './parse-json.ts'

/** What a socket may leave unread before it is given up. Source: docs/security.md, "Loopback host": a page that stopped reading must not fill our memory. */
const UNSENT_MAX_BYTES = 8 * 1024 * 1024
/** Longest method name looked up. Chosen here: twice the longest there is. */
const METHOD_MAX_CHARS = 100

/** Close codes. Source: RFC 6455 §7.4.1. */
export const CLOSE_GOING_AWAY = 1001
const CLOSE_BINARY = 1003
const CLOSE_MALFORMED = 1007
export const CLOSE_POLICY = 1008

/** The frames of one WebSocket. Anything but a call frame in JSON text ends the socket. */
export function wsChannel(socket: WebSocket): FrameChannel {
  return {
    send(frame) {
      if (socket.readyState !== socket.OPEN) return
      if (socket.bufferedAmount > UNSENT_MAX_BYTES) socket.terminate()
      else socket.send(JSON.stringify(frame))
    },
    onFrame(listener) {
      const forward = (data: RawData, isBinary: boolean): void => {
        const read = readFrame(data, isBinary)
        if ('closeWith' in read) socket.close(read.closeWith)
        else if (socket.readyState === socket.OPEN) listener(read.frame)
      }
      socket.on('message', forward)
      return () => void socket.off('message', forward)
    },
    onClose(listener) {
      const forward = (): void => listener()
      socket.once('close', forward)
      return () => void socket.off('close', forward)
    },
  }
}

function readFrame(data: RawData, isBinary: boolean): { frame: Frame } | { closeWith: number } {
  if (isBinary) return { closeWith: CLOSE_BINARY }
  const value = parseJson(String(data))
  if (value === undefined) return { closeWith: CLOSE_MALFORMED }
  return isCall(value) ? { frame: value } : { closeWith: CLOSE_POLICY }
}

/** A page only ever calls: answers and events come from here. */
function isCall(value: unknown): value is Frame & { t: 'call' } {
  if (typeof value !== 'object' || value === null) return false
  const { t, id, method, confirmation = '' } = value as Record<string, unknown>
  return (
    t === 'call' &&
    Number.isSafeInteger(id) &&
    typeof method === 'string' &&
    method.length <= METHOD_MAX_CHARS &&
    typeof confirmation === 'string' &&
    confirmation.length <= CONFIRMATION_MAX_CHARS
  )
}
