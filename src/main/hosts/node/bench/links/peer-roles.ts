import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { WebSocketServer } from 'ws'
import { FrameParser, frameMessage } from '../../../../network/framing.ts'
import type { LaneFrame } from '../../../../network/neighbour.ts'
import { fromHex } from '../../../../platform/bytes.ts'
import { fromEntries } from '../../../../replica/replica-frames.ts'
import { MAX_FRAME_BYTES } from '../../../../wire/limits.ts'
import { LOOPBACK, soundId, soundIdOf } from './bench-ground.ts'
import { type GossipKind, startGossip } from './gossip-node.ts'
import { listenForEchoes } from './own-echo.ts'
import { OwnNode } from './own-node.ts'
import { OwnReplica } from './own-replica.ts'
import type { PeerRole } from './peer-calls.ts'
import { PlainStore } from './plain-store.ts'
import { Tally } from './tally.ts'

/** A message of a Node's own. Chosen here: a short alert. */
const MESSAGE_BYTES = 200

/** What a peer is in one role. */
export interface RolePlayer {
  readonly address: string
  readonly tally: Tally
  dial?(addresses: readonly string[]): Promise<void>
  /** Say so many messages of its own, and have them on disk. */
  say?(messages: number): Promise<void>
  /** How many others it reaches. */
  links?(): number
}

/** Begin to play a role; its files go below the folder. */
export function play(role: PeerRole, folder: string): Promise<RolePlayer> {
  switch (role) {
    case 'echo-tcp':
      return listenOnTcp((bytes, answer) => answer(bytes))
    case 'echo-noise':
      return playEcho('noise')
    case 'echo-tls':
      return playEcho('tls')
    case 'tcp':
      return playTcp()
    case 'ws':
      return playWs(folder)
    case 'lanes':
      return playLanes()
    case 'replica':
      return playReplica(folder)
    case 'gossip-default':
      return playGossip('default', folder)
    case 'gossip-tuned':
      return playGossip('tuned', folder)
  }
}

async function playEcho(security: 'noise' | 'tls'): Promise<RolePlayer> {
  return { address: await listenForEchoes(security), tally: new Tally() }
}

/** A framed message comes, and whoever takes it may answer. */
async function listenOnTcp(
  take: (bytes: Uint8Array, answer: (bytes: Uint8Array) => void, tally: Tally) => void,
): Promise<RolePlayer> {
  const tally = new Tally()
  const server = createServer({ noDelay: true }, (socket: Socket) => {
    const parser = new FrameParser(MAX_FRAME_BYTES)
    const answer = (bytes: Uint8Array): void => void socket.write(frameMessage(bytes))
    socket.on('data', (chunk) => {
      for (const bytes of parser.push(chunk)) take(bytes, answer, tally)
    })
  })
  await new Promise<void>((listening) => server.listen(0, LOOPBACK, listening))
  return { address: portOf(server.address()), tally }
}

/** Checks what comes and says that it has, as a Node does. */
const playTcp = (): Promise<RolePlayer> =>
  listenOnTcp((bytes, answer, tally) => {
    const id = soundIdOf(bytes)
    if (tally.came(id)) tally.done()
    answer(fromHex(id))
  })

/** Checks and keeps what comes. */
async function playWs(folder: string): Promise<RolePlayer> {
  const tally = new Tally()
  const keep = keeper(folder, tally)
  const server = new WebSocketServer({ host: LOOPBACK, port: 0, perMessageDeflate: false })
  server.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => keep(soundIdOf(data), data))
  })
  await new Promise<void>((listening) => server.once('listening', listening))
  return { address: portOf(server.address()), tally }
}

/** Lanes as they are, and over them nothing but the check and the receipt. */
async function playLanes(): Promise<RolePlayer> {
  const tally = new Tally()
  const node = await OwnNode.start()
  node.neighbourhood.onFrame(async ({ from, lane, frame }) => {
    const ids = arrivals(frame).map(({ raw }) => soundId(raw))
    for (const id of ids) if (tally.came(id)) tally.done()
    if (ids.length > 0)
      node.neighbourhood.send(from, lane === 'alert' ? 'alert' : 'control', {
        receipts: { ids: ids.map(fromHex) },
      })
  })
  return { address: node.address, tally, ...linksOf(node) }
}

async function playReplica(folder: string): Promise<RolePlayer> {
  const tally = new Tally()
  const replica = await OwnReplica.start(mkdtempSync(join(folder, 'replica-')), () => tally.done())
  const { node } = replica
  node.neighbourhood.onFrame(async ({ frame }) => {
    for (const { raw } of arrivals(frame)) tally.came(Buffer.from(raw.nodeSignature).toString('latin1'))
  })
  const { links } = linksOf(node)
  return {
    ...{ address: node.address, tally, links },
    dial: async (addresses) => node.seek(addresses),
    say: (messages) => sayAll(replica, messages),
  }
}

async function sayAll(replica: OwnReplica, messages: number): Promise<void> {
  await Promise.all(Array.from({ length: messages }, () => replica.publish(randomBytes(MESSAGE_BYTES))))
}

async function playGossip(kind: GossipKind, folder: string): Promise<RolePlayer> {
  const tally = new Tally()
  const keep = keeper(folder, tally)
  const node = await startGossip(kind, (bytes) =>
    keep(Buffer.from(bytes.subarray(-32)).toString('hex'), bytes),
  )
  return { address: node.address, tally, dial: node.dial, links: node.links }
}

function keeper(folder: string, tally: Tally): (id: string, bytes: Uint8Array) => void {
  const store = new PlainStore(join(mkdtempSync(join(folder, 'plain-')), 'plain.db'))
  return (id, bytes) => {
    if (tally.came(id)) void store.keep(id, bytes).then(() => tally.done())
  }
}

const linksOf = (node: OwnNode) => ({
  dial: (addresses: readonly string[]) => node.dial(addresses),
  links: () => node.neighbourhood.neighbours().length,
})

const arrivals = ({ entries }: LaneFrame) => (entries ? fromEntries(entries) : [])

const portOf = (address: unknown): string => String((address as { readonly port: number }).port)
