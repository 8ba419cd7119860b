import type { FederationId } from '../../shared/kernel/ids.ts'
import {
  type BallotRole,
  castBallot,
  consentContext,
  isMatch,
  POINT_BYTES,
  type SlotTerms,
  TAG_BYTES,
  tagBallot,
} from '../crypto/consent-ballot.ts'
import { hmacSha256 } from '../crypto/digests.ts'
import {
  type BallotOutput,
  type BallotState,
  type BallotStep,
  type BallotTable,
  NO_BALLOT,
  step,
} from '../features/transfers/ballot-exchange.ts'
import type { RehearsalCheck } from './scenario.ts'
import { SeededRandom } from './seeded-random.ts'

/** What the honest end has said: a ballot, and a tag where it says its own first. */
interface Said {
  readonly point: Uint8Array
  readonly tag: Uint8Array
}
interface Words {
  readonly point: Uint8Array
  readonly tag: (honest: Said) => Uint8Array
}
/** What a lying end puts in place of its ballot and tag. */
interface Lie {
  readonly name: string
  /** `seen`: the last that the honest end has said before; of this slot to a higher liar, of the one before to a lower. */
  words(as: BallotRole, seen: Said): Words
}

const FEDERATION = '7e'.repeat(32) as FederationId
const NODES = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)] as const
const SLOT: SlotTerms = {
  federationId: FEDERATION,
  nodes: NODES,
  settledHash: new Uint8Array(32).fill(3),
  slot: 5,
}
const ROLES = ['lower', 'higher'] as const
const OTHER_ROLE: Readonly<Record<BallotRole, BallotRole>> = { lower: 'higher', higher: 'lower' }

/** A tag as it would be if both ends had agreed on these bytes. */
const tagUnder = (agreed: Uint8Array, as: BallotRole) => (): Uint8Array =>
  hmacSha256(agreed, Buffer.from(as, 'utf8'))

/** An honest yes to these terms, which may be others than what is decided on. */
function yesTo(as: BallotRole, change: Partial<SlotTerms> = {}): Words {
  const terms = { ...SLOT, ...change }
  const ballot = castBallot(consentContext(terms), true, new SeededRandom(`liar ${terms.slot}`))
  return { point: ballot.point, tag: ({ point }) => tagBallot(ballot, as, point).own }
}

const flat = (byte: number, as: BallotRole): Words => ({
  point: new Uint8Array(POINT_BYTES).fill(byte),
  tag: tagUnder(new Uint8Array(POINT_BYTES), as),
})

/** Every way to be met by a yes without having said it to this, in this slot. */
const LIES: readonly Lie[] = [
  { name: 'identity', words: (as) => flat(0, as) },
  { name: 'non-canonical', words: (as) => flat(0xff, as) },
  { name: 'reflected', words: (_, seen) => ({ point: seen.point, tag: ({ tag }) => tag }) },
  { name: 'replayed', words: (as) => yesTo(as, { slot: SLOT.slot - 1 }) },
  { name: 'cross-terms', words: (as) => yesTo(as, { settledHash: new Uint8Array(32).fill(4) }) },
  { name: 'cross-federation', words: (as) => yesTo(as, { federationId: '7f'.repeat(32) as FederationId }) },
  { name: 'cross-pair', words: (as) => yesTo(as, { nodes: [NODES[0], new Uint8Array(32).fill(9)] }) },
  { name: 'false tag', words: (as) => ({ ...yesTo(as), tag: () => new Uint8Array(TAG_BYTES).fill(7) }) },
]

/** An honest end at its table. It has taken part in the slot before, with somebody who said nothing true. */
class HonestEnd {
  readonly #table: BallotTable
  readonly #saysYes: boolean
  #state: BallotState = NO_BALLOT

  constructor(role: BallotRole, saysYes: boolean) {
    const { slot: _, ...terms } = SLOT
    this.#table = { role, terms, random: new SeededRandom(`honest ${role}`) }
    this.#saysYes = saysYes
  }

