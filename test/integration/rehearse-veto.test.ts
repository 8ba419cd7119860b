import { expect, onTestFinished, test } from 'vitest'
import type { RehearsalCheck } from '../../src/main/rehearsal/scenario.ts'
import { runVeto, type VetoRun } from '../../src/main/rehearsal/veto.ts'
import { runCrashes } from '../../src/main/rehearsal/veto-crashes.ts'
import { lieChecks } from '../../src/main/rehearsal/veto-lies.ts'
import { VetoPair } from '../../src/main/rehearsal/veto-pair.ts'
import { playVotes, singleVotes, type VoteCase, voteChecks } from '../../src/main/rehearsal/veto-votes.ts'

const failed = (checks: readonly RehearsalCheck[]): readonly string[] =>
  checks.filter(({ passed }) => !passed).map(({ name, value, target }) => `${name}: ${value}, not ${target}`)

test('nobody at either Node can tell a no, an open answer and a lonely yes apart, in anything that is shown, said or stored', async () => {
  const cases: VoteCase[] = []
  for (const votes of singleVotes()) cases.push(await playVotes(7, votes))
  expect(failed(voteChecks('one Mirror a side', cases))).toEqual([])
}, 60_000)

test('nor with several Mirrors, where one is missing', async () => {
  const cases: VoteCase[] = []
  for (const giver of [
    ['yes', 'no'],
    ['no', 'yes'],
    ['yes', 'undecided'],
    ['no', 'no'],
  ] as const) {
    cases.push(await playVotes(7, { giver, receiver: ['yes', 'yes'] }))
  }
  cases.push(await playVotes(7, { giver: ['yes', 'yes'], receiver: ['yes', 'yes'] }))
  expect(failed(voteChecks('two Mirrors a side', cases))).toEqual([])
}, 60_000)

test('a witness does see what is there to see: one message more, one event more', async () => {
  const pair = await VetoPair.create({ seed: 7, mirrorsEach: 1 })
  onTestFinished(() => pair.stop())
  const id = await pair.openDecision()
  const [still, told] = [pair.witness('receiver', id), pair.witness('receiver', id)]
  await pair.node('giver').bridge.transfers.talk({ id, text: 'Are you there?' })
  await still.look()
  await pair.time.advance(5_000)
  await told.look()
  expect(told.account()).toContain('Are you there?')
  expect(told.digest()).not.toBe(still.digest())
  still.stop()
  told.stop()
}, 60_000)

test('no lying ballot is met by a yes', () => {
  expect(failed(lieChecks())).toEqual([])
})

test('whichever side dies on the way, both ends come to the same agreement', async () => {
  const { checks } = await runCrashes(7, { steps: 4, progress: () => {} })
  expect(failed(checks)).toEqual([])
}, 120_000)

test('the same seed brings the same to pass, byte for byte; another seed something else', async () => {
  const rehearse = (seed: number): Promise<VetoRun> =>
    runVeto({
      ...{ seed, crashSteps: 1, progress: () => {} },
      single: [{ giver: ['yes'], receiver: ['no'] }],
      double: [{ giver: ['yes', 'yes'], receiver: ['yes', 'yes'] }],
    })
  const [once, again, other] = [await rehearse(7), await rehearse(7), await rehearse(8)]
  expect(once.digest).toMatch(/^[0-9a-f]{64}$/)
  expect(again).toEqual(once)
  expect(other.digest).not.toBe(once.digest)
}, 60_000)
