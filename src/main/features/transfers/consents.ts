import type { MirrorId, NodeId } from '../../../shared/kernel/ids.ts'
import type { VerdictReason } from '../../../shared/kernel/verdict.ts'
import { encodeConsent, judgeConsent, type SignedYes } from './consent-statement.ts'
import type { Decision } from './decision-store.ts'
import type { VoteStore } from './vote-store.ts'

export interface ConsentsDeps {
  readonly votes: Pick<VoteStore, 'all'>
  /** This Node's Mirrors who may act now. */
  activeMirrors(): readonly MirrorId[]
  /** How many of them a transfer needs. */
  need(): number
  /** Whether a Node has taken a Mirror's voice. */
  isRevoked(nodeId: NodeId, mirrorId: MirrorId): boolean
}

/** What Mirrors say, taken together: here from their sealed answers, there from what their Node has sent. */
export class Consents {
  readonly #deps: ConsentsDeps

  constructor(deps: ConsentsDeps) {
    this.#deps = deps
  }

  /** Whether this Node consents now. Costs the same whatever was answered. */
  saysYes(decision: Decision): boolean {
    return this.#yesOf(decision) !== null
  }

  /** This Node's consent, to leave only after a match; null where its Mirrors do not, or no longer, consent. */
  own(decision: Decision): Uint8Array | null {
    const yes = this.#yesOf(decision)
    return yes === null ? null : encodeConsent(decision.settledHash, yes)
  }

  /** Why this is no consent that the other side's Mirrors ever gave; null where it is one, whoever was revoked since. */
  faultOf(decision: Decision, consent: Uint8Array): VerdictReason | null {
    const names = namesIn(consent, decision, { nodeId: decision.peer, isRevoked: () => false })
    return typeof names === 'string' ? names : null
  }

  /** Whether the other side has since taken the voice of a Mirror who signs here. */
  isTakenBack(decision: Decision, consent: Uint8Array): boolean {
    const { isRevoked } = this.#deps
    return typeof namesIn(consent, decision, { nodeId: decision.peer, isRevoked }) === 'string'
  }

  /** Who signed, of what was held to be good before: whoever was revoked since has signed it all the same. */
  signers(decision: Decision, consent: Uint8Array, nodeId: NodeId): readonly string[] {
    const names = namesIn(consent, decision, { nodeId, isRevoked: () => false })
    return typeof names === 'string' ? [] : names
  }

  /** The yes of as many Mirrors as are needed; null where there are fewer, or anybody said no. Who was revoked has not answered. */
  #yesOf({ transferId }: Decision): readonly SignedYes[] | null {
    const { activeMirrors, need, votes } = this.#deps
    const active = new Set(activeMirrors())
    const counted = votes.all(transferId).filter(({ mirrorId }) => active.has(mirrorId))
    const yes = counted.flatMap(({ vote }) => (vote.answer === 'yes' ? [vote.yes] : []))
    const isVetoed = counted.some(({ vote }) => vote.answer === 'no')
    const needed = Math.max(1, need())
    return isVetoed || yes.length < needed ? null : yes.slice(0, needed)
  }
}

interface Signers {
  readonly nodeId: NodeId
  isRevoked(nodeId: NodeId, mirrorId: MirrorId): boolean
}

function namesIn(
  consent: Uint8Array,
  { federationId, settleAtMs, settledHash }: Decision,
  signers: Signers,
): readonly string[] | VerdictReason {
  const judged = judgeConsent(consent, { ...signers, federationId, settleAtMs, settledHash })
  return typeof judged === 'string' ? judged : judged.map(({ name }) => name)
}
