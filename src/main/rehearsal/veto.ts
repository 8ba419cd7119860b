import { createHash } from 'node:crypto'
import type { RehearsalCheck, Scenario, ScenarioOptions } from './scenario.ts'
import { runCrashes } from './veto-crashes.ts'
import { lieChecks } from './veto-lies.ts'
import type { Votes } from './veto-pair.ts'
import { doubleVotes, playVotes, singleVotes, type VoteCase, voteChecks } from './veto-votes.ts'

/** Messages of a journey at which a side is killed. Chosen here: every second one, so that a run stays within a minute or two. */
const CRASH_STEPS = 16
const NODES = 2

/**
 * Whether anybody can see a no. Two whole Nodes decide on a transfer, once for
 * every mix of answers; somebody looks at everything each of them shows, says
 * and stores, and two runs must not be told apart. Then lying ballots, and a
 * crash at every stage.
 */
export const veto: Scenario = {
  name: 'veto',
  async run(options) {
    const { checks, digest } = await runVeto(options)
    return {
      scenario: 'veto',
      passed: checks.every(({ passed }) => passed),
      seed: options.seed,
      nodes: NODES,
      simulated: ['network', 'clock', 'chance (drawn from the seed)', 'key storage', 'people', 'power cuts'],
      checks,
      digest,
    }
  },
}

export interface VetoRun {
  readonly checks: readonly RehearsalCheck[]
  readonly digest: string
}

export type VetoOptions = Pick<ScenarioOptions, 'seed' | 'progress'> & {
  /** Mixes of answers where each side has one Mirror, and where one has two. Default: all. */
  readonly single?: readonly Votes[]
  readonly double?: readonly Votes[]
  readonly crashSteps?: number
}

/** As the scenario, or a part of it, with what two runs are compared by. */
export async function runVeto(options: VetoOptions): Promise<VetoRun> {
  const { crashSteps = CRASH_STEPS, double = doubleVotes(), progress, seed, single = singleVotes() } = options
  const total = single.length + double.length
  const cases: VoteCase[] = []
  for (const votes of [...single, ...double]) {
    progress((0.7 * cases.length) / total, 'answers')
    cases.push(await playVotes(seed, votes))
  }
  const crashes = await runCrashes(seed, {
    steps: crashSteps,
    progress: (ratio) => progress(0.7 + 0.3 * ratio, 'crashes'),
  })
  const checks = [
    ...voteChecks('one Mirror a side', cases.slice(0, single.length)),
    ...voteChecks('two Mirrors a side', cases.slice(single.length)),
    ...lieChecks(),
    ...crashes.checks,
  ]
  return { checks, digest: digestOf([...cases, crashes], checks) }
}

function digestOf(played: readonly { readonly digest: string }[], checks: VetoRun['checks']): string {
  const lines = [...played.map(({ digest }) => digest), JSON.stringify(checks)]
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}