  /** Everything it says in a slot, in turn with what the other end says. */
  take(slot: number, words: (seen: Said) => Words, before: Said = SILENCE): readonly BallotOutput[] {
    const [saysYes, isLower] = [this.#saysYes, this.#table.role === 'lower']
    const first = isLower ? this.#step({ kind: 'slot', slot, saysYes }) : []
    const { point, tag } = words(isLower ? saidIn(first) : before)
    const second = this.#step({ kind: 'ballot', slot, point, saysYes })
    const honest = { ...before, ...saidIn([...first, ...second], before) }
    return [...first, ...second, ...this.#step({ kind: 'tag', slot, tag: tag(honest) })]
  }

  #step(input: Parameters<typeof step>[2]): BallotStep['outputs'] {
    const { state, outputs } = step(this.#table, this.#state, input)
    this.#state = state
    return outputs
  }
}

const SILENCE: Said = { point: new Uint8Array(POINT_BYTES), tag: new Uint8Array(TAG_BYTES) }

function saidIn(outputs: readonly BallotOutput[], before: Said = SILENCE): Said {
  const ballot = outputs.find((said) => said.kind === 'ballot')
  const tag = outputs.find((said) => said.kind === 'tag')
  return { point: ballot?.point ?? before.point, tag: tag?.tag ?? before.tag }
}

/** What an honest end says in a slot to whoever puts these words in place of its own. */
function answersTo(role: BallotRole, words: Lie['words'], saysYes: boolean): readonly BallotOutput[] {
  const liar = OTHER_ROLE[role]
  const honest = new HonestEnd(role, saysYes)
  const before = saidIn(honest.take(SLOT.slot - 1, () => flat(0, liar)))
  return honest.take(SLOT.slot, (seen) => words(liar, seen), before)
}

const isMet = (outputs: readonly BallotOutput[]): boolean => outputs.some(({ kind }) => kind === 'matched')

/** How many things were said, of which kind and length. */
const form = (outputs: readonly BallotOutput[]): string =>
  outputs
    .map((said) => {
      if (said.kind === 'matched') return said.kind
      return `${said.kind} of ${(said.kind === 'ballot' ? said.point : said.tag).length}`
    })
    .join()

/** Whether a lower end that cast a yes, and then says a false tag, is told by the higher's that it was a yes it met. */
function isTold(): boolean {
  const ballot = castBallot(consentContext(SLOT), true, new SeededRandom('curious'))
  const tag = new Uint8Array(TAG_BYTES).fill(7)
  const outputs = answersTo('higher', () => ({ point: ballot.point, tag: () => tag }), true)
  const honest = saidIn(outputs)
  return isMatch(ballot, tagBallot(ballot, 'lower', honest.point), honest.tag)
}

/** Ballots that are no honest answer to what is decided on never meet a yes, and are answered as any other. */
export function lieChecks(): readonly RehearsalCheck[] {
  const check = (name: string, value: number, [target, unit]: readonly [number, string]): RehearsalCheck => {
    return { name: `ballots: ${name}`, value, target, unit, passed: value === target }
  }
  const met = (words: Lie['words']): number =>
    ROLES.filter((role) => isMet(answersTo(role, words, true))).length
  return [
    check(
      'an honest yes is met by a yes, at either end',
      met((as) => yesTo(as)),
      [2, 'matches'],
    ),
    ...LIES.map(({ name, words }) =>
      check(`${name} is met by a yes, at either end`, met(words), [0, 'matches']),
    ),
    check('a false yes of the lower end with a false tag gets a true one', isTold() ? 1 : 0, [0, 'tags']),
    check('lies that are answered in another way than an honest ballot', oddAnswers(), [0, 'answers']),
  ]
}

/** Answers to lies that differ in number, kind or length from those of an honest end whose Mirrors have not said yes. */
function oddAnswers(): number {
  return ROLES.flatMap((role) => {
    const usual = form(answersTo(role, (as) => yesTo(as), false))
    return LIES.flatMap(({ words }) =>
      [true, false].map((saysYes) => answersTo(role, words, saysYes)),
    ).filter((outputs) => form(outputs) !== usual)
  }).length
}
