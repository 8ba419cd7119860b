import { ristretto255 } from '@noble/curves/ed25519.js'
import { describe, expect, test } from 'vitest'
import {
  type Ballot,
  ballotRole,
  castBallot,
  consentContext,
  isMatch,
  POINT_BYTES,
  type SlotTerms,
  TAG_BYTES,
  tagBallot,
} from '../../../../src/main/crypto/consent-ballot.ts'
import { testFederation } from '../../../support/fake-replica.ts'
import { SeededRandom } from '../../../support/random.ts'

const LOW = new Uint8Array(32).fill(1)
const HIGH = new Uint8Array(32).fill(2)
const terms: SlotTerms = {
  federationId: testFederation(),
  nodes: [LOW, HIGH],
  settledHash: new Uint8Array(32).fill(7),
  slot: 3,
}
const cast = (saysYes: boolean, changed: Partial<SlotTerms> = {}, seed = `${saysYes}`): Ballot =>
  castBallot(consentContext({ ...terms, ...changed }), saysYes, new SeededRandom(seed))

/** What each end comes to, when both are told the other's point and tag. */
function outcome(lower: Ballot, higher: Ballot): { lower: boolean; higher: boolean } {
  const [atLower, atHigher] = [
    tagBallot(lower, 'lower', higher.point),
    tagBallot(higher, 'higher', lower.point),
  ]
  return { lower: isMatch(lower, atLower, atHigher.own), higher: isMatch(higher, atHigher, atLower.own) }
}

/** What an end comes to that is handed a point, and back whatever tag it expects: the best that any liar could do. */
function deceived(ballot: Ballot, point: Uint8Array): boolean {
  const tags = tagBallot(ballot, 'higher', point)
  return isMatch(ballot, tags, tags.expected)
}

describe('two ballots of one slot', () => {
  test.each([
    [true, true, true],
    [true, false, false],
    [false, true, false],
    [false, false, false],
  ])('lower says %s, higher says %s: both come to %s', (lower, higher, match) => {
    expect(outcome(cast(lower, {}, 'lower'), cast(higher, {}, 'higher'))).toEqual({
      lower: match,
      higher: match,
    })
  })

  test.each<[string, Partial<SlotTerms>]>([
    ['other terms', { settledHash: new Uint8Array(32).fill(8) }],
    ['another slot', { slot: 4 }],
    ['another federation', { federationId: testFederation('elsewhere') }],
    ['another pair', { nodes: [LOW, new Uint8Array(32).fill(3)] }],
  ])('never meet for %s, though both say yes', (_, changed) => {
    expect(outcome(cast(true, {}, 'lower'), cast(true, changed, 'higher'))).toEqual({
      lower: false,
      higher: false,
    })
  })

  test('are bound to the pair, whoever names it', () => {
    expect(consentContext({ ...terms, nodes: [HIGH, LOW] })).toEqual(consentContext(terms))
    expect([ballotRole(LOW, HIGH), ballotRole(HIGH, LOW)]).toEqual(['lower', 'higher'])
  })

  test('are never the same twice', () => {
    expect(cast(true, {}, 'a').point).not.toEqual(cast(true, {}, 'b').point)
  })
})

test('the same chance gives the same bytes at every Node and in every version', () => {
  const [lower, higher] = [cast(true, {}, 'lower'), cast(true, {}, 'higher')]
  const { own } = tagBallot(lower, 'lower', higher.point)
  expect([lower.context, lower.point, own].map((bytes) => Buffer.from(bytes).toString('hex'))).toEqual([
    '68373ef07d84834ed84b995c5c327f121cf2a0881758aa71c57d34be2e9f1920',
    '5a693b98b89e1c29a626e6ecee807665eeae5bc4be9b01865a83e57af79e685b',
    'e96f0b149583c3e3a7abe02b56438ae027c8ea129868bb395246abd23589ab93',
  ])
})

describe('a point that no honest Node sends', () => {
  const NON_CANONICAL = new Uint8Array(32).fill(255)
  const NEGATIVE = Uint8Array.from(ristretto255.Point.BASE.toBytes(), (byte, at) =>
    at === 0 ? byte ^ 1 : byte,
  )

  test.each([
    ['the identity', new Uint8Array(POINT_BYTES)],
    ['a number beyond the field', NON_CANONICAL],
    ['an encoding that is none', NEGATIVE],
    ['too few bytes', new Uint8Array(31).fill(1)],
    ['nothing', new Uint8Array()],
  ])('matches nobody, and is answered like any other: %s', (_, point) => {
    for (const saysYes of [true, false]) {
      const ballot = cast(saysYes)
      expect(tagBallot(ballot, 'higher', point).own.length).toBe(TAG_BYTES)
      expect(deceived(ballot, point)).toBe(false)
    }
  })

  test('matches nobody where it is this Node’s own, sent back', () => {
    const ballot = cast(true)
    expect(deceived(ballot, ballot.point)).toBe(false)
  })

  test('leads to another tag each time, so that nothing can be told from it', () => {
    const tagsFor = (seed: string) => tagBallot(cast(true, {}, seed), 'higher', new Uint8Array(POINT_BYTES))
    expect(tagsFor('a').own).not.toEqual(tagsFor('b').own)
  })

  test('from an earlier slot does not meet the ballot of this one', () => {
    const earlier = cast(true, { slot: 2 }, 'earlier')
    const now = cast(true, {}, 'now')
    const tags = tagBallot(now, 'higher', earlier.point)
    expect(isMatch(now, tags, tagBallot(earlier, 'lower', now.point).own)).toBe(false)
  })
})

describe('a tag', () => {
  const [lower, higher] = [cast(true, {}, 'lower'), cast(true, {}, 'higher')]

  test('sent back to whoever made it proves nothing', () => {
    const tags = tagBallot(lower, 'lower', higher.point)
    expect(isMatch(lower, tags, tags.own)).toBe(false)
  })

  test.each([[new Uint8Array()], [new Uint8Array(TAG_BYTES)], [new Uint8Array(TAG_BYTES + 1)]])(
    'of chance proves nothing: %o',
    (tag) => {
      expect(isMatch(lower, tagBallot(lower, 'lower', higher.point), tag)).toBe(false)
    },
  )
})

describe('work and sizes', () => {
  /** Counts what is drawn. */
  class Counting extends SeededRandom {
    readonly drawn: number[] = []
    override bytes(count: number): Uint8Array {
      this.drawn.push(count)
      return super.bytes(count)
    }
  }

  test('are the same for a yes and for anything else', () => {
    const shape = (saysYes: boolean) => {
      const random = new Counting()
      const ballot = castBallot(consentContext(terms), saysYes, random)
      const tags = tagBallot(ballot, 'lower', cast(true, {}, 'other').point)
      return [random.drawn, ballot.point.length, tags.own.length, tags.expected.length]
    }
    expect(shape(true)).toEqual(shape(false))
  })
})
