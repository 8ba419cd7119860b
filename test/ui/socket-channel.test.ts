import { afterEach, expect, test, vi } from 'vitest'
import { openSocketChannel } from '../../src/renderer/bridge/socket-channel.ts'
import { CLOSE_TOKEN_REFUSED } from '../../src/shared/bridge/hello.ts'

/** A browser's WebSocket whose other end the test holds. */
class HeldSocket extends EventTarget {
  static latest: HeldSocket | null = null
  readonly sent: unknown[] = []

  constructor() {
    super()
    HeldSocket.latest = this
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text))
  }

  open(): void {
    this.dispatchEvent(new Event('open'))
  }

  receive(message: object): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }))
  }

  close(code = 1_000): void {
    this.dispatchEvent(Object.assign(new Event('close'), { code }))
  }
}

function openHeld(kept: { session: string | null } = { session: null }) {
  vi.stubGlobal('WebSocket', HeldSocket)
  const opening = openSocketChannel(new URL('ws://127.0.0.1/bridge'), {
    token: 'secret',
    session: () => kept.session,
    keepSession: (session) => {
      kept.session = session
    },
  })
  const socket = HeldSocket.latest
  if (socket === null) throw new Error('no socket was opened')
  return { opening, socket, kept }
}
afterEach(() => vi.unstubAllGlobals())

test('says hello with token and session, and keeps the session it is given', async () => {
  const { opening, socket, kept } = openHeld({ session: 'old' })
  socket.open()
  expect(socket.sent).toEqual([{ t: 'hello', token: 'secret', session: 'old' }])
  socket.receive({ t: 'welcome', session: 'new' })
  await opening
  expect(kept.session).toBe('new')
})

test('passes frames both ways once welcome', async () => {
  const { opening, socket } = openHeld()
  socket.open()
  socket.receive({ t: 'welcome', session: 's' })
  const channel = await opening
  const frames: unknown[] = []
  channel.onFrame((frame) => frames.push(frame))
  socket.receive({ t: 'ok', id: 1, output: {} })
  channel.send({ t: 'call', id: 2, method: 'node.status', input: {} })
  expect(frames).toEqual([{ t: 'ok', id: 1, output: {} }])
  expect(socket.sent.at(-1)).toEqual({ t: 'call', id: 2, method: 'node.status', input: {} })
})

test.each([
  [CLOSE_TOKEN_REFUSED, 'unauthorised'],
  [1_006, 'channel-closed'],
])('a close with %i before the welcome is %s', async (closeCode, code) => {
  const { opening, socket } = openHeld()
  socket.close(closeCode)
  await expect(opening).rejects.toMatchObject({ code })
})

test('does not take anything but a welcome as the first word', async () => {
  const { opening, socket } = openHeld()
  socket.open()
  socket.receive({ t: 'ok', id: 1, output: {} })
  await expect(opening).rejects.toMatchObject({ code: 'channel-closed' })
})
