import { createHash, randomInt } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { Dice, mutated } from './mutator.ts'

/** What `npm run fuzz` gives all decoders together. */
const FULL_INPUTS = 1_000_000
/** What a run of the tests gives them. Chosen here: some seconds. */
const SHORT_INPUTS = 60_000
/** The least that one decoder gets. Chosen here: one in sixty is still a message, and some have to be. */
const MIN_INPUTS = 1_500

/** Longest time for one input. Chosen here: far below what a person or a heartbeat notices. */
const SLOW_MS = 50
/** Tries before an input counts as slow: a pause of the machine hits none thrice. */
const RERUNS = 3
/** Findings shown of one decoder. */
const MAX_FINDINGS = 5

/** Where inputs that went wrong are kept, and given again at every run. */
const CRASHERS = join(import.meta.dirname, '../vectors/crashers')

const asked = { inputs: process.env['MIRRORWELL_FUZZ_INPUTS'], seed: process.env['MIRRORWELL_FUZZ_SEED'] }
const share = Math.min(1, Number(asked.inputs ?? SHORT_INPUTS) / FULL_INPUTS)

/** Another one at every run, so that each run tries what none has; unless one is asked for. */
export const fuzzSeed = Number(asked.seed ?? randomInt(2 ** 32))
/** How to have the same inputs again. */
export const fuzzAgain = `MIRRORWELL_FUZZ_SEED=${fuzzSeed} MIRRORWELL_FUZZ_INPUTS=${share * FULL_INPUTS}`
/** Whether this run is to be the whole of it. */
export const isFullFuzz = share === 1

/** How many inputs a decoder gets in this run, of so many in a full one. */
export const inputsOf = (full: number): number => Math.max(MIN_INPUTS, Math.ceil(full * share))

/** An input that once went wrong, or that was made by hand to. */
interface Crasher {
  /** Whose it was; every other is given it too. */
  readonly decoder: string
  readonly why: string
  readonly hex: string
  /** How often the bytes stand one behind the other. */
  readonly times: number
}

/** All of them, as bytes. */
export const crashers: readonly Uint8Array[] = readdirSync(CRASHERS)
  .map((file) => JSON.parse(readFileSync(join(CRASHERS, file), 'utf8')) as Crasher)
  .map(({ hex, times }) => Uint8Array.from(Buffer.from(hex.repeat(times), 'hex')))

/** Longest reason kept with a crasher. */
const MAX_WHY_CHARS = 200

/** A decoder of peers' bytes, valid messages to start from, and how many changed ones it gets. */
export interface Target {
  readonly name: string
  readonly samples: readonly Uint8Array[]
  readonly inputs: number
  /** @returns whether the bytes were taken for a message */
  run(bytes: Uint8Array): boolean | Promise<boolean>
}

export interface Fuzzed {
  readonly inputs: number
  /** How many of the changed messages were still messages: none at all would mean that nothing deep was reached. */
  readonly taken: number
  /** What escaped, or took too long, with the input as hex. */
  readonly findings: readonly string[]
}

/** Give a decoder what went wrong before, then its inputs. The same seed gives the same ones. */
export async function fuzz(target: Target, seed = fuzzSeed): Promise<Fuzzed> {
  const findings: string[] = []
  let taken = 0
  for (const bytes of inputsFor(target, seed)) {
    const finding = await tryOne(target, bytes)
    if (finding === true) taken++
    if (typeof finding !== 'string') continue
    findings.push(finding)
    keep({ decoder: target.name, why: finding.slice(0, MAX_WHY_CHARS), ...asHex(bytes) })
    if (findings.length >= MAX_FINDINGS) break
  }
  return { inputs: target.inputs, taken, findings }
}

function* inputsFor(target: Target, seed: number): Generator<Uint8Array> {
  yield* crashers
  const dice = new Dice(seed)
  // A Buffer's slices share its bytes: what is changed must not be the sample.
  const samples = target.samples.map((sample) => Uint8Array.from(sample))
  for (let n = 0; n < target.inputs; n++) yield mutated(samples, dice)
}

/** Whether the bytes were taken, or what went wrong. */
async function tryOne(target: Target, bytes: Uint8Array): Promise<boolean | string> {
  try {
    const startedMs = performance.now()
    const running = target.run(bytes)
    const taken = typeof running === 'boolean' ? running : await running
    const isSlow = performance.now() - startedMs > SLOW_MS && (await isSlowAgain(target, bytes))
    return isSlow ? `slow: ${shown(target, bytes)}` : taken
  } catch (thrown) {
    return `${thrown}: ${shown(target, bytes)}`
  }
}

/** By time of the CPU: others may have the machine meanwhile. */
async function isSlowAgain(target: Target, bytes: Uint8Array): Promise<boolean> {
  for (let n = 0; n < RERUNS; n++) {
    const before = process.cpuUsage()
    await target.run(bytes)
    const { user, system } = process.cpuUsage(before)
    if ((user + system) / 1000 <= SLOW_MS) return false
  }
  return true
}

const asHex = (bytes: Uint8Array) => ({ hex: Buffer.from(bytes).toString('hex'), times: 1 })

/** To be committed with what mends it. */
function keep(crasher: Crasher): void {
  const name = createHash('sha256').update(crasher.hex).digest('hex').slice(0, 16)
  mkdirSync(CRASHERS, { recursive: true })
  writeFileSync(join(CRASHERS, `${name}.json`), `${JSON.stringify(crasher, null, 2)}\n`)
}

const shown = ({ name }: Target, bytes: Uint8Array): string =>
  `${name} ${bytes.length} bytes ${Buffer.from(bytes.subarray(0, 300)).toString('hex')}`
