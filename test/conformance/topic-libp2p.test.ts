import { randomBytes } from 'node:crypto'
import { onTestFinished, test } from 'vitest'
import { createLibp2pTransport, type Libp2pTransport } from '../../src/main/network/libp2p-transport.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import { FederationId } from '../../src/shared/kernel/ids.ts'
import { until } from '../support/until.ts'
import { topicSuite } from './topic-suite.ts'

const federationId = FederationId.parse('7e'.padEnd(64, '0'))
const create = (): Promise<Libp2pTransport> =>
  createLibp2pTransport(
    { logger: silentLogger },
    { federationId, listen: ['/ip4/127.0.0.1/tcp/0'], inboundPerSecond: 1000, seed: randomBytes(32) },
  )

topicSuite({ name: 'gossipsub over libp2p', create })

test('goes on over another link where the one it used is closed', async () => {
  const [a, b] = await Promise.all([create(), create()])
  const heard: string[] = []
  for (const transport of [a, b]) {
    transport.onLink((link) => link.admit())
    await transport.start()
    await transport.topic.start('/mirrorwell/test/topic/1.0.0')
    onTestFinished(async () => {
      await transport.topic.stop()
      await transport.stop()
    })
  }
  b.topic.onMessage(async ({ bytes }) => {
    heard.push(Buffer.from(bytes).toString('utf8'))
    return 'accept'
  })
  const arrives = async (what: string): Promise<void> => {
    let round = 0
    await until(() => {
      a.topic.publish(Buffer.from(`${what} ${round++}`))
      return heard.some((words) => words.startsWith(what))
    })
  }
  const first = await a.dial(b.addresses(), AbortSignal.timeout(5_000))
  a.topic.letIn(b.nodeId)
  b.topic.letIn(a.nodeId)
  await arrives('over the first')
  const second = await a.dialStraight(b.addresses(), AbortSignal.timeout(5_000))
  await first.close()
  await arrives('over the second')
  await second.close()
})
