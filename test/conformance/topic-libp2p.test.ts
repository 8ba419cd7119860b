import { randomBytes } from 'node:crypto'
import { createLibp2pTransport } from '../../src/main/network/libp2p-transport.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import { FederationId } from '../../src/shared/kernel/ids.ts'
import { topicSuite } from './topic-suite.ts'

const federationId = FederationId.parse('7e'.padEnd(64, '0'))

topicSuite({
  name: 'gossipsub over libp2p',
  create: () =>
    createLibp2pTransport(
      { logger: silentLogger },
      { federationId, listen: ['/ip4/127.0.0.1/tcp/0'], inboundPerSecond: 1000, seed: randomBytes(32) },
    ),
})
