import type { Frame, FrameChannel } from '../../shared/bridge/channel.ts'
import { CLOSE_TOKEN_REFUSED, type Hello, type Welcome } from '../../shared/bridge/hello.ts'
import { MirrorError } from '../../shared/kernel/errors.ts'

/** What this tab keeps to be known again by the Node: the token of its link, and the session of its last socket. */
export interface Credentials {
  readonly token: string
  session(): string | null
  keepSession(session: string): void
}

/**
 * Open a socket, introduce this page, and resolve once the Node said welcome.
 *
 * @throws MirrorError 'unauthorised' when the Node refuses the token
 * @throws MirrorError 'channel-closed' when the socket closes before the welcome
 */
export function openSocketChannel(url: URL, credentials: Credentials): Promise<FrameChannel> {
  const socket = new WebSocket(url)
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => socket.send(JSON.stringify(hello(credentials))), { once: true })
    socket.addEventListener('close', (event) => reject(refusal(event.code)), { once: true })
    socket.addEventListener(
      'message',
      (event) => {
        const first = JSON.parse(String(event.data)) as Welcome
        if (first.t !== 'welcome') return socket.close()
        credentials.keepSession(first.session)
        resolve(channelOver(socket))
      },
      { once: true },
    )
  })
}

const hello = (credentials: Credentials): Hello => ({
  t: 'hello',
  token: credentials.token,
  session: credentials.session(),
})

const refusal = (closeCode: number): MirrorError =>
  new MirrorError(closeCode === CLOSE_TOKEN_REFUSED ? 'unauthorised' : 'channel-closed')

function channelOver(socket: WebSocket): FrameChannel {
  return {
    send: (frame) => socket.send(JSON.stringify(frame)),
    onFrame(listener) {
      const forward = (event: MessageEvent): void => listener(JSON.parse(String(event.data)) as Frame)
      socket.addEventListener('message', forward)
      return () => socket.removeEventListener('message', forward)
    },
    onClose(listener) {
      socket.addEventListener('close', listener)
      return () => socket.removeEventListener('close', listener)
    },
  }
}
