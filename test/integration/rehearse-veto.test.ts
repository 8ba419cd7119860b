import { expect, onTestFinished, test } from 'vitest'
import type { RehearsalCheck } from '../../src/main/rehearsal/scenario.ts'
import { crashChecks } from '../../src/main/rehearsal/veto-crashes.ts'
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
  expect(failed(await crashChecks(7, { steps: 4, progress: () => {} }))).toEqual([])
}, 120_000)
