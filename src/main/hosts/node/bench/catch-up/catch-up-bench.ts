import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSigner, verifySignature } from '../../../../crypto/signing.ts'
import { systemRandom } from '../../../../platform/random.ts'
import { type Bench, type BenchRun, type Figure, figureOf } from '../bench.ts'
import { OwnReplica } from '../links/own-replica.ts'

/** What a Node missed in some days away. Chosen here: one entry a quarter of an hour for a day. */
const MISSED = 100
const SEED_BYTES = 32
const PAYLOAD_BYTES = 200
/** Bytes that a Node signs for an entry: its domain, federation and body. Chosen here: those of the made-up entries. */
const SIGNED_BYTES = 260
/** Goal. Chosen here: signatures have to be looked at; everything else together should take no longer. */
const GOAL = 2

const WHERE =
  'made-up entries of one author, two Nodes without features over libp2p with Noise on loopback in one process, each on its own database on disk'

/** How long a Node takes that comes back and has missed a hundred entries. */
export const catchUpBench: Bench = {
  name: 'catch-up',
  async run(run) {
    const folder = await mkdtemp(join(tmpdir(), 'mirrorwell-bench-'))
    const missed = Math.max(1, Math.ceil(MISSED * run.scale))
    try {
      const samples = await measure(run, { folder, missed })
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

async function measure(
  run: BenchRun,
  { folder, missed }: { readonly folder: string; readonly missed: number },
): Promise<readonly Sample[]> {
  const samples: Sample[] = []
  for (let round = 0; round <= run.rounds; round += 1) {
    const verifyMs = timeVerifies(missed)
    const { dialMs, restMs } = await timeCatchUp(join(folder, String(round)), missed)
    const name = round === 0 ? 'to warm up' : `${round} of ${run.rounds}`
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

/** From the dial until the last entry is on disk. */
async function timeCatchUp(
  folder: string,
  missed: number,
): Promise<{ readonly dialMs: number; readonly restMs: number }> {
  const [hereFolder, thereFolder] = [join(folder, 'here'), join(folder, 'there')]
  await Promise.all([hereFolder, thereFolder].map((each) => mkdir(each, { recursive: true })))
  const there = await OwnReplica.start(thereFolder)
  const said = Array.from({ length: missed }, () => there.publish(systemRandom.bytes(PAYLOAD_BYTES)))
  await Promise.all(said)
  let stored = 0
  const all = Promise.withResolvers<number>()
  const here = await OwnReplica.start(hereFolder, () => {
    stored += 1
    if (stored === missed) all.resolve(performance.now())
  })
  try {
    const startedMs = performance.now()
    await here.node.dial([there.node.address])
    const dialledMs = performance.now()
    return { dialMs: dialledMs - startedMs, restMs: (await all.promise) - dialledMs }
  } finally {
    await Promise.all([here.stop(), there.stop()])
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
