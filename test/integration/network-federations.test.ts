import { randomBytes } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { proofKey, proofMac } from '../../src/main/network/federation-proof.ts'
import { createLibp2pTransport } from '../../src/main/network/libp2p-transport.ts'
import { PROOF_TIMEOUT_MS } from '../../src/main/network/link-reception.ts'
import { protocolIds } from '../../src/main/network/protocol-ids.ts'
import type { Link, MessageStream, OpenedStream } from '../../src/main/network/transport.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import { wire } from '../../src/main/wire/messages.ts'
import { FEDERATION, type NetworkNode, OTHER_FEDERATION, startNetworkNode } from '../support/network-node.ts'
import { until } from '../support/until.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()))
})

type Security = 'noise' | 'tls'
const SECURITIES: readonly Security[] = ['noise', 'tls']

async function start(security: Security, federationId = FEDERATION): Promise<NetworkNode> {
  const node = await startNetworkNode({ security: [security], federationId })
  stops.push(() => node.stop())
  return node
}

/** Somebody with a libp2p transport of their own, who need not keep to our rules. */
async function stranger(security: Security, accept: readonly string[] = []) {
  const transport = await createLibp2pTransport(
    { logger: silentLogger },
    {
      seed: randomBytes(32),
      federationId: OTHER_FEDERATION,
      listen: ['/ip4/127.0.0.1/tcp/0'],
      security: [security],
      inboundPerSecond: 1000,
    },
  )
  const streams: OpenedStream[] = []
  transport.onLink((link) => link.onStream((opened) => streams.push(opened)))
  await transport.accept(accept)
  await transport.start()
  stops.push(() => transport.stop())
  return { transport, streams }
}

const closed = (thing: Link | MessageStream) => new Promise<void>((resolve) => void thing.onClose(resolve))
const soon = () => AbortSignal.timeout(8_000)
const ours = protocolIds(FEDERATION)

for (const security of SECURITIES) {
  test(`two federations never exchange a message over ${security}, whoever dials`, async () => {
    const [a, b] = [await start(security), await start(security, OTHER_FEDERATION)]
    const links: Link[] = []
    for (const node of [a, b]) node.transport.onLink((link) => links.push(link))
    await expect(a.neighbourhood.dialNow(b.neighbourhood.addresses())).rejects.toMatchObject({
      code: 'join-refused',
    })
    await Promise.all(links.map(closed))
    await expect(b.neighbourhood.dialNow(a.neighbourhood.addresses())).rejects.toMatchObject({
      code: 'join-refused',
    })
    expect(links.length).toBe(4)
    await Promise.all(links.map(closed))
    expect(links.every((link) => link.security === security)).toBe(true)
    for (const node of [a, b]) {
      expect(node.neighbourhood.broadcast('alert', { receipts: { ids: [new Uint8Array(32)] } })).toBe(0)
      expect([node.ups, node.frames, node.downs]).toEqual([[], [], []])
    }
  })

  test(`a stranger who shows no proof over ${security} is served nothing and closed in time`, async () => {
    const [node, { transport }] = [await start(security), await stranger(security)]
    const link = await transport.dial(node.neighbourhood.addresses(), soon())
    await expect(link.open(protocolIds(OTHER_FEDERATION).proof, soon())).rejects.toThrow()
    const served: Uint8Array[] = []
    for (const service of ['/ipfs/id/1.0.0', '/ipfs/ping/1.0.0']) {
      const stream = await link.open(service, soon()).catch(() => null)
      stream?.onMessage((message) => served.push(message))
      stream?.send(new Uint8Array(31)) // what ping would give back
      if (stream) await closed(stream)
    }
    expect(served).toEqual([])
    const gone = closed(link)
    node.realClock.advance(PROOF_TIMEOUT_MS)
    await gone
    expect(node.ups).toEqual([])
  })

  test(`a lane before the proof over ${security} ends the link unanswered`, async () => {
    const [node, { transport }] = [await start(security), await stranger(security)]
    const link = await transport.dial(node.neighbourhood.addresses(), soon())
    const answers: Uint8Array[] = []
    const stream = await link.open(ours.lane, soon()).catch(() => null) // already hung up on, or just not yet
    stream?.onMessage((message) => answers.push(message))
    stream?.send(wire.LaneOpen.encode({ version: 1, lane: 'alert' }).finish())
    await closed(link)
    expect(answers).toEqual([])
    expect(node.ups).toEqual([])
  })
}

const FORGERIES: Readonly<Record<string, (node: NetworkNode, own: NetworkNode['id']) => Uint8Array>> = {
  'of another federation': (node, own) =>
    proof(proofMac(proofKey(OTHER_FEDERATION), { dialler: own, answerer: node.id, prover: 'dialler' })),
  'of the other direction': (node, own) =>
    proof(proofMac(proofKey(FEDERATION), { dialler: own, answerer: node.id, prover: 'answerer' })),
  'made for other Nodes': (node, own) =>
    proof(proofMac(proofKey(FEDERATION), { dialler: node.id, answerer: own, prover: 'dialler' })),
  'of an unknown version': (node, own) =>
    proof(proofMac(proofKey(FEDERATION), { dialler: own, answerer: node.id, prover: 'dialler' }), 2),
  'cut short': (node, own) =>
    proof(proofMac(proofKey(FEDERATION), { dialler: own, answerer: node.id, prover: 'dialler' }).slice(1)),
  'that is garbage': () => new Uint8Array(64).fill(0xff),
  'that is empty': () => new Uint8Array(),
}
const proof = (mac: Uint8Array, version = 1): Uint8Array =>
  Uint8Array.from(wire.FederationProof.encode({ version, mac }).finish())

