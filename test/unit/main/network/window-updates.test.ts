import { StreamState, YamuxStream } from '@chainsafe/libp2p-yamux/stream'
import type { Logger, Stream } from '@libp2p/interface'
import { describe, expect, test } from 'vitest'
import { spareWindowUpdates } from '../../../../src/main/network/window-updates.ts'

/** Window of a new stream, in bytes. Source: hashicorp/yamux specification. */
const WINDOW_BYTES = 256 * 1024
const DATA = 0
type DataFrame = Parameters<YamuxStream['handleData']>[0]
const silent: Logger = Object.assign(() => {}, {
  enabled: false,
  trace: Object.assign(() => {}, { enabled: false }),
  error: () => {},
  newScope: () => silent,
})

/** A stream of the muxer that is installed, and the room it told of, in bytes. */
function openStream(state: StreamState): { stream: YamuxStream; told: number[] } {
  const told: number[] = []
  const sendFrame = ({ type, length }: { type: number; length: number }): boolean => {
    if (type !== DATA) told.push(length)
    return true
  }
  const about = { id: '1', streamId: 1, direction: 'inbound', protocol: '', log: silent } as const
  const stream = new YamuxStream({ ...about, state, sendFrame, getRTT: () => -1 })
  stream.addEventListener('message', () => {})
  return { stream, told }
}

function receive(stream: YamuxStream, sizeBytes: number): void {
  const header = { type: DATA, flag: 0, streamID: 1, length: sizeBytes }
  // The library's own list of bytes is only appended here, which plain bytes are too.
  stream.handleData({ header, data: new Uint8Array(sizeBytes) } as unknown as DataFrame)
}

describe('telling of room in a stream', () => {
  test('happens once for many short messages, and gives back all that was used', () => {
    const { stream, told } = openStream(StreamState.Established)
    spareWindowUpdates(stream as Stream)
    for (let n = 0; n < WINDOW_BYTES / 1024 / 2; n += 1) receive(stream, 1024)
    expect(told).toEqual([WINDOW_BYTES / 2])
  })

  test('comes in time for one who uses the whole window', () => {
    const { stream, told } = openStream(StreamState.Established)
    spareWindowUpdates(stream as Stream)
    receive(stream, WINDOW_BYTES)
    expect(told).toEqual([WINDOW_BYTES])
  })

  test('is left as it is where a stream has not said its first word', () => {
    const { stream, told } = openStream(StreamState.SYNReceived)
    spareWindowUpdates(stream as Stream)
    receive(stream, 200)
    expect(told).toEqual([200])
    receive(stream, 200)
    expect(told).toEqual([200])
  })

  test('happens after every message where nobody spares it, which is why it is done', () => {
    const { stream, told } = openStream(StreamState.Established)
    for (let n = 0; n < 3; n += 1) receive(stream, 200)
    expect(told).toEqual([200, 200, 200])
  })

  test('is left alone in a stream of another make', () => {
    const other = new EventTarget()
    spareWindowUpdates(other as Stream)
    expect(Object.keys(other)).toEqual([])
  })
})
