import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Bench, type BenchRun, type Figure, figureOf, medianOf } from '../bench.ts'
import { inTurn, type Sample } from '../in-turn.ts'
import { GOSSIP_SIDES, type GossipSide, openPublisher, type Publisher } from './gossip-sides.ts'
import { type Peer, withPeers } from './peer.ts'
import type { PeerCount } from './peer-calls.ts'

/** What our way is to reach beside the others. Source: docs/performance.md, "Goals". */
const GOALS = { ws: 0.75, gossipDefault: 8, gossipTuned: 2.9, extraCopies: 0.3, cpu: 1.6 } as const
const FULL = { nodes: 10, messages: 100 } as const
/** Messages under way together: the next go when all have these. Chosen here: what a Node has to say when it catches up. */
const BURST = 50
/** Verifications timed in a round. Chosen here: some tens of milliseconds. */
const FULL_VERIFICATIONS = 400

/** What a side took in one round. */
interface Taken {
  readonly perSecond: number
  readonly extraCopies: number
  readonly cpuMicros: number
}

/** Signed messages from one Node to ten others, kept by each. */
export const gossipBench: Bench = {
  name: 'gossip',
  async run(run) {
    const folder = await mkdtemp(join(tmpdir(), 'mirrorwell-bench-'))
    const nodes = Math.max(2, Math.ceil(FULL.nodes * run.scale))
    try {
      const figures = await withPeers(nodes, (peers) => measure(run, { peers, folder }))
      return { bench: 'gossip', figures }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function measure(
  { rounds, scale, progress }: BenchRun,
  ground: { readonly peers: readonly Peer[]; readonly folder: string },
): Promise<readonly Figure[]> {
  const messages = Math.ceil(FULL.messages * scale)
  const publishers = new Map<GossipSide, Publisher>()
  try {
    for (const side of GOSSIP_SIDES) {
      progress(`links ${ground.peers.length} Nodes: ${side}`)
      publishers.set(side, await openPublisher(side, ground))
    }
    const taken: Record<GossipSide, Taken[]> = {
      replica: [],
      ws: [],
      'gossip-default': [],
      'gossip-tuned': [],
    }
    const takeOne = async (side: GossipSide): Promise<number> => {
      const took = await sendAll(publishers.get(side), { side, messages, peers: ground.peers })
      taken[side].push(took)
      progress(`${side}: ${took.perSecond.toFixed(0)} messages a second`)
      return took.perSecond
    }
    progress(`${messages} messages a round`)
    for (const side of GOSSIP_SIDES) await takeOne(side)
    for (const side of GOSSIP_SIDES) taken[side].splice(0)
    const rates = await inTurn(GOSSIP_SIDES, rounds, takeOne)
    const verifyMicros = await inTurn(['verify'], rounds, () => verification(ground.peers, scale))
    return figuresOf(rates, { taken, verifyMicros: verifyMicros.map(({ verify }) => verify), ...ground })
  } finally {
    for (const publisher of publishers.values()) await publisher.stop()
  }
}

interface Sending {
  readonly side: GossipSide
  readonly messages: number
  readonly peers: readonly Peer[]
}

async function sendAll(publisher: Publisher | undefined, { side, messages, peers }: Sending): Promise<Taken> {
  const counts: PeerCount[] = []
  const startedAt = performance.now()
  for (let sent = 0; sent < messages; sent += BURST) {
    const burst = Math.min(BURST, messages - sent)
    const arrived = peers.map((peer) => peer.call('expect', { role: side, fresh: burst }))
    await Promise.all(Array.from({ length: burst }, () => publisher?.publish()))
    counts.push(...(await Promise.all(arrived)))
  }
  const seconds = (performance.now() - startedAt) / 1000
  const sum = (of: (count: PeerCount) => number): number => counts.reduce((all, count) => all + of(count), 0)
  const deliveries = sum(({ fresh }) => fresh)
  return {
    perSecond: messages / seconds,
    extraCopies: sum(({ copies }) => copies) / deliveries - 1,
    cpuMicros: sum(({ cpuMicros }) => cpuMicros) / deliveries,
  }
}

/** CPU time of one native verification, the middle of all processes. */
async function verification(peers: readonly Peer[], scale: number): Promise<number> {
  const times = Math.ceil(FULL_VERIFICATIONS * scale)
  return medianOf(await Promise.all(peers.map((peer) => peer.call('verifyMicros', { times }))))
}

interface Results {
  readonly taken: Readonly<Record<GossipSide, readonly Taken[]>>
  readonly verifyMicros: readonly number[]
  readonly peers: readonly Peer[]
}

function figuresOf(rates: readonly Sample<GossipSide>[], { taken, verifyMicros, peers }: Results): Figure[] {
  const circumstances = `${peers.length} Nodes, a process each on loopback; every message signed, checked and stored by each`
  const rateAgainst = (side: GossipSide, goal: number, against: string): Figure =>
    figureOf(
      {
        name: `messages a second ÷ ${side}`,
        goal,
        better: 'higher',
        against: `${against}; ${circumstances}`,
      },
      rates.map((rate) => rate.replica / rate[side]),
    )
  const cpu = (side: GossipSide): number[] =>
    taken[side].map(({ cpuMicros }, round) => cpuMicros / (verifyMicros[round] ?? Number.NaN))
  return [
    rateAgainst('ws', GOALS.ws, 'one plain WebSocket to each Node'),
    rateAgainst(
      'gossip-default',
      GOALS.gossipDefault,
      'gossipsub as it comes, each Node linked with six and the sender',
    ),
    rateAgainst(
      'gossip-tuned',
      GOALS.gossipTuned,
      'gossipsub without its signatures, a smaller mesh, ids from the bytes',
    ),
    figureOf(
      {
        name: 'extra copies of a message at each Node',
        goal: GOALS.extraCopies,
        better: 'lower',
        against: `none, which is what one plain WebSocket to each gives; ${circumstances}`,
      },
      taken.replica.map(({ extraCopies }) => extraCopies),
    ),
    figureOf(
      {
        name: 'CPU of a delivery',
        goal: GOALS.cpu,
        better: 'lower',
        against: `one native Ed25519 verification, same processes; plain WebSocket in the same run: ${medianOf(cpu('ws')).toFixed(1)}, gossipsub as it comes: ${medianOf(cpu('gossip-default')).toFixed(1)}`,
      },
      cpu('replica'),
    ),
  ]
}
