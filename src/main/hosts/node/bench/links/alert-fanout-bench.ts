import { connect, type Socket } from 'node:net'
import { FrameParser, frameMessage } from '../../../../network/framing.ts'
import type { RawEnvelope } from '../../../../replica/envelope-codec.ts'
import { MAX_FRAME_BYTES } from '../../../../wire/limits.ts'
import { type Bench, type BenchRun, type Figure, figureOf, medianOf } from '../bench.ts'
import { inTurn } from '../in-turn.ts'
import { AlertSupply } from './alerts-made-up.ts'
import { encodeEnvelope, LOOPBACK } from './bench-ground.ts'
import { OwnNode } from './own-node.ts'
import { type Peer, withPeers } from './peer.ts'

/** How much longer an alert may take to all neighbours. Source: docs/performance.md, "Goals". */
const GOAL = 1.3
/** What the people are promised. Source: FEDERATION_DESIGN, "message latency". */
const PROMISE_MS = 100
const FULL = { neighbours: 10, alerts: 40 } as const
/** Rounds before any is measured. Chosen here: then the runtime of each neighbour has compiled what takes an alert in. */
const WARM_UP_ROUNDS = 20

/** A way to all neighbours at once. */
interface FanOut {
  /** Resolves when every neighbour has answered. */
  send(envelope: RawEnvelope): Promise<void>
  stop(): Promise<void> | void
}

/** One alert to ten neighbours, and the answer of the last. */
export const alertFanoutBench: Bench = {
  name: 'alert-fanout',
  run: async (run) => ({
    bench: 'alert-fanout',
    figures: await withPeers(Math.max(2, Math.ceil(FULL.neighbours * run.scale)), (peers) =>
      measure(run, peers),
    ),
  }),
}

async function measure(
  { rounds, scale, progress }: BenchRun,
  peers: readonly Peer[],
): Promise<readonly Figure[]> {
  const alerts = Math.ceil(FULL.alerts * scale)
  const sides = { own: await openOwn(peers), tcp: await openTcp(peers) }
  const supply = new AlertSupply()
  const ownMs: number[] = []
  try {
    progress(`${alerts} alerts a round to ${peers.length} neighbours`)
    for (const side of ['own', 'tcp'] as const)
      await medianMs(sides[side], supply.take(alerts * WARM_UP_ROUNDS))
    const samples = await inTurn(['own', 'tcp'], rounds, async (side) => {
      const tookMs = await medianMs(sides[side], supply.take(alerts))
      if (side === 'own') ownMs.push(tookMs)
      return tookMs
    })
    const circumstances = `${peers.length} neighbours, a process each on loopback; each checks all three signatures and answers, nobody stores`
    return [
      figureOf(
        {
          name: 'alert to all neighbours, p50',
          goal: GOAL,
          better: 'lower',
          against: `raw TCP to the same processes; ${circumstances}`,
        },
        samples.map(({ own, tcp }) => own / tcp),
      ),
      figureOf(
        {
          name: 'alert to all neighbours, p50 in milliseconds',
          goal: PROMISE_MS,
          better: 'lower',
          against: `the promise to people; ${circumstances}`,
        },
        ownMs,
      ),
    ]
  } finally {
    await sides.own.stop()
    await sides.tcp.stop()
  }
}

async function openOwn(peers: readonly Peer[]): Promise<FanOut> {
  const node = await OwnNode.start()
  const roll = new RollCall(peers.length)
  for (const peer of peers) await node.dial([await peer.call('start', { role: 'lanes', folder: '' })])
  node.neighbourhood.onFrame(async ({ frame }) => {
    if (frame.receipts) roll.answer()
  })
  return {
    send(envelope) {
      const answered = roll.begin()
      node.neighbourhood.broadcast('alert', { entries: { entries: [{ envelope, hops: 1 }] } })
      return answered
    },
    stop: () => node.stop(),
  }
}

async function openTcp(peers: readonly Peer[]): Promise<FanOut> {
  const roll = new RollCall(peers.length)
  const sockets: Socket[] = []
  for (const peer of peers) {
    const port = Number(await peer.call('start', { role: 'tcp', folder: '' }))
    const socket = connect({ port, host: LOOPBACK, noDelay: true })
    const parser = new FrameParser(MAX_FRAME_BYTES)
    socket.on('data', (chunk) => {
      for (const _answer of parser.push(chunk)) roll.answer()
    })
    await new Promise<void>((connected) => socket.once('connect', connected))
    sockets.push(socket)
  }
  return {
    send(envelope) {
      const answered = roll.begin()
      const bytes = frameMessage(encodeEnvelope(envelope))
      for (const socket of sockets) socket.write(bytes)
      return answered
    },
    stop: () => {
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** Waits until everybody has answered once. */
class RollCall {
  readonly #all: number
  #missing = 0
  #complete = (): void => {}

  constructor(all: number) {
    this.#all = all
  }

  begin(): Promise<void> {
    this.#missing = this.#all
    return new Promise((resolve) => {
      this.#complete = resolve
    })
  }

  answer(): void {
    this.#missing -= 1
    if (this.#missing === 0) this.#complete()
  }
}

async function medianMs({ send }: FanOut, supply: readonly RawEnvelope[]): Promise<number> {
  const tookMs: number[] = []
  for (const envelope of supply) {
    const startedAt = performance.now()
    await send(envelope)
    tookMs.push(performance.now() - startedAt)
  }
  return medianOf(tookMs)
}
