import { describe, expect, test } from 'vitest'
import { type BallotRole, POINT_BYTES, TAG_BYTES } from '../../../../../src/main/crypto/consent-ballot.ts'
import {
  type BallotInput,
  type BallotOutput,
  type BallotState,
  type BallotTable,
  NO_BALLOT,
  step,
} from '../../../../../src/main/features/transfers/ballot-exchange.ts'
import { testFederation } from '../../../../support/fake-replica.ts'
import { SeededRandom } from '../../../../support/random.ts'

const TERMS = {
  federationId: testFederation(),
  nodes: [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)],
  settledHash: new Uint8Array(32).fill(3),
} as const

/** One end, its answer, and everything that it said. */
class Party {
  saysYes: boolean
  matches = 0
  readonly said: Exclude<BallotOutput, { kind: 'matched' }>[] = []
  readonly #table: BallotTable
  #state: BallotState = NO_BALLOT

  constructor(role: BallotRole, saysYes: boolean) {
    this.saysYes = saysYes
    this.#table = { role, terms: TERMS, random: new SeededRandom(role) }
  }

  get phase(): BallotState['phase'] {
    return this.#state.phase
  }

  begin(slot: number) {
    return this.#take({ kind: 'slot', slot, saysYes: this.saysYes })
  }

  hear(word: Exclude<BallotOutput, { kind: 'matched' }>) {
    return this.#take(word.kind === 'ballot' ? { ...word, saysYes: this.saysYes } : word)
  }

  /** @returns what it says to that */
  #take(input: BallotInput) {
    const { outputs, state } = step(this.#table, this.#state, input)
    this.#state = state
    const words = outputs.filter((output) => output.kind !== 'matched')
    this.matches += outputs.length - words.length
    this.said.push(...words)
    return words
  }
}

/** Hand words to and fro until both are silent. */
function exchange(lower: Party, higher: Party, slot: number): void {
  let [words, to, from] = [lower.begin(slot), higher, lower]
  while (words.length > 0) {
    words = words.flatMap((word) => to.hear(word))
    ;[to, from] = [from, to]
  }
}

const ballot = (slot: number) => ({ kind: 'ballot', slot, point: new Uint8Array(POINT_BYTES) }) as const
const tag = (slot: number) => ({ kind: 'tag', slot, tag: new Uint8Array(TAG_BYTES) }) as const

describe('an exchange of ballots', () => {
  test.each([
    [true, true, 1],
    [true, false, 0],
    [false, true, 0],
    [false, false, 0],
  ])('of %s and %s is two words from each, and %i match at both', (low, high, matches) => {
    const [lower, higher] = [new Party('lower', low), new Party('higher', high)]
    exchange(lower, higher, 1)
    expect([lower.said, higher.said].map((words) => words.map(({ kind }) => kind))).toEqual([
      ['ballot', 'tag'],
      ['ballot', 'tag'],
    ])
    expect([lower.matches, higher.matches]).toEqual([matches, matches])
  })

  test('counts the answer that stood when the slot’s ballot was made', () => {
    const [lower, higher] = [new Party('lower', true), new Party('higher', true)]
    const [cast] = lower.begin(1)
    lower.saysYes = false
    const words = cast === undefined ? [] : higher.hear(cast).flatMap((word) => lower.hear(word))
    for (const word of words.flatMap((said) => higher.hear(said))) lower.hear(word)
    expect([lower.matches, higher.matches]).toEqual([1, 1])
    exchange(lower, higher, 2)
    expect([lower.matches, higher.matches]).toEqual([1, 1])
  })

  test('goes on with the next slot after one that broke off anywhere', () => {
    for (let heard = 0; heard < 4; heard += 1) {
      const [lower, higher] = [new Party('lower', true), new Party('higher', true)]
      let [words, to, from] = [lower.begin(1), higher, lower]
      for (let n = 0; n < heard; n += 1) {
        words = words.flatMap((word) => to.hear(word))
        ;[to, from] = [from, to]
      }
      const before = lower.matches
      exchange(lower, higher, 2)
      expect([heard, lower.matches - before]).toEqual([heard, 1])
    }
  })

  test('a false yes of the lower end learns nothing by a false tag', () => {
    const learnt = [true, false].map((saysYes) => {
      const [liar, higher] = [new Party('lower', true), new Party('higher', saysYes)]
      const words = liar.begin(1).flatMap((word) => higher.hear(word))
      for (const word of words) liar.hear(word)
      for (const word of higher.hear(tag(1))) liar.hear(word)
      return [liar.matches, higher.matches, higher.said.length]
    })
    expect(learnt).toEqual([
      [0, 0, 2],
      [0, 0, 2],
    ])
  })

  test('answers a point that is none with the same words', () => {
    const higher = new Party('higher', true)
    expect(higher.hear(ballot(1)).map(({ kind }) => kind)).toEqual(['ballot'])
    expect(higher.hear(tag(1)).map(({ kind }) => kind)).toEqual(['tag'])
    expect(higher.matches).toBe(0)
  })
})

describe('what is out of turn is passed over', () => {
  test.each<[string, BallotRole, (party: Party) => readonly unknown[]]>([
    ['a slot that the higher end is to begin', 'higher', (party) => party.begin(1)],
    ['a slot begun twice', 'lower', (party) => [party.begin(3), party.begin(3)].slice(1).flat()],
    ['an earlier slot', 'lower', (party) => [party.begin(3), party.begin(2)].slice(1).flat()],
    ['a ballot that nobody asked for', 'lower', (party) => party.hear(ballot(1))],
    ['a ballot of another slot', 'lower', (party) => [party.begin(2), party.hear(ballot(1))].slice(1).flat()],
    ['a tag without a ballot', 'higher', (party) => party.hear(tag(1))],
    [
      'a tag before the other’s ballot',
      'lower',
      (party) => [party.begin(1), party.hear(tag(1))].slice(1).flat(),
    ],
    ['a ballot again', 'higher', (party) => [party.hear(ballot(1)), party.hear(ballot(1))].slice(1).flat()],
    [
      'a tag of another slot',
      'higher',
      (party) => [party.hear(ballot(2)), party.hear(tag(1))].slice(1).flat(),
    ],
  ])('%s', (_, role, act) => {
    expect(act(new Party(role, true))).toEqual([])
  })

  test('a tag is heard once: a second guess is none', () => {
    const higher = new Party('higher', true)
    higher.hear(ballot(1))
    higher.hear(tag(1))
    expect([higher.hear(tag(1)), higher.phase]).toEqual([[], 'idle'])
  })

  test('words that were meant for an earlier slot match nothing in a later one', () => {
    const [lower, higher] = [new Party('lower', true), new Party('higher', true)]
    exchange(lower, higher, 1)
    const [old, oldTag] = lower.said
    if (old?.kind !== 'ballot' || oldTag?.kind !== 'tag') throw new Error('a ballot, then a tag')
    higher.hear({ ...old, slot: 2 })
    higher.hear({ ...oldTag, slot: 2 })
    expect(higher.matches).toBe(1)
  })
})
