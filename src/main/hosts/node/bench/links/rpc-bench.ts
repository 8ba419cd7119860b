import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { FrameParser, frameMessage } from '../../../../network/framing.ts'
import { MAX_FRAME_BYTES } from '../../../../wire/limits.ts'
import { type Bench, type BenchRun, type Figure, figureOf, medianOf } from '../bench.ts'
import { inTurn } from '../in-turn.ts'
import { LOOPBACK } from './bench-ground.ts'
import { openEchoes } from './own-echo.ts'
import { type Peer, withPeers } from './peer.ts'

/** How much longer than over raw TCP an answer may take. Source: docs/performance.md, "Goals". */
const GOALS = { noise: 1.6, tls: 1.2 } as const
/** Questions in a round, and before the first. Chosen here: a Node that runs for days has compiled all of it, which takes some thousand. */
const FULL_QUESTIONS = 6_000
const QUESTION_BYTES = 200

type Side = 'tcp' | 'noise' | 'tls'
const SIDES: readonly Side[] = ['tcp', 'noise', 'tls']

/** A way to ask that resolves with the answer, and its end. */
interface Asking {
  ask(bytes: Uint8Array): Promise<void>
  stop(): Promise<void> | void
}

/** How long a short question and its answer take between two processes. */
export const rpcBench: Bench = {
  name: 'rpc',
  run: async (run) => ({
    bench: 'rpc',
    figures: await withPeers(1, ([peer]) => {
      if (peer === undefined) throw new TypeError('one process was asked for')
      return measure(run, peer)
    }),
  }),
}

async function measure({ rounds, scale, progress }: BenchRun, peer: Peer): Promise<readonly Figure[]> {
  const questions = Math.ceil(FULL_QUESTIONS * scale)
  const asking = await openAll(peer)
  try {
    progress(`${questions} questions a round`)
    for (const side of SIDES) await medianMs(asking[side], questions)
    const samples = await inTurn(SIDES, rounds, (side) => medianMs(asking[side], questions))
    return (['noise', 'tls'] as const).map((side) =>
      figureOf(
        {
          name: `question and answer on a warm stream, ${side}`,
          goal: GOALS[side],
          better: 'lower',
          against: `p50 over raw TCP with the same framing; ${QUESTION_BYTES} bytes each way, two processes on loopback`,
        },
        samples.map((sample) => sample[side] / sample.tcp),
      ),
    )
  } finally {
    for (const side of SIDES) await asking[side].stop()
  }
}

async function openAll(peer: Peer): Promise<Record<Side, Asking>> {
  const address = (side: Side) => peer.call('start', { role: `echo-${side}`, folder: '' })
  return {
    tcp: await overTcp(Number(await address('tcp'))),
    noise: await overStream('noise', await address('noise')),
    tls: await overStream('tls', await address('tls')),
  }
}

async function overTcp(port: number): Promise<Asking> {
  const socket = connect({ port, host: LOOPBACK, noDelay: true })
  await new Promise<void>((connected) => socket.once('connect', connected))
  const parser = new FrameParser(MAX_FRAME_BYTES)
  let answered = (): void => {}
  socket.on('data', (chunk) => {
    for (const _message of parser.push(chunk)) answered()
  })
  return {
    ask: (bytes) =>
      new Promise((resolve) => {
        answered = resolve
        socket.write(frameMessage(bytes))
      }),
    stop: () => void socket.destroy(),
  }
}

async function overStream(security: 'noise' | 'tls', address: string): Promise<Asking> {
  const { stream, stop } = await openEchoes(security, address)
  let answered = (): void => {}
  stream.onMessage(() => answered())
  return {
    ask: (bytes) =>
      new Promise((resolve) => {
        answered = resolve
        stream.send(bytes)
      }),
    stop,
  }
}

async function medianMs({ ask }: Asking, questions: number): Promise<number> {
  const tookMs: number[] = []
  const bytes = randomBytes(QUESTION_BYTES)
  for (let n = 0; n < questions; n += 1) {
    const startedAt = performance.now()
    await ask(bytes)
    tookMs.push(performance.now() - startedAt)
  }
  return medianOf(tookMs)
}
