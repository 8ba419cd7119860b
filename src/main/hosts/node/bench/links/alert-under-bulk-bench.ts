import { setTimeout as pause } from 'node:timers/promises'
import { NodeId } from '../../../../../shared/kernel/ids.ts'
import type { RawEnvelope } from '../../../../replica/envelope-codec.ts'
import { type Bench, type BenchRun, type Figure, figureOf, medianOf } from '../bench.ts'
import { inTurn } from '../in-turn.ts'
import { AlertSupply } from './alerts-made-up.ts'
import { encodeEnvelope } from './bench-ground.ts'
import { BulkPump } from './bulk-pump.ts'
import { openEchoes } from './own-echo.ts'
import { OwnNode } from './own-node.ts'
import { type Peer, withPeers } from './peer.ts'

/** How much longer an alert may take beside bulk. Source: docs/performance.md, "Goals". */
const ALERT_GOAL = 1.5
/** What bulk keeps of its rate beside alerts. Source: docs/performance.md, "Goals". */
const RATE_GOAL = 1 / 3
/** Alerts in a round. Chosen here: a second of them. */
const FULL_ALERTS = 60
/** How many fewer alerts go beside bulk that nothing holds back: each takes long. */
const SLOW = 10
/** From one alert to the next. Chosen here: longer than one takes beside bulk, so that alerts do not meet. */
const BETWEEN_ALERTS_MS = 15

/** What a side measured: the middle of how long alerts took, or of the bytes in a second. */
type Side = 'idle' | 'under-bulk' | 'bulk-alone' | 'plain-idle' | 'plain-under-bulk'
const SIDES: readonly Side[] = ['idle', 'under-bulk', 'bulk-alone', 'plain-idle', 'plain-under-bulk']

/** An alert that overtakes what else goes to the same neighbour. */
export const alertUnderBulkBench: Bench = {
  name: 'alert-under-bulk',
  run: async (run) => ({
    bench: 'alert-under-bulk',
    figures: await withPeers(1, ([peer]) => {
      if (peer === undefined) throw new TypeError('one process was asked for')
      return measure(run, peer)
    }),
  }),
}

async function measure({ rounds, scale, progress }: BenchRun, peer: Peer): Promise<readonly Figure[]> {
  const alerts = Math.ceil(FULL_ALERTS * scale)
  progress(`${alerts} alerts a round`)
  const own = await openOwn(peer)
  const plain = await openPlain(peer)
  const supply = new AlertSupply()
  const rates: number[] = []
  const measureSide = async (side: Side): Promise<number> => {
    if (side === 'plain-idle') return plain.alerts(supply.take(alerts))
    if (side === 'plain-under-bulk') return plain.alertsBesideBulk(supply.take(Math.ceil(alerts / SLOW)))
    if (side === 'idle') return own.alerts(supply.take(alerts))
    const pump = own.pump()
    const took = side === 'under-bulk' ? await own.alerts(supply.take(alerts)) : await idleFor(alerts)
    const bytesPerSecond = await pump.stop()
    if (side === 'bulk-alone') return bytesPerSecond
    rates.push(bytesPerSecond)
    return took
  }
  try {
    await own.alerts(supply.take(alerts)) // both programs warm
    const samples = await inTurn(SIDES, rounds, measureSide)
    return figuresOf(samples, rates)
  } finally {
    await own.stop()
    await plain.stop()
  }
}

function figuresOf(samples: readonly Readonly<Record<Side, number>>[], rates: readonly number[]): Figure[] {
  const withoutWindow = medianOf(samples.map((sample) => sample['plain-under-bulk'] / sample['plain-idle']))
  const circumstances = 'receipts asked for, the other process checks all signatures; loopback'
  return [
    figureOf(
      {
        name: 'alert beside bulk, p50',
        goal: ALERT_GOAL,
        better: 'lower',
        against: `the same without bulk; ${circumstances}. On two bare streams without a window of credit, in the same run: ${withoutWindow.toFixed(1)}`,
      },
      samples.map((sample) => sample['under-bulk'] / sample.idle),
    ),
    figureOf(
      {
        name: 'bulk beside alerts, bytes a second',
        goal: RATE_GOAL,
        better: 'higher',
        against: 'the same bulk without alerts, on the same connection',
      },
      samples.map((sample, round) => (rates[round] ?? 0) / sample['bulk-alone']),
    ),
  ]
}

const idleFor = async (alerts: number): Promise<number> => {
  await pause(alerts * BETWEEN_ALERTS_MS)
  return 0
}

async function openOwn(peer: Peer) {
  const node = await OwnNode.start()
  const address = await peer.call('start', { role: 'lanes', folder: '' })
  await node.dial([address])
  const remote = NodeId.parse(address.split('/p2p/')[1])
  let received = (): void => {}
  node.neighbourhood.onFrame(async ({ frame, lane }) => {
    if (lane === 'alert' && frame.receipts) received()
  })
  const send = (envelope: RawEnvelope): Promise<void> =>
    new Promise((resolve) => {
      received = resolve
      node.neighbourhood.send(remote, 'alert', { entries: { entries: [{ envelope, hops: 1 }] } })
    })
  return {
    alerts: (supply: readonly RawEnvelope[]) => medianMsOf(supply, send),
    pump: () =>
      new BulkPump({
        queuedBytes: () => node.neighbourhood.queuedBytes(remote),
        send: (chunk) => void node.neighbourhood.send(remote, 'bulk', { receipts: { ids: [...chunk] } }),
      }),
    stop: () => node.stop(),
  }
}

/** Two streams on one connection, and on the second as much as it takes. */
async function openPlain(peer: Peer) {
  const address = await peer.call('start', { role: 'echo-noise', folder: '' })
  const { stream, bulk, stop } = await openEchoes('noise', address)
  let answered = (): void => {}
  stream.onMessage(() => answered())
  const send = (envelope: RawEnvelope): Promise<void> =>
    new Promise((resolve) => {
      answered = resolve
      stream.send(encodeEnvelope(envelope))
    })
  return {
    alerts: (supply: readonly RawEnvelope[]) => medianMsOf(supply, send),
    async alertsBesideBulk(supply: readonly RawEnvelope[]): Promise<number> {
      const pump = new BulkPump({
        queuedBytes: () => bulk.queuedBytes,
        send: (chunk) => bulk.send(Buffer.concat(chunk)),
      })
      const tookMs = await medianMsOf(supply, send)
      await pump.stop()
      return tookMs
    },
    stop,
  }
}

async function medianMsOf(
  supply: readonly RawEnvelope[],
  send: (envelope: RawEnvelope) => Promise<void>,
): Promise<number> {
  const tookMs: number[] = []
  for (const envelope of supply) {
    const startedAt = performance.now()
    await send(envelope)
    tookMs.push(performance.now() - startedAt)
    await pause(BETWEEN_ALERTS_MS)
  }
  return medianOf(tookMs)
}
