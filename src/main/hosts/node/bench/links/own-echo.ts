import { randomBytes } from 'node:crypto'
import { createLibp2pTransport, type Libp2pTransport } from '../../../../network/libp2p-transport.ts'
import type { MessageStream } from '../../../../network/transport.ts'
import { silentLogger } from '../../../../platform/logger.ts'
import { FEDERATION, LOOPBACK_TCP } from './bench-ground.ts'

const PROTOCOL = '/mirrorwell/bench/echo/1.0.0'
/** What is longer is bulk, and only read. */
const LONGEST_ANSWERED_BYTES = 8 * 1024
/** Longest until a stream is open. */
const OPEN_TIMEOUT_MS = 10_000

export type EchoSecurity = 'noise' | 'tls'

/** Answer every short message on a stream with itself. @returns where */
export async function listenForEchoes(security: EchoSecurity): Promise<string> {
  const transport = await startTransport(security)
  transport.onLink((link) => {
    link.onStream(({ stream }) => {
      stream.onMessage((message) => {
        if (message.byteLength <= LONGEST_ANSWERED_BYTES) stream.send(message)
      })
    })
  })
  const [address] = transport.addresses()
  if (address === undefined) throw new TypeError('a started transport listens somewhere')
  return address
}

/** Two warm streams to such a one, on one connection. */
export async function openEchoes(
  security: EchoSecurity,
  address: string,
): Promise<{ readonly stream: MessageStream; readonly bulk: MessageStream; stop(): Promise<void> }> {
  const transport = await startTransport(security)
  const signal = AbortSignal.timeout(OPEN_TIMEOUT_MS)
  const link = await transport.dial([address], signal)
  const [stream, bulk] = [await link.open(PROTOCOL, signal), await link.open(PROTOCOL, signal)]
  return { stream, bulk, stop: () => transport.stop() }
}

async function startTransport(security: EchoSecurity): Promise<Libp2pTransport> {
  const transport = await createLibp2pTransport(
    { logger: silentLogger },
    { seed: randomBytes(32), federationId: FEDERATION, listen: [LOOPBACK_TCP], security: [security] },
  )
  await transport.accept([PROTOCOL])
  await transport.start()
  return transport
}
