import type { RehearsalCheck } from './scenario.ts'
import {
  ANSWERS,
  type Answer,
  SETTLE_IN_MS,
  SIDES,
  type Side,
  SLOT_MS,
  VetoPair,
  type Votes,
} from './veto-pair.ts'

/** What came of one mix of answers. */
export interface VoteCase {
  readonly votes: Votes
  readonly phases: readonly (string | null)[]
  readonly outcomes: readonly (string | null)[]
  /** What a witness at each side saw before the settling time. */
  readonly before: Readonly<Record<Side, string>>
  /** What they had seen once it was over. */
  readonly after: Readonly<Record<Side, string>>
  /** What the last Mirror of each side saw before it in their own session; empty where there is but one. */
  readonly beside: Readonly<Record<Side, string>>
  /** Of every message of it, and of what was seen. */
  readonly digest: string
}

const isYes = ({ giver, receiver }: Votes): boolean =>
  [...giver, ...receiver].every((answer) => answer === 'yes')

const bySide = <T>(of: (side: Side) => T): Readonly<Record<Side, T>> => {
  return { giver: of('giver'), receiver: of('receiver') }
}

/** Play one mix of answers from an open decision to beyond its settling time, with somebody looking at each side. */
export async function playVotes(seed: number, votes: Votes): Promise<VoteCase> {
  const pair = await VetoPair.create({ seed, mirrorsEach: votes.giver.length })
  try {
    const id = await pair.openDecision()
    const witnesses = bySide((side) => pair.witness(side, id))
    const mirrors = bySide((side) => pair.lastMirror(side, id))
    const everybody = SIDES.flatMap((side) => [witnesses[side], mirrors[side]]).filter((one) => one !== null)
    const look = async (): Promise<void> => {
      for (const one of everybody) await one.look()
    }
    await pair.answer(id, votes)
    const { settleAtMs } = await pair.node('giver').bridge.transfers.get({ id })
    const openedAtMs = pair.time.clock.nowMs()
    const leftMs = (settleAtMs ?? 0) - openedAtMs
    for (const untilMs of [SLOT_MS, leftMs / 2, leftMs - 1]) {
      await pair.time.advance(openedAtMs + untilMs - pair.time.clock.nowMs())
      await look()
    }
    const before = bySide((side) => witnesses[side].digest())
    const beside = bySide((side) => mirrors[side]?.digest() ?? '')
    await pair.time.advance(2 * SETTLE_IN_MS)
    await look()
    const after = bySide((side) => witnesses[side].digest())
    for (const one of everybody) one.stop()
    const views = [
      await pair.node('giver').bridge.transfers.get({ id }),
      await pair.node('receiver').bridge.transfers.get({ id }),
    ]
    const outcomes = views.map(({ outcome }) => outcome)
    const digest = pair.chronicle.digest([before, after, beside].map((seen) => JSON.stringify(seen)))
    return { votes, phases: views.map(({ phase }) => phase), outcomes, before, after, beside, digest }
  } finally {
    await pair.stop()
  }
}

/** Every pair of answers where each side has one Mirror. */
export function singleVotes(): readonly Votes[] {
  return ANSWERS.flatMap((giver) => ANSWERS.map((receiver) => ({ giver: [giver], receiver: [receiver] })))
}

/** Every mix of two Mirrors at each side, against two who say yes and two who say nothing at the other. */
export function doubleVotes(): readonly Votes[] {
  const mixes: readonly (readonly Answer[])[] = ANSWERS.flatMap((first) =>
    ANSWERS.map((second) => [first, second]),
  )
  const fixed: readonly (readonly Answer[])[] = [
    ['yes', 'yes'],
    ['undecided', 'undecided'],
  ]
  const all = fixed.flatMap((other) =>
    mixes.flatMap((mix) => [
      { giver: mix, receiver: other },
      { giver: other, receiver: mix },
    ]),
  )
  return [...new Map(all.map((votes) => [JSON.stringify(votes), votes])).values()]
}

/** What the cases of one number of Mirrors show. */
export function voteChecks(what: string, cases: readonly VoteCase[]): readonly RehearsalCheck[] {
  const agreed = cases.filter(({ votes }) => isYes(votes))
  const others = cases.filter(({ votes }) => !isYes(votes))
  const count = (name: string, value: number, target: number, unit: string): RehearsalCheck => {
    return { name: `${what}: ${name}`, value, target, unit, passed: value === target }
  }
  const kinds = (when: 'before' | 'after', side: Side): number =>
    new Set(others.map((one) => one[when][side])).size
  const withAgreed = new Set(cases.map(({ before }) => before.receiver)).size
  return [
    ...SIDES.flatMap((side) => [
      count(
        `different sights at the ${side} before the settling time, without two green lights`,
        kinds('before', side),
        1,
        'sights',
      ),
      count(`different sights at the ${side} after it`, kinds('after', side), 1, 'sights'),
    ]),
    ...SIDES.filter((side) => cases.some(({ beside }) => beside[side] !== '')).map((side) =>
      count(
        `answers of the ${side}’s last Mirror beside which they can tell anything of the others’`,
        ANSWERS.filter((own) => sightsBeside(others, side, own) > 1).length,
        0,
        'answers',
      ),
    ),
    count('different sights where two green lights are among them', withAgreed, 2, 'sights'),
    count(
      'decisions without two green lights that closed alike at both ends',
      others.filter(closedAlike).length,
      others.length,
      'decisions',
    ),
    count(
      'decisions with two green lights that are agreed at both ends',
      agreed.filter(isAgreed).length,
      agreed.length,
      'decisions',
    ),
  ]
}

/** What the last Mirror of a side has seen, in all cases in which they answered so themselves. */
function sightsBeside(cases: readonly VoteCase[], side: Side, own: Answer): number {
  return new Set(cases.filter(({ votes }) => votes[side].at(-1) === own).map(({ beside }) => beside[side]))
    .size
}

const closedAlike = ({ outcomes, phases }: VoteCase): boolean =>
  phases.every((phase) => phase === 'closed') && outcomes.every((outcome) => outcome === 'not-agreed')
const isAgreed = ({ phases }: VoteCase): boolean => phases.every((phase) => phase === 'agreed')
