import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { createSigner } from '../../../../crypto/signing.ts'
import { CHOSEN_ABOVE_MESH } from '../../../../network/dial-choice.ts'
import { systemClock } from '../../../../platform/clock.ts'
import { sealEnvelope } from '../../../../replica/envelope-codec.ts'
import { encodeEnvelope, FEDERATION, LOOPBACK, soundIdOf } from './bench-ground.ts'
import { startGossip } from './gossip-node.ts'
import { OwnReplica } from './own-replica.ts'
import type { Peer } from './peer.ts'
import { PlainStore } from './plain-store.ts'

/** Ours, and what it runs beside. */
export const GOSSIP_SIDES = ['replica', 'ws', 'gossip-default', 'gossip-tuned'] as const
export type GossipSide = (typeof GOSSIP_SIDES)[number]

/** Nodes further on that each links with where gossip is to find its way; as many link with it. Chosen here: gossipsub's own degree in all. */
const RING = 3
const PAYLOAD_BYTES = 200

export interface Publisher {
  /** Sign a message, keep it, and send it to all. */
  publish(): Promise<void>
  stop(): Promise<void> | void
}

interface Ground {
  readonly peers: readonly Peer[]
  readonly folder: string
}

/** Starts every peer in this role, links them, and publishes to them. */
export async function openPublisher(side: GossipSide, ground: Ground): Promise<Publisher> {
  const { peers, folder } = ground
  const addresses = await Promise.all(peers.map((peer) => peer.call('start', { role: side, folder })))
  if (side === 'ws') return publishOverWs(addresses, folder)
  if (side === 'replica') return publishAsReplica(addresses, ground)
  return publishAsGossip(side, addresses, ground)
}

async function publishAsReplica(addresses: readonly string[], { peers, folder }: Ground): Promise<Publisher> {
  const replica = await OwnReplica.start(mkdtempSync(join(folder, 'replica-')), () => {})
  const everybody = [replica.node.address, ...addresses]
  replica.node.seek(everybody)
  await Promise.all(peers.map((peer) => peer.call('dial', { role: 'replica', addresses: everybody })))
  const links = Math.min(CHOSEN_ABOVE_MESH, peers.length)
  await Promise.all(peers.map((peer) => peer.call('linked', { role: 'replica', links })))
  return {
    publish: () => replica.publish(randomBytes(PAYLOAD_BYTES)),
    stop: () => replica.stop(),
  }
}

async function publishOverWs(ports: readonly string[], folder: string): Promise<Publisher> {
  const sockets = ports.map((port) => new WebSocket(`ws://${LOOPBACK}:${port}`, { perMessageDeflate: false }))
  await Promise.all(sockets.map((socket) => new Promise((opened) => socket.once('open', opened))))
  const signed = signer(folder)
  return {
    async publish() {
      const bytes = await signed.next()
      for (const socket of sockets) socket.send(bytes)
    },
    stop() {
      for (const socket of sockets) socket.terminate()
      signed.close()
    },
  }
}

async function publishAsGossip(
  side: 'gossip-default' | 'gossip-tuned',
  addresses: readonly string[],
  { peers, folder }: Ground,
): Promise<Publisher> {
  const node = await startGossip(side === 'gossip-default' ? 'default' : 'tuned', () => {})
  await node.dial(addresses)
  await Promise.all(
    peers.map((peer, index) => {
      const next = Array.from(
        { length: RING },
        (_, step) => addresses[(index + step + 1) % peers.length] ?? '',
      )
      const others = new Set(next.filter((address) => address !== addresses[index]))
      return peer.call('dial', { role: side, addresses: [...others] })
    }),
  )
  const links = Math.min(2 * RING, peers.length - 1) + 1
  await Promise.all(peers.map((peer) => peer.call('linked', { role: side, links })))
  const signed = signer(folder)
  return {
    async publish() {
      await node.publish(await signed.next())
    },
    async stop() {
      await node.stop()
      signed.close()
    },
  }
}

/** Messages as a Node makes them: signed, checked as others will, and kept before they go. */
function signer(folder: string) {
  const store = new PlainStore(join(mkdtempSync(join(folder, 'plain-')), 'plain.db'))
  const node = createSigner(randomBytes(32))
  const epoch = { openedAtMs: systemClock.nowMs(), random: randomBytes(16).toString('hex') }
  let sequence = 0
  return {
    async next(): Promise<Uint8Array> {
      const place = { stream: 'latest', kind: 'mirror-credential', slot: '', sequence: sequence++ } as const
      const time = { wallMs: systemClock.nowMs(), counter: 0 }
      const payload = randomBytes(PAYLOAD_BYTES)
      const fields = { ...place, federationId: FEDERATION, epoch, previous: null, time, payload }
      const bytes = encodeEnvelope(sealEnvelope(fields, node, null))
      await store.keep(soundIdOf(bytes), bytes)
      return bytes
    },
    close: () => store.close(),
  }
}
