import { Dice, mutated } from './mutator.ts'

/** Longest time for one input. Chosen here: far below what a person or a heartbeat notices. */
const SLOW_MS = 50
/** Tries before an input counts as slow: a pause of the machine hits none thrice. */
const RERUNS = 3
/** Findings shown of one decoder. */
const MAX_FINDINGS = 5

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

/** Give a decoder its inputs. The same seed gives the same inputs. */
export async function fuzz(target: Target, seed: number): Promise<Fuzzed> {
  const dice = new Dice(seed)
  // A Buffer's slices share its bytes: what is changed must not be the sample.
  const samples = target.samples.map((sample) => Uint8Array.from(sample))
  const findings: string[] = []
  let taken = 0
  for (let n = 0; n < target.inputs; n++) {
    const bytes = mutated(samples, dice)
    const finding = await tryOne(target, bytes)
    if (finding === true) taken++
    else if (typeof finding === 'string' && findings.length < MAX_FINDINGS) findings.push(finding)
  }
  return { inputs: target.inputs, taken, findings }
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

async function isSlowAgain(target: Target, bytes: Uint8Array): Promise<boolean> {
  for (let n = 0; n < RERUNS; n++) {
    const startedMs = performance.now()
    await target.run(bytes)
    if (performance.now() - startedMs <= SLOW_MS) return false
  }
  return true
}

const shown = ({ name }: Target, bytes: Uint8Array): string =>
  `${name} ${bytes.length} bytes ${Buffer.from(bytes.subarray(0, 300)).toString('hex')}`
