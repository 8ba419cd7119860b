import {
  type Ballot,
  type BallotRole,
  type BallotTags,
  castBallot,
  consentContext,
  isMatch,
  type SlotTerms,
  TAG_BYTES,
  tagBallot,
} from '../../crypto/consent-ballot.ts'
import type { Random } from '../../platform/random.ts'

/**
 * One end's part in the ballots of one decision, slot after slot:
 * lower's ballot, higher's ballot, lower's tag, higher's tag. Always all four,
 * whatever was answered at either end; what is out of turn is passed over.
 */
export interface BallotTable {
  readonly role: BallotRole
  readonly terms: Omit<SlotTerms, 'slot'>
  readonly random: Random
}

/** Never changed, always replaced. A state is used once: its ballot is answered once. */
export type BallotState =
  | { readonly phase: 'idle'; readonly lastSlot: number }
  /** The lower end has sent its ballot. */
  | { readonly phase: 'cast'; readonly lastSlot: number; readonly ballot: Ballot }
  /** Both ballots are there, and the other's tag is not. */
  | {
      readonly phase: 'tagged'
      readonly lastSlot: number
      readonly ballot: Ballot
      readonly tags: BallotTags
    }

export type BallotInput =
  /** A slot has begun: the lower end's to say. `saysYes` is the answer that stands now. */
  | { readonly kind: 'slot'; readonly slot: number; readonly saysYes: boolean }
  | { readonly kind: 'ballot'; readonly slot: number; readonly point: Uint8Array; readonly saysYes: boolean }
  | { readonly kind: 'tag'; readonly slot: number; readonly tag: Uint8Array }

export type BallotOutput =
  | { readonly kind: 'ballot'; readonly slot: number; readonly point: Uint8Array }
  | { readonly kind: 'tag'; readonly slot: number; readonly tag: Uint8Array }
  /** Both said yes. */
  | { readonly kind: 'matched' }

export interface BallotStep {
  readonly state: BallotState
  readonly outputs: readonly BallotOutput[]
}

export const NO_BALLOT: BallotState = { phase: 'idle', lastSlot: 0 }

/** Go on by one input. Never throws, whatever the other end sent. */
export function step(table: BallotTable, state: BallotState, input: BallotInput): BallotStep {
  switch (input.kind) {
    case 'slot':
      return table.role === 'lower' && input.slot > state.lastSlot ? begin(table, input) : stay(state)
    case 'ballot':
      return table.role === 'lower' ? answerBallot(state, input) : joinBallot(table, state, input)
    case 'tag':
      return takeTag(table, state, input)
  }
}

type Of<Kind extends BallotInput['kind']> = Extract<BallotInput, { kind: Kind }>

const stay = (state: BallotState): BallotStep => ({ state, outputs: [] })

function begin(table: BallotTable, { slot, saysYes }: Of<'slot'>): BallotStep {
  const ballot = castBallot(consentContext({ ...table.terms, slot }), saysYes, table.random)
  return {
    state: { phase: 'cast', lastSlot: slot, ballot },
    outputs: [{ kind: 'ballot', slot, point: ballot.point }],
  }
}

/** The lower end has the other's ballot, and says its tag. */
function answerBallot(state: BallotState, { slot, point }: Of<'ballot'>): BallotStep {
  if (state.phase !== 'cast' || slot !== state.lastSlot) return stay(state)
  const { ballot } = state
  const tags = tagBallot(ballot, 'lower', point)
  return {
    state: { phase: 'tagged', lastSlot: slot, ballot, tags },
    outputs: [{ kind: 'tag', slot, tag: tags.own }],
  }
}

/** The higher end has the other's ballot of a slot it has not seen, and casts its own. */
function joinBallot(table: BallotTable, state: BallotState, input: Of<'ballot'>): BallotStep {
  const { slot, point, saysYes } = input
  if (slot <= state.lastSlot) return stay(state)
  const ballot = castBallot(consentContext({ ...table.terms, slot }), saysYes, table.random)
  const tags = tagBallot(ballot, 'higher', point)
  return {
    state: { phase: 'tagged', lastSlot: slot, ballot, tags },
    outputs: [{ kind: 'ballot', slot, point: ballot.point }],
  }
}

/**
 * The last word of a slot at the lower end; at the higher, its own tag follows.
 * That is the true one only where the lower's was met by it: an end that cast a
 * yes to find out, and then says nothing true, is told nothing.
 */
function takeTag({ random, role }: BallotTable, state: BallotState, { slot, tag }: Of<'tag'>): BallotStep {
  if (state.phase !== 'tagged' || slot !== state.lastSlot) return stay(state)
  const { ballot, tags } = state
  const chance = random.bytes(TAG_BYTES)
  const isMet = isMatch(ballot, tags, tag)
  const answer: BallotOutput[] =
    role === 'higher' ? [{ kind: 'tag', slot, tag: isMet ? tags.own : chance }] : []
  const matched: BallotOutput[] = isMet ? [{ kind: 'matched' }] : []
  return { state: { phase: 'idle', lastSlot: slot }, outputs: [...answer, ...matched] }
}
