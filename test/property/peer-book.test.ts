import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  EMPTY_BOOK,
  feelerOf,
  IMMUNE_MS,
  isTried,
  MAX_FROM_ONE_SOURCE,
  MAX_TRIALS,
  MAX_TRIED,
  MAX_TRIED_IN_ONE_GROUP,
  MAX_UNTRIED,
  type PeerBook,
  type PeerBookInput,
  stepPeerBook,
} from '../../src/main/network/peer-book.ts'
import type { NodeId } from '../../src/shared/kernel/ids.ts'
import { SeededRandom } from '../support/random.ts'

const random = new SeededRandom(5)
const nodeId = (name: string): NodeId => name as NodeId
const step = (book: PeerBook, input: PeerBookInput, nowMs = 0): PeerBook =>
  stepPeerBook(book, input, { nowMs, random })
const heard = (name: string, { source = name, group = name } = {}): PeerBookInput => ({
  kind: 'heard',
  nodeId: nodeId(name),
  groups: [group],
  source,
  reachedAtMs: null,
})
const reached = (name: string): PeerBookInput => ({ kind: 'reached', nodeId: nodeId(name) })
const missed = (name: string): PeerBookInput => ({ kind: 'missed', nodeId: nodeId(name) })
const run = (book: PeerBook, inputs: readonly PeerBookInput[], nowMs = 0): PeerBook =>
  inputs.reduce((current, input) => step(current, input, nowMs), book)
const names = (count: number, prefix: string): string[] =>
  Array.from({ length: count }, (_, n) => `${prefix}${n}`)
const tried = (book: PeerBook): NodeId[] =>
  [...book.entries.values()].filter(isTried).map((entry) => entry.nodeId)

/** Honest Nodes, each told of by somebody else, some of them reached. */
const honest = run(EMPTY_BOOK, [
  ...names(60, 'honest-').map((name) => heard(name)),
  ...names(20, 'honest-').map(reached),
])

const anyName = fc.integer({ min: 0, max: 400 }).map((n) => `node-${n}`)
const anyInput: fc.Arbitrary<PeerBookInput> = fc.oneof(
  fc
    .tuple(anyName, fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 9 }))
    .map(([name, source, group]) => heard(name, { source: `source-${source}`, group: `group-${group}` })),
  anyName.map(reached),
  anyName.map(missed),
)

describe('the book of Nodes to dial', () => {
  test('stays within its bounds, whatever is told to it and whoever answers', () => {
    fc.assert(
      fc.property(fc.array(anyInput, { maxLength: 1200 }), (inputs) => {
        const book = run(EMPTY_BOOK, inputs)
        const entries = [...book.entries.values()]
        const untried = entries.filter((entry) => !isTried(entry))
        const most = (counts: Map<string, unknown[]>): number =>
          Math.max(0, ...[...counts.values()].map(({ length }) => length))
        expect(untried.length).toBeLessThanOrEqual(MAX_UNTRIED)
        expect(tried(book).length).toBeLessThanOrEqual(MAX_TRIED)
        expect(book.trials.length).toBeLessThanOrEqual(MAX_TRIALS)
        expect(most(Map.groupBy(untried, ({ source }) => source))).toBeLessThanOrEqual(MAX_FROM_ONE_SOURCE)
        const groups = Map.groupBy(entries.filter(isTried), ({ groups: [group] }) => group ?? '')
        expect(most(groups)).toBeLessThanOrEqual(MAX_TRIED_IN_ONE_GROUP)
      }),
      { numRuns: 60 },
    )
  })

  test('a flood of addresses from one source displaces nobody who was there', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100_000), { minLength: 500, maxLength: 2000 }), (flood) => {
        const after = run(
          honest,
          flood.map((n) => heard(`flood-${n}`, { source: 'hostile', group: `g${n % 97}` })),
        )
        for (const known of honest.entries.keys()) expect(after.entries.has(known)).toBe(true)
      }),
      { numRuns: 20 },
    )
  })

  test('a flood that answers, from one part of the network, displaces nobody outside it', () => {
    const flood = names(300, 'flood-')
    const told = run(
      honest,
      flood.map((name) => heard(name, { source: name, group: 'one-range' })),
    )
    const later = run(told, flood.map(reached), IMMUNE_MS)
    for (const nodeIdOfHonest of tried(honest)) expect(tried(later)).toContain(nodeIdOfHonest)
    expect(tried(later).length).toBe(tried(honest).length + MAX_TRIED_IN_ONE_GROUP)
  })
})

describe('a newcomer to a book that is full', () => {
  const full = run(
    EMPTY_BOOK,
    names(MAX_TRIED, 'old-').flatMap((name) => [heard(name), reached(name)]),
  )
  const trialAt = (nowMs: number): PeerBook => run(full, [heard('new'), reached('new')], nowMs)

  test('takes nobody’s place who was reached in the last four hours', () => {
    expect(trialAt(IMMUNE_MS - 1).trials).toEqual([])
    expect(tried(trialAt(IMMUNE_MS - 1))).toEqual(tried(full))
  })

  test('waits until the other was asked once more, and goes where that one answers', () => {
    const onTrial = trialAt(IMMUNE_MS)
    const [trial] = onTrial.trials
    expect(tried(onTrial)).toEqual(tried(full))
    expect(feelerOf(onTrial, new Set(), random)).toBe(trial?.incumbent)
    const answered = step(onTrial, reached(trial?.incumbent ?? ''), IMMUNE_MS)
    expect([answered.trials, tried(answered)]).toEqual([[], tried(full)])
  })

  test('has room once the other does not answer', () => {
    const onTrial = trialAt(IMMUNE_MS)
    const incumbent = onTrial.trials[0]?.incumbent ?? ''
    const after = run(onTrial, [missed(incumbent), reached('new')], IMMUNE_MS)
    expect(tried(after)).toContain('new')
    expect(after.entries.has(nodeId(incumbent))).toBe(false)
  })

  test('is asked whether it is there only while nobody is on trial', () => {
    expect(feelerOf(run(full, [heard('new')]), new Set(), random)).toBe('new')
    expect(feelerOf(run(full, [heard('new')]), new Set([nodeId('new')]), random)).toBe(null)
  })
})
