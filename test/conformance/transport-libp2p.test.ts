import { randomBytes } from 'node:crypto'
import { createLibp2pTransport } from '../../src/main/network/libp2p-transport.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import { FederationId } from '../../src/shared/kernel/ids.ts'
import { transportSuite } from './transport-suite.ts'

const federationId = FederationId.parse('7e'.padEnd(64, '0'))
const onLoopback = { federationId, listen: ['/ip4/127.0.0.1/tcp/0'], inboundPerSecond: 1000 }

transportSuite({
  name: 'libp2p, both offered',
  security: 'noise',
  create: () => createLibp2pTransport({ logger: silentLogger }, { ...onLoopback, seed: randomBytes(32) }),
})

for (const security of ['noise', 'tls'] as const) {
  transportSuite({
    name: `libp2p, ${security} only`,
    security,
    create: () =>
      createLibp2pTransport(
        { logger: silentLogger },
        { ...onLoopback, security: [security], seed: randomBytes(32) },
      ),
  })
}

transportSuite({
  name: 'libp2p over WebSocket',
  security: 'noise',
  create: () =>
    createLibp2pTransport(
      { logger: silentLogger },
      { ...onLoopback, listen: ['/ip4/127.0.0.1/tcp/0/ws'], seed: randomBytes(32) },
    ),
})
