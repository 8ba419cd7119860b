import type { TransferView } from '../../../shared/contract/transfers.ts'
import type { EncodedSettled, EncodedTerms, Receipts, Transfer } from './transfer-types.ts'

/** Time between two ballots where nothing else is set. Source: docs/security.md, "Blind consent". */
export const SLOT_DEFAULT_MS = 15_000
/** Shortest time between two ballots: four frames over a slow link. Source: docs/security.md, "Blind consent". */
export const SLOT_MIN_MS = 250
/** As above in a test federation, whose links are in one house. */
export const SLOT_MIN_TEST_MS = 50
/** Longest time between two ballots. Chosen here: a decision of some minutes still has several. */
export const SLOT_MAX_MS = 60_000
/** Ballots that at the least fit in the time to decide. Chosen here: one may be lost, and one more. */
const SLOTS_MIN = 4

/** How far two clocks may differ where two sides agree. Source: docs/protocol.md, "Limits". */
export const AGREEMENT_SKEW_MS = 2 * 60_000

/** Time between two ballots for terms that are proposed here. */
export function slotOf(input: { settleInMs: number; configuredMs: number | null; isTest: boolean }): number {
  const { settleInMs, configuredMs, isTest } = input
  const wishedMs = isTest ? (configuredMs ?? SLOT_DEFAULT_MS) : SLOT_DEFAULT_MS
  return Math.max(shortestSlot(isTest), Math.min(wishedMs, Math.floor(settleInMs / SLOTS_MIN), SLOT_MAX_MS))
}

/** Shortest time between two ballots that a federation allows. */
export const shortestSlot = (isTest: boolean): number => (isTest ? SLOT_MIN_TEST_MS : SLOT_MIN_MS)

/** What becomes of a peer's proposal beside the one that stands. */
export type ProposalFate = 'stands' | 'overtaken' | 'invalid'

/**
 * A change of terms stands where its revision is above the one that stands. Where
 * both sides changed the same terms at once, that of the lower Node does, so that
 * both come to the same; the other is kept in the conversation. After one side
 * was brought back from an older copy revisions may be missing there, or said twice.
 */
export function fateOf(theirs: EncodedTerms, standing: Transfer, isPeerLower: boolean): ProposalFate {
  const [theirRevision, revision] = [theirs.terms.revision, standing.proposed.terms.revision]
  if (!isSameMatter(theirs, standing) || theirRevision === 0) return 'invalid'
  if (standing.phase !== 'offered') return 'overtaken'
  if (theirRevision > revision) return 'stands'
  const isCrossing = theirRevision === revision && standing.proposedHere
  return isCrossing && isPeerLower ? 'stands' : 'overtaken'
}

/** Put a proposal in the place of the one that stands. Who agreed to that one has agreed to nothing. */
export function withProposal(
  transfer: Transfer,
  proposal: { readonly proposed: EncodedTerms; readonly here: boolean; readonly atMs: number },
): Transfer {
  const { proposed, here, atMs } = proposal
  return { ...transfer, proposed, proposedHere: here, proposedAtMs: atMs, settled: null }
}

/** What becomes of the other side's agreement to a proposal of ours, or of its answer to our agreement. */
export type AgreementFate = 'opens' | 'overtaken' | 'too-late' | 'early'

/**
 * Whether an agreement opens the decision. One whose times cannot stand ends the
 * matter ('too-late'), so that its author does not wait in vain; one dated ahead
 * of our clock may come again ('early').
 */
export function agreementFate(settled: EncodedSettled, transfer: Transfer, nowMs: number): AgreementFate {
  if (transfer.phase !== 'offered') return 'overtaken'
  if (transfer.settled !== null) {
    if (!sameBytes(settled.bytes, transfer.settled.bytes)) return 'overtaken'
    return settled.settleAtMs > nowMs ? 'opens' : 'too-late'
  }
  const { proposed, proposedHere, proposedAtMs } = transfer
  if (!proposedHere || !sameBytes(settled.terms, proposed.bytes)) return 'overtaken'
  if (settled.agreedAtMs > nowMs + AGREEMENT_SKEW_MS) return 'early'
  const isExact = settled.settleAtMs === settled.agreedAtMs + proposed.terms.settleInMs
  const isAfterProposal = settled.agreedAtMs >= proposedAtMs - AGREEMENT_SKEW_MS
  return isExact && isAfterProposal && settled.settleAtMs > nowMs ? 'opens' : 'too-late'
}

/** This side has signed; the other's signature is awaited. */
export const withSettled = (transfer: Transfer, settled: EncodedSettled): Transfer => ({
  ...transfer,
  settled,
})

/** Both signatures are held: the decision is open. */
export const opened = (transfer: Transfer, settled: EncodedSettled): Transfer => ({
  ...transfer,
  settled,
  phase: 'deciding',
})

/** End a transfer. One that has ended keeps its first end. */
export function closed(
  transfer: Transfer,
  outcome: NonNullable<Transfer['outcome']>,
  atMs: number,
): Transfer {
  return transfer.phase === 'closed'
    ? transfer
    : { ...transfer, phase: 'closed', outcome, closedAtMs: atMs, ...unsettled(transfer) }
}

/** The goods are on their way, by either side's word. */
export const reported = (transfer: Transfer): Transfer =>
  transfer.phase === 'agreed' ? { ...transfer, phase: 'under-way' } : transfer

/** After a receipt of either side: complete where both have given one. */
export function receipted(transfer: Transfer, receipts: Receipts, atMs: number): Transfer {
  if (!mayReceipt(transfer)) return transfer
  const isComplete = receipts.own !== null && receipts.peer !== null
  return isComplete ? closed(transfer, 'completed', atMs) : { ...transfer, phase: 'received' }
}

/** What can be done now. Depends on the phase alone, and on what both sides see. */
export function possibleActs(transfer: Transfer, receipts: Receipts): TransferView['can'] {
  const { phase, settled, proposedHere } = transfer
  const isOpenToTerms = phase === 'offered' && settled === null
  return {
    talk: phase !== 'closed',
    counter: isOpenToTerms,
    agreeTerms: isOpenToTerms && !proposedHere,
    decide: phase === 'deciding',
    endNow: mayEnd(transfer),
    report: mayReport(transfer),
    confirmReceipt: mayReceipt(transfer) && receipts.own === null,
  }
}

/** Whether somebody can end it openly; not where the consents are under way, which cannot be taken back. */
export const mayEnd = ({ phase }: Transfer): boolean =>
  phase === 'offered' || phase === 'deciding' || phase === 'agreed' || phase === 'under-way'

export const mayReport = ({ phase }: Transfer): boolean => phase === 'agreed' || phase === 'under-way'

export const mayReceipt = ({ phase }: Transfer): boolean =>
  phase === 'agreed' || phase === 'under-way' || phase === 'received'

/** Whether what is promised in it is no longer free: this Node gives, and has said so, and has not yet given. */
export const isEarmarked = ({ role, phase, proposedHere, settled }: Transfer): boolean =>
  role === 'giver' &&
  phase !== 'received' &&
  phase !== 'closed' &&
  (phase !== 'offered' || proposedHere || settled !== null)

/** An agreement that was never answered leaves no settling time behind. */
const unsettled = (transfer: Transfer): Partial<Transfer> =>
  transfer.phase === 'offered' ? { settled: null } : {}

function isSameMatter({ terms }: EncodedTerms, { proposed }: Transfer): boolean {
  const { transferId, giver, receiver, resource } = proposed.terms
  return (
    terms.transferId === transferId &&
    terms.giver === giver &&
    terms.receiver === receiver &&
    terms.resource === resource
  )
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0
