import { once } from 'node:events'
import type { Server } from 'node:http'
import { MirrorError } from '../../../shared/kernel/errors.ts'

/** Tries to find a port that is free on both addresses. Chosen here: a second try is already rare. */
const PORT_TRIES = 8
const MISSING_ADDRESS_CODES: readonly unknown[] = ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL']

/**
 * Listen on 127.0.0.1 and ::1 at one port, so that `localhost` reaches us
 * whichever it means. A machine without IPv6 gets the first alone.
 *
 * @param port null for any free one
 * @returns the port and the servers that listen
 * @throws MirrorError 'port-in-use' with `port`
 */
export async function listenOnLoopback(
  createServer: () => Server,
  port: number | null,
): Promise<{ readonly port: number; readonly servers: readonly Server[] }> {
  for (let left = PORT_TRIES; ; left -= 1) {
    const four = createServer()
    const bound = await listen(four, '127.0.0.1', port ?? 0)
    if (bound === null) throw new MirrorError('internal', { systemCode: 'EADDRNOTAVAIL' })
    const six = createServer()
    try {
      const hasSix = (await listen(six, '::1', bound)) !== null
      return { port: bound, servers: hasSix ? [four, six] : [four] }
    } catch (thrown) {
      four.close()
      if (port !== null || left <= 1) throw thrown
    }
  }
}

/** @returns the port; null where the machine has no such address */
async function listen(server: Server, host: string, port: number): Promise<number | null> {
  try {
    server.listen({ host, port, exclusive: true, ipv6Only: host === '::1' })
    await once(server, 'listening')
  } catch (thrown) {
    const { code } = thrown as { code?: unknown }
    if (MISSING_ADDRESS_CODES.includes(code)) return null
    if (code === 'EADDRINUSE' || code === 'EACCES') throw new MirrorError('port-in-use', { port }, thrown)
    throw thrown
  }
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : port
}
