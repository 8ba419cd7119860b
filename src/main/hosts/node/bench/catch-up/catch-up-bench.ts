import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSigner, verifySignature } from '../../../../crypto/signing.ts'
import { systemRandom } from '../../../../platform/random.ts'
import { type Bench, type BenchRun, type Figure, figureOf } from '../bench.ts'
import { OwnReplica } from '../links/own-replica.ts'
import { withPeers } from '../links/peer.ts'

/** What a Node missed in some days away. Chosen here: one entry a quarter of an hour for a day. */
const MISSED = 100
const SEED_BYTES = 32
/** Rounds before the first that counts. Chosen here: a Node that runs for days has compiled what it needs. */
const WARM_UP_ROUNDS = 8
/** Bytes that a Node signs for an entry: its domain, federation and body. Chosen here: those of the made-up entries. */
const SIGNED_BYTES = 260
/** Goal. Chosen here: signatures have to be looked at; everything else together should take no longer. */
const GOAL = 2

const WHERE =
  'made-up entries of one author, two Nodes without features over libp2p with Noise on loopback, a process each, each on its own database on disk'

/** How long a Node takes that comes back and has missed a hundred entries. */
export const catchUpBench: Bench = {
  name: 'catch-up',
  async run(run) {
    const folder = await mkdtemp(join(tmpdir(), 'mirrorwell-bench-'))
    const missed = Math.max(1, Math.ceil(MISSED * run.scale))
    try {
      const samples = await withPeers(1, async ([peer]) => {
        if (peer === undefined) throw new TypeError('one process was asked for')
        const address = await peer.call('start', { role: 'replica', folder })
        await peer.call('say', { role: 'replica', messages: missed })
        return measure(run, { folder, missed, address })
      })
      return { bench: 'catch-up', figures: figures(samples, missed) }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

/** One round, against verifying alone. */
interface Sample {
  readonly whole: number
  readonly withoutDial: number
}

/** A Node that holds what was missed, and where the one that missed it keeps its files. */
interface Missing {
  readonly folder: string
  readonly missed: number
  readonly address: string
}

async function measure(run: BenchRun, missing: Missing): Promise<readonly Sample[]> {
  const samples: Sample[] = []
  for (let round = 1 - WARM_UP_ROUNDS; round <= run.rounds; round += 1) {
    const verifyMs = timeVerifies(missing.missed)
    const folder = join(missing.folder, String(round))
    const { dialMs, restMs } = await timeCatchUp({ ...missing, folder })
    const name = round < 1 ? 'to warm up' : `${round} of ${run.rounds}`
    if (round > 0) samples.push({ whole: (dialMs + restMs) / verifyMs, withoutDial: restMs / verifyMs })
    const [dial, rest, verify] = [dialMs, restMs, verifyMs].map((ms) => ms.toFixed(1))
    run.progress(`round ${name}: dialled in ${dial} ms, the rest ${rest} ms, verifying alone ${verify} ms`)
  }
  return samples
}

function figures(samples: readonly Sample[], missed: number): readonly Figure[] {
  const against = `${missed} signatures verified natively, one after the other, in the same process and round; ${WHERE}`
  const common = { goal: GOAL, better: 'lower', against } as const
  const name = `${missed} missed entries: dial, compare, transfer, verify, store ÷ verifying them`
  return [
    figureOf(
      { ...common, name },
      samples.map(({ whole }) => whole),
    ),
    figureOf(
      { ...common, name: 'the same from the open link on' },
      samples.map(({ withoutDial }) => withoutDial),
    ),
  ]
}

/** From the dial of a new Node until the last entry is on disk there. */
async function timeCatchUp({
  folder,
  missed,
  address,
}: Missing): Promise<{ readonly dialMs: number; readonly restMs: number }> {
  await mkdir(folder)
  let stored = 0
  const all = Promise.withResolvers<number>()
  const here = await OwnReplica.start(folder, () => {
    stored += 1
    if (stored === missed) all.resolve(performance.now())
  })
  try {
    const startedMs = performance.now()
    await here.node.dial([address])
    const dialledMs = performance.now()
    return { dialMs: dialledMs - startedMs, restMs: (await all.promise) - dialledMs }
  } finally {
    await here.stop()
  }
}

function timeVerifies(count: number): number {
  const signer = createSigner(systemRandom.bytes(SEED_BYTES))
  const signed = Array.from({ length: count }, () => {
    const bytes = systemRandom.bytes(SIGNED_BYTES)
    return { bytes, signature: signer.sign(bytes) }
  })
  const startedMs = performance.now()
  const sound = signed.filter(({ bytes, signature }) => verifySignature(signer.publicKey, bytes, signature))
  const tookMs = performance.now() - startedMs
  if (sound.length !== count) throw new TypeError('a signature of our own is sound')
  return tookMs
}
