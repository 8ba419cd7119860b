import type { Scenario } from './scenario.ts'
import { crashChecks } from './veto-crashes.ts'
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
  async run({ seed, progress }) {
    const all = { single: singleVotes(), double: doubleVotes() }
    const total = all.single.length + all.double.length
    let played = 0
    const play = async (votes: readonly Votes[]): Promise<readonly VoteCase[]> => {
      const cases: VoteCase[] = []
      for (const one of votes) {
        progress((0.7 * played++) / total, 'answers')
        cases.push(await playVotes(seed, one))
      }
      return cases
    }
    const checks = [
      ...voteChecks('one Mirror a side', await play(all.single)),
      ...voteChecks('two Mirrors a side', await play(all.double)),
      ...lieChecks(),
      ...(await crashChecks(seed, {
        steps: CRASH_STEPS,
        progress: (ratio) => progress(0.7 + 0.3 * ratio, 'crashes'),
      })),
    ]
    return {
      scenario: 'veto',
      passed: checks.every(({ passed }) => passed),
      seed,
      nodes: NODES,
      simulated: ['network', 'clock', 'chance (drawn from the seed)', 'key storage', 'people', 'power cuts'],
      checks,
    }
  },
}
