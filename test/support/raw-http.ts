import { once } from 'node:events'
import { connect } from 'node:net'

export interface RawAnswer {
  /** 0 where the connection ended without an answer. */
  readonly status: number
  readonly head: string
  readonly body: string
}

/** Send bytes as they are to a port of this machine, and read until the other end is done, or has switched protocols. */
export async function sendRaw(port: number, request: string): Promise<RawAnswer> {
  const socket = connect({ port, host: '127.0.0.1' })
  let answer = ''
  socket.on('data', (chunk) => {
    answer += String(chunk)
    if (answer.startsWith('HTTP/1.1 101') && answer.includes('\r\n\r\n')) socket.destroy()
  })
  socket.write(request)
  await once(socket, 'close')
  const [head = '', ...body] = answer.split('\r\n\r\n')
  return { status: Number(head.split(' ')[1] ?? 0), head, body: body.join('\r\n\r\n') }
}

/** A request as text, one header a line; `Connection: close` so that the answer ends. */
export function rawRequest(target: string, headers: readonly string[], body = ''): string {
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]
  return [`${target} HTTP/1.1`, ...headers, ...length, 'Connection: close', '', body].join('\r\n')
}

/** An upgrade request as a browser would send it, with these headers instead of its own. */
export function rawUpgrade(target: string, headers: readonly string[]): string {
  const upgrade = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13']
  const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='
  return [`GET ${target} HTTP/1.1`, ...headers, ...upgrade, key, '', ''].join('\r\n')
}
