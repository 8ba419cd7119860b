import { randomBytes } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { SESSION_IDLE_MS } from '../../src/main/crypto/session/session-limits.ts'
import { createSigner } from '../../src/main/crypto/signing.ts'
import { createLibp2pTransport } from '../../src/main/network/libp2p-transport.ts'
import { PeerSessions, type SessionMessage } from '../../src/main/network/peer-sessions.ts'
import { protocolIds } from '../../src/main/network/protocol-ids.ts'
import { steadyClock, systemClock } from '../../src/main/platform/clock.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import { systemRandom } from '../../src/main/platform/random.ts'
import { ClockTimers } from '../../src/main/platform/timers.ts'
import { wire } from '../../src/main/wire/messages.ts'
import { testLimits } from '../support/limits.ts'
import { FEDERATION, type NetworkNode, startNetworkNode } from '../support/network-node.ts'
import { until } from '../support/until.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()))
})

interface SessionNode extends NetworkNode {
  readonly sessions: PeerSessions
  readonly heard: SessionMessage[]
}

async function startNode(security: 'noise' | 'tls', listen?: readonly string[]): Promise<SessionNode> {
  const seed = randomBytes(32)
  const node = await startNetworkNode({ seed, security: [security], ...(listen ? { listen } : {}) })
  const steadyTimers = new ClockTimers(steadyClock)
  const sessions = new PeerSessions(
    {
      carrier: node.neighbourhood,
      signer: createSigner(seed),
      realClock: systemClock,
      steadyClock,
      steadyTimers,
      random: systemRandom,
      limits: testLimits(steadyClock),
      logger: silentLogger,
    },
    { federationId: FEDERATION, self: node.id, idleTimeoutMs: () => SESSION_IDLE_MS },
  )
  const heard: SessionMessage[] = []
  sessions.onMessage((message) => void heard.push(message))
  await sessions.start()
  stops.push(async () => {
    await sessions.stop()
    steadyTimers.stop()
    await node.stop()
  })
  return { ...node, sessions, heard }
}

const say = (said: string, channel: 'control' | 'alert' | 'bulk' = 'control') => ({
  channel,
  type: 16,
  bytes: new Uint8Array(Buffer.from(said, 'utf8')),
})
const words = ({ heard }: SessionNode): string[] =>
  heard.map(({ bytes }) => Buffer.from(bytes).toString('utf8'))

async function linkedPair(security: 'noise' | 'tls', listen?: readonly string[]) {
  const [a, b] = [await startNode(security, listen), await startNode(security, listen)]
  await a.neighbourhood.dialNow(b.neighbourhood.addresses())
  await until(() => b.neighbourhood.neighbours().length === 1)
  return { a, b }
}

describe.each(['noise', 'tls'] as const)('a session over real links guarded by %s', (security) => {
  test('opens from either side, carries words both ways, and both name the same session', async () => {
    const { a, b } = await linkedPair(security)
    expect(await b.sessions.send(a.id, say('from the side that was dialled'))).toBe(true)
    await until(() => a.heard.length === 1)
    expect(await a.sessions.send(b.id, say('and back', 'alert'))).toBe(true)
    await until(() => b.heard.length === 1)
    expect([words(a), words(b)]).toEqual([['from the side that was dialled'], ['and back']])
    expect(a.heard[0]).toMatchObject({ from: b.id, sessionId: b.sessions.stateOf(a.id).sessionId })
    expect(a.sessions.stateOf(b.id)).toMatchObject({
      state: 'open',
      sessionId: b.sessions.stateOf(a.id).sessionId,
    })
  })

  test('both begin at once as soon as the link is up, and one session comes of it', async () => {
    const { a, b } = await linkedPair(security)
    const both = [a.sessions.send(b.id, say('a')), b.sessions.send(a.id, say('b'))]
    expect(await Promise.all(both)).toEqual([true, true])
    await until(() => a.heard.length === 1 && b.heard.length === 1)
    await until(() => a.sessions.stateOf(b.id).sessionId === b.sessions.stateOf(a.id).sessionId)
  })

  test('carries many frames of every size in order', async () => {
    const { a, b } = await linkedPair(security)
    const said = Array.from({ length: 200 }, (_, n) => `${n} `.repeat(1 + (n % 50) * 100))
    for (const word of said) expect(await a.sessions.send(b.id, say(word, 'bulk'))).toBe(true)
    await until(() => b.heard.length === said.length)
    expect(words(b)).toEqual(said)
  })

  test('ends with the link, and the next link carries another', async () => {
    const { a, b } = await linkedPair(security)
    await a.sessions.sessionWith(b.id)
    const { sessionId } = a.sessions.stateOf(b.id)
    a.neighbourhood.drop(b.id)
    await until(() => b.sessions.stateOf(a.id).state === 'none')
    expect(a.sessions.stateOf(b.id).state).toBe('none')
    expect(await a.sessions.send(b.id, say('nobody there'))).toBe(false)
    await a.neighbourhood.dialNow(b.neighbourhood.addresses())
    expect(await a.sessions.send(b.id, say('there again'))).toBe(true)
    await until(() => b.heard.length === 1)
    expect(a.sessions.stateOf(b.id).sessionId).not.toBe(sessionId)
  })
})

test('a session goes over WebSocket as well', async () => {
  const { a, b } = await linkedPair('noise', ['/ip4/127.0.0.1/tcp/0/ws'])
  expect(await a.sessions.send(b.id, say('hello'))).toBe(true)
  await until(() => words(b).includes('hello'))
})

test('whoever has not proven that it belongs gets no answer to a handshake, and no link', async () => {
  const { a } = await linkedPair('noise')
  const stranger = await createLibp2pTransport(
    { logger: silentLogger },
    { seed: randomBytes(32), federationId: FEDERATION, listen: ['/ip4/127.0.0.1/tcp/0'] },
  )
  stops.push(() => stranger.stop())
  await stranger.start()
  const link = await stranger.dial(a.transport.addresses(), AbortSignal.timeout(5_000))
  const stream = await link.open(protocolIds(FEDERATION).session, AbortSignal.timeout(5_000))
  const answers: Uint8Array[] = []
  stream.onMessage((bytes) => void answers.push(bytes))
  const handshake = { version: 1, ephemeral: randomBytes(32), nonce: randomBytes(32) }
  stream.send(wire.SessionMessage.encode({ handshake }).finish())
  await new Promise<void>((resolve) => void link.onClose(resolve))
  expect(answers).toEqual([])
  expect(a.sessions.stateOf(stranger.nodeId)).toMatchObject({ state: 'none', events: [] })
})
