import type { FederationId } from '../../shared/kernel/ids.ts'
import {
  ballotRole,
  castBallot,
  consentContext,
  POINT_BYTES,
  type SlotTerms,
  TAG_BYTES,
  tagBallot,
} from '../crypto/consent-ballot.ts'
import { hmacSha256 } from '../crypto/digests.ts'
import {
  type BallotOutput,
  type BallotTable,
  NO_BALLOT,
  step,
} from '../features/transfers/ballot-exchange.ts'
import type { RehearsalCheck } from './scenario.ts'
import { SeededRandom } from './seeded-random.ts'

/** What a lying end puts in place of its ballot and tag. */
interface Lie {
  readonly name: string
  /** @param honest the honest end's ballot of this slot, where the liar has seen it */
  word(
    slot: SlotTerms,
    honest: Uint8Array | null,
  ): { readonly point: Uint8Array; readonly tag: (own: Uint8Array) => Uint8Array }
}

const FEDERATION = '7e'.repeat(32) as FederationId
const SELF = new Uint8Array(32).fill(1)
const OTHER = new Uint8Array(32).fill(2)
const SLOT: SlotTerms = {
  federationId: FEDERATION,
  nodes: [SELF, OTHER],
  settledHash: new Uint8Array(32).fill(3),
  slot: 5,
}

/** A tag as it would be if both ends had agreed on these bytes. */
const tagUnder = (agreed: Uint8Array) => (): Uint8Array => hmacSha256(agreed, Buffer.from('higher', 'utf8'))

/** An honest yes, but to something else than what is decided on. */
function yesTo(terms: SlotTerms, seed: string): ReturnType<Lie['word']> {
  const ballot = castBallot(consentContext(terms), true, new SeededRandom(seed))
  return { point: ballot.point, tag: (own) => tagBallot(ballot, 'higher', own).own }
}

/** Every way to be met by a yes without having said it to this, in this slot. */
const LIES: readonly Lie[] = [
  {
    name: 'identity',
    word: () => ({ point: new Uint8Array(POINT_BYTES), tag: tagUnder(new Uint8Array(POINT_BYTES)) }),
  },
  {
    name: 'non-canonical',
    word: () => ({
      point: new Uint8Array(POINT_BYTES).fill(0xff),
      tag: tagUnder(new Uint8Array(POINT_BYTES)),
    }),
  },
  {
    name: 'reflected',
    word: (_, honest) => ({ point: honest ?? new Uint8Array(POINT_BYTES), tag: (own) => own }),
  },
  { name: 'replayed', word: (slot) => yesTo({ ...slot, slot: slot.slot - 1 }, 'replayed') },
  {
    name: 'cross-terms',
    word: (slot) => yesTo({ ...slot, settledHash: new Uint8Array(32).fill(4) }, 'cross-terms'),
  },
  {
    name: 'cross-federation',
    word: (slot) => yesTo({ ...slot, federationId: '7f'.repeat(32) as FederationId }, 'federation'),
  },
  {
    name: 'cross-pair',
    word: (slot) => yesTo({ ...slot, nodes: [SELF, new Uint8Array(32).fill(9)] }, 'pair'),
  },
]

/** What an honest end says to a ballot and a tag in one slot. */
function honestEnd(word: Lie['word'], saysYes: boolean): readonly BallotOutput[] {
  const { slot, ...terms } = SLOT
  const table: BallotTable = { role: ballotRole(SELF, OTHER), terms, random: new SeededRandom('honest') }
  const begun = step(table, NO_BALLOT, { kind: 'slot', slot, saysYes })
  const [cast] = begun.outputs
  const own = cast?.kind === 'ballot' ? cast.point : new Uint8Array(POINT_BYTES)
  const { point, tag } = word(SLOT, own)
  const joined = step(table, begun.state, { kind: 'ballot', slot, point, saysYes })
  const ended = step(table, joined.state, { kind: 'tag', slot, tag: tag(own) })
  return [...begun.outputs, ...joined.outputs, ...ended.outputs]
}

const isMet = (outputs: readonly BallotOutput[]): boolean => outputs.some(({ kind }) => kind === 'matched')
const sizes = (outputs: readonly BallotOutput[]): string =>
  outputs
    .map((said) => (said.kind === 'ballot' ? said.point.length : said.kind === 'tag' ? said.tag.length : 0))
    .join()

/** Ballots that are no honest answer to what is decided on never meet a yes, and are answered as any other. */
export function lieChecks(): readonly RehearsalCheck[] {
  const honest = honestEnd((slot) => yesTo(slot, 'honest yes'), true)
  const check = (name: string, value: number, target: number): RehearsalCheck => {
    return { name, value, target, unit: 'matches', passed: value === target }
  }
  const told = LIES.flatMap(({ word }) => [true, false].map((saysYes) => honestEnd(word, saysYes)))
  const usual = `${POINT_BYTES},${TAG_BYTES}`
  return [
    check('ballots: an honest yes is met by a yes', isMet(honest) ? 1 : 0, 1),
    ...LIES.map(({ name, word }) =>
      check(`ballots: ${name} is met by a yes`, isMet(honestEnd(word, true)) ? 1 : 0, 0),
    ),
    {
      name: 'ballots: lies that are answered in another way than an honest ballot',
      value: told.filter((outputs) => sizes(outputs) !== usual).length,
      target: 0,
      unit: 'answers',
      passed: told.every((outputs) => sizes(outputs) === usual),
    },
  ]
}
