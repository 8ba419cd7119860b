import type { Stream } from '@libp2p/interface'

/** Share of a stream's window that may be used up before the other side hears of room again. Source: hashicorp/yamux specification, "Flow Control"; its own implementation waits as long. */
const SPENT_SHARE = 0.5

/** What the muxer keeps of a stream, as far as its window goes. */
interface WindowedStream {
  /** Names of @chainsafe/libp2p-yamux 8.0: 1 and 3 are a stream that has said its first word. */
  readonly state: number
  readonly recvWindow: number
  readonly recvWindowCapacity: number
  sendWindowUpdate(): void
}
const OPENED_STATES = [1, 3]

/**
 * Has a stream tell of room in its window when half of it is used up. The muxer
 * does so after every message, so each short one makes two on the wire, and the
 * second is sealed, written and read like the first. Where the muxer is made
 * differently than we know, nothing is changed.
 */
export function spareWindowUpdates(stream: Stream): void {
  if (!isWindowed(stream)) return
  const tell = stream.sendWindowUpdate.bind(stream)
  stream.sendWindowUpdate = () => {
    const hasRoom = stream.recvWindowCapacity > stream.recvWindow * SPENT_SHARE
    if (!hasRoom || !OPENED_STATES.includes(stream.state)) tell()
  }
}

const isWindowed = (stream: object): stream is WindowedStream =>
  'sendWindowUpdate' in stream &&
  typeof stream.sendWindowUpdate === 'function' &&
  ['state', 'recvWindow', 'recvWindowCapacity'].every((name) => typeof Reflect.get(stream, name) === 'number')