for (const [what, forge] of Object.entries(FORGERIES)) {
  test(`a proof ${what} is answered with nothing but the end of the link`, async () => {
    const [node, { transport }] = [await start('noise'), await stranger('noise')]
    const link = await transport.dial(node.neighbourhood.addresses(), soon())
    const stream = await link.open(ours.proof, soon())
    const answers: Uint8Array[] = []
    stream.onMessage((message) => answers.push(message))
    stream.send(forge(node, transport.nodeId))
    await closed(link)
    expect(answers).toEqual([])
    expect(node.ups).toEqual([])
  })
}

test('a dialled stranger who gives our own proof back gets no lane', async () => {
  const [node, other] = [await start('noise'), await stranger('noise', Object.values(ours))]
  const dialled = node.neighbourhood.dialNow(other.transport.addresses())
  await until(() => other.streams.length === 1)
  const stream = other.streams[0]?.stream
  stream?.onMessage((message) => stream.send(message))
  await expect(dialled).rejects.toMatchObject({ code: 'join-refused' })
  expect(other.streams.map(({ protocol }) => protocol)).toEqual([ours.proof])
})

/** A member of the federation that speaks for itself from the proof on. */
async function provenStranger(node: NetworkNode) {
  const { transport } = await stranger('noise')
  const link = await transport.dial(node.neighbourhood.addresses(), soon())
  const stream = await link.open(ours.proof, soon())
  const pair = { dialler: transport.nodeId, answerer: node.id }
  const answered = new Promise<Uint8Array>((resolve) => void stream.onMessage(resolve))
  stream.send(proof(proofMac(proofKey(FEDERATION), { ...pair, prover: 'dialler' })))
  expect(await answered).toEqual(proof(proofMac(proofKey(FEDERATION), { ...pair, prover: 'answerer' })))
  const openLane = async (opening: { version: number; lane: string }) => {
    const lane = await link.open(ours.lane, soon())
    const answer = new Promise<Uint8Array>((resolve) => {
      const stop = lane.onMessage((message) => {
        stop()
        resolve(message)
      })
    })
    lane.send(wire.LaneOpen.encode(opening).finish())
    return { stream: lane, answer: wire.LaneAnswer.decode(await answer) }
  }
  return { nodeId: transport.nodeId, link, openLane }
}

test('an unknown lane or version is answered in words, not hung up on', async () => {
  const node = await start('noise')
  const { openLane, nodeId } = await provenStranger(node)
  const { LaneStatus } = wire
  expect((await openLane({ version: 2, lane: 'alert' })).answer).toMatchObject({
    status: LaneStatus.LANE_STATUS_VERSION_UNKNOWN,
    version: 1,
  })
  expect((await openLane({ version: 1, lane: 'bulk' })).answer.status).toBe(
    LaneStatus.LANE_STATUS_LANE_UNKNOWN,
  )
  expect((await openLane({ version: 1, lane: 'main' })).answer.status).toBe(LaneStatus.LANE_STATUS_OPEN)
  expect(node.ups).toEqual([])
  expect((await openLane({ version: 1, lane: 'alert' })).answer.status).toBe(LaneStatus.LANE_STATUS_OPEN)
  await until(() => node.ups.includes(nodeId))
})

test('garbage is counted, the third piece closes the link, and what is only unknown does not', async () => {
  const node = await start('noise')
  const { openLane, nodeId, link } = await provenStranger(node)
  const main = await openLane({ version: 1, lane: 'main' })
  await openLane({ version: 1, lane: 'alert' })
  await until(() => node.ups.length === 1)
  const unknown = Uint8Array.of(0xfa, 0x01, 0x01, 0x00) // field 31, one byte
  for (let n = 0; n < 5; n++) main.stream.send(unknown)
  await until(() => node.neighbourhood.refusals(nodeId)[0]?.count === 5)
  expect(node.neighbourhood.refusals(nodeId)).toMatchObject([{ reason: 'kind-unknown', count: 5 }])
  for (let n = 0; n < 3; n++) main.stream.send(new Uint8Array(40).fill(0xff))
  await closed(link)
  expect(node.downs).toEqual([{ nodeId, reason: 'malformed' }])
  expect(node.neighbourhood.refusals(nodeId).find(({ reason }) => reason === 'malformed')?.count).toBe(3)
  expect(node.frames).toEqual([])
})

test('who sends beyond its credit is cut off', async () => {
  const node = await start('noise')
  node.neighbourhood.onFrame(() => new Promise<void>(() => {}))
  const { openLane, nodeId, link } = await provenStranger(node)
  const main = await openLane({ version: 1, lane: 'main' })
  await openLane({ version: 1, lane: 'alert' })
  await until(() => node.ups.length === 1)
  const frame = wire.LaneFrame.encode({ receipts: { ids: [new Uint8Array(32_000)] } }).finish()
  for (let n = 0; n < 5; n++) main.stream.send(frame)
  await closed(link)
  expect(node.downs).toEqual([{ nodeId, reason: 'credit-overrun' }])
  expect(node.neighbourhood.refusals(nodeId)).toMatchObject([{ reason: 'rate-exceeded' }])
})
