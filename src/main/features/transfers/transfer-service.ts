import type { Caller } from '../../../shared/bridge/caller.ts'
import type { Earmark, TransferRole } from '../../../shared/contract/transfers.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { FederationId, MirrorId, NodeId, TransferId } from '../../../shared/kernel/ids.ts'
import type { Signer } from '../../crypto/signing.ts'
import { fromHex, toHex } from '../../platform/bytes.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Random } from '../../platform/random.ts'
import type { MirrorSigner } from '../../replica/entry.ts'
import type { Database } from '../../storage/database.ts'
import { endStatement, proposalStatement } from './act-statement.ts'
import type { AgreementLapse } from './agreement-lapse.ts'
import { agreementBy } from './agreement-signature.ts'
import type { Decisions } from './decisions.ts'
import { earmarkWarning, type OwnFigures } from './earmarks.ts'
import { markBy } from './mirror-marks.ts'
import { encodeSettled, encodeTerms, REVISIONS_MAX } from './transfer-codec.ts'
import type { TransferDesk } from './transfer-desk.ts'
import { closed, mayEnd, possibleActs, slotOf, withProposal, withSettled } from './transfer-rules.ts'
import type { TransferStore } from './transfer-store.ts'
import type { ContentOf, EncodedSettled, Terms, TermsDraft, Transfer } from './transfer-types.ts'

/** Transfers that may be open with one other Node. Source: docs/protocol.md, "Limits". */
export const OPEN_MAX = 50
const TRANSFER_ID_BYTES = 16

export interface TransferServiceDeps {
  readonly database: Database
  readonly store: TransferStore
  readonly desk: TransferDesk
  readonly decisions: Pick<Decisions, 'answer' | 'end'>
  readonly lapse: Pick<AgreementLapse, 'rearm'>
  /** The application's clock. */
  readonly clock: Clock
  readonly random: Random
  readonly signer: Signer
  readonly self: NodeId
  readonly federation: () => FederationId
  readonly isTest: () => boolean
  /** Time between ballots that a test federation set; null: the usual. */
  readonly slotMs: () => number | null
  /** The Mirror unlocked for a caller. @throws MirrorError 'mirror-locked' | 'mirror-revoked' */
  readonly mirrorSigner: (caller: Caller) => MirrorSigner
  readonly activeMirrors: () => readonly MirrorId[]
  /** How many of this Node's Mirrors a transfer takes. */
  readonly need: () => number
  readonly isKnown: (nodeId: NodeId) => boolean
  /** Whether this Node has set another apart just now. */
  readonly isIsolated: (nodeId: NodeId) => boolean
  readonly ownFigures: () => readonly OwnFigures[]
  /** @throws MirrorError 'epoch-unconfirmed' | 'identity-superseded' while this Node may sign nothing */
  readonly requireWritable: () => void
}

export interface OfferDraft extends TermsDraft {
  readonly to: NodeId
  readonly as: TransferRole
  readonly resource: string
  readonly note: string
}

export interface CounterDraft extends TermsDraft {
  readonly id: TransferId
  readonly note: string
}

interface Proposed {
  readonly id: TransferId
  readonly warning: Earmark | null
}

/**
 * This Node's part in coming to terms (NODE_SYNCHRONIZATION §3). Whatever is
 * done here is on disk, with the words that tell the other side, before it is
 * sent.
 */
export class TransferService {
  readonly #deps: TransferServiceDeps

  constructor(deps: TransferServiceDeps) {
    this.#deps = deps
  }

  /**
   * Offer, or ask for something. Resolves once it is stored here.
   *
   * @throws MirrorError 'neighbour-unknown' | 'neighbour-isolated' | 'resource-unit-mismatch' with `unit` | 'mirrors-too-few' with `needed` and `active` | 'transfers-too-many' | 'mirror-locked' | 'mirror-revoked' | 'epoch-unconfirmed' | 'identity-superseded'
   */
  async offer(draft: OfferDraft, caller: Caller): Promise<Proposed> {
    const { database, desk, store, federation, self, isIsolated, isKnown, requireWritable } = this.#deps
    requireWritable()
    if (draft.to === self || !isKnown(draft.to)) throw new MirrorError('neighbour-unknown')
    if (isIsolated(draft.to)) throw new MirrorError('neighbour-isolated')
    this.#requireUnit(draft.resource, draft.unit)
    this.#requireMirrors()
    const { content, mirrorName } = this.#propose(this.#firstTerms(draft), draft.note, caller)
    const transfer = this.#newTransfer(draft, content)
    const warning = await database.write(() => {
      if (store.countOpenWith(federation(), draft.to) >= OPEN_MAX) throw new MirrorError('transfers-too-many')
      desk.put(transfer)
      desk.say(transfer, content, mirrorName)
      return this.#warning(transfer)
    })
    desk.publish(transfer.id)
    return { id: transfer.id, warning }
  }

  /**
   * Propose other terms in the place of those that stand. An agreement that was
   * given stays given until it is answered.
   *
   * @throws MirrorError 'transfer-unknown' | 'transfer-phase' | 'resource-unit-mismatch' | 'mirrors-too-few' | 'mirror-locked' | 'mirror-revoked' | 'too-many-calls' | 'epoch-unconfirmed' | 'identity-superseded'
   */
  async counter(draft: CounterDraft, caller: Caller): Promise<Proposed> {
    const { desk, clock, requireWritable } = this.#deps
    requireWritable()
    const { id, note, ...said } = draft
    const warning = await desk.act(id, (transfer) => {
      this.#requireAct(transfer, 'counter')
      desk.requireRoom(transfer)
      const { terms } = transfer.proposed
      if (terms.revision + 1 >= REVISIONS_MAX) throw new MirrorError('too-many-calls')
      this.#requireUnit(terms.resource, said.unit)
      this.#requireMirrors()
      const slotMs = this.#slotOf(said.settleInMs)
      const changed = { ...terms, ...said, slotMs, revision: terms.revision + 1 }
      const { content, mirrorName } = this.#propose(changed, note, caller)
      const countered = withProposal(transfer, {
        proposed: content.proposed,
        here: true,
        atMs: clock.nowMs(),
      })
      desk.put(countered)
      desk.say(countered, content, mirrorName)
      return this.#warning(countered)
    })
    return { id, warning }
  }

  /** Say something. @throws MirrorError 'transfer-unknown' | 'transfer-phase' | 'too-many-calls' | 'epoch-unconfirmed' | 'identity-superseded' */
  async talk(id: TransferId, text: string): Promise<void> {
    const { desk, requireWritable } = this.#deps
    requireWritable()
    await desk.act(id, (transfer) => {
      this.#requireAct(transfer, 'talk')
      desk.requireRoom(transfer)
      desk.say(transfer, { kind: 'talk', text })
    })
  }

  /**
   * Sign the terms as they stand. For whoever proposed them, and where it was done already, a harmless success.
   *
   * @throws MirrorError 'transfer-unknown' | 'transfer-phase' | 'transfer-terms-changed' | 'mirrors-too-few' with `needed` and `active` | 'too-many-calls' | 'epoch-unconfirmed' | 'identity-superseded'
   */
  async agreeTerms(id: TransferId, revision: number | undefined): Promise<void> {
    const { desk, federation, lapse, requireWritable, signer } = this.#deps
    requireWritable()
    await desk.act(id, (transfer) => {
      if (transfer.phase === 'closed') throw new MirrorError('transfer-phase', { phase: transfer.phase })
      if (revision !== undefined && revision !== transfer.proposed.terms.revision) {
        throw new MirrorError('transfer-terms-changed')
      }
      this.#requireMirrors()
      if (!possibleActs(transfer, desk.receipts(id)).agreeTerms) return
      desk.requireRoom(transfer)
      const settled = this.#settle(transfer)
      const agreed = withSettled(transfer, settled)
      desk.put(agreed)
      desk.say(agreed, agreementBy(signer, federation(), settled))
    })
    lapse.rearm()
  }

  /** Seal a Mirror's answer. Nothing tells of it. @throws MirrorError 'transfer-unknown' | 'transfer-phase' | 'transfer-not-asked' | 'mirror-locked' | 'mirror-revoked' | 'epoch-unconfirmed' | 'identity-superseded' */
  async decide(id: TransferId, consent: boolean, caller: Caller): Promise<void> {
    const { desk, decisions, mirrorSigner, requireWritable } = this.#deps
    requireWritable()
    const mirror = mirrorSigner(caller)
    this.#requireAct(desk.require(id), 'decide')
    await decisions.answer(id, mirror, consent)
  }

  /** End openly, at once. @throws MirrorError 'transfer-unknown' | 'transfer-phase' | 'mirror-locked' | 'mirror-revoked' | 'epoch-unconfirmed' | 'identity-superseded' */
  async endNow(id: TransferId, caller: Caller): Promise<void> {
    const { desk, decisions, clock, federation, lapse, mirrorSigner, requireWritable } = this.#deps
    requireWritable()
    const mirror = mirrorSigner(caller)
    await desk.act(id, (transfer) => {
      if (!mayEnd(transfer)) throw new MirrorError('transfer-phase', { phase: transfer.phase })
      const mark = markBy(mirror, federation(), endStatement(fromHex(id)))
      desk.put(closed(transfer, 'ended-openly', clock.nowMs()))
      desk.say(transfer, { kind: 'end', mirror: mark }, mirror.name)
      decisions.end(id)
    })
    lapse.rearm()
  }

  #newTransfer(draft: OfferDraft, { proposed }: ContentOf<'proposal'>): Transfer {
    const atMs = this.#deps.clock.nowMs()
    return {
      ...{ id: proposed.terms.transferId, peer: draft.to, role: draft.as, phase: 'offered', proposed },
      ...{ proposedHere: true, proposedAtMs: atMs, offeredAtMs: atMs, settled: null },
      ...{ outcome: null, closedAtMs: null, signedHere: [], signedThere: [] },
    }
  }

  #firstTerms(draft: OfferDraft): Terms {
    const { random, self } = this.#deps
    const { to, as, resource, quantity, unit, window, route, expectedLossRatio, settleInMs } = draft
    const [giver, receiver] = as === 'giver' ? [self, to] : [to, self]
    return {
      transferId: toHex(random.bytes(TRANSFER_ID_BYTES)) as TransferId,
      ...{ giver, receiver, revision: 0, resource, quantity, unit, window, route, expectedLossRatio },
      ...{ settleInMs, slotMs: this.#slotOf(settleInMs) },
    }
  }

  #propose(
    terms: Terms,
    note: string,
    caller: Caller,
  ): { content: ContentOf<'proposal'>; mirrorName: string } {
    const signer = this.#deps.mirrorSigner(caller)
    const proposed = encodeTerms(terms)
    const mirror = markBy(signer, this.#deps.federation(), proposalStatement({ proposed, note }))
    return { content: { kind: 'proposal', proposed, note, mirror }, mirrorName: signer.name }
  }

  #settle({ proposed }: Transfer): EncodedSettled {
    const agreedAtMs = this.#deps.clock.nowMs()
    return encodeSettled({
      terms: proposed.bytes,
      agreedAtMs,
      settleAtMs: agreedAtMs + proposed.terms.settleInMs,
    })
  }

  #slotOf(settleInMs: number): number {
    const { isTest, slotMs } = this.#deps
    return slotOf({ settleInMs, configuredMs: slotMs(), isTest: isTest() })
  }

  #warning({ proposed }: Transfer): Earmark | null {
    const { store, federation, ownFigures } = this.#deps
    return earmarkWarning(ownFigures(), store.givenFrom(federation()), proposed.terms.resource)
  }

  #requireAct(transfer: Transfer, act: 'counter' | 'talk' | 'decide'): void {
    const isPossible = possibleActs(transfer, this.#deps.desk.receipts(transfer.id))[act]
    if (!isPossible) throw new MirrorError('transfer-phase', { phase: transfer.phase })
  }

  #requireUnit(resource: string, unit: string): void {
    const own = this.#deps.ownFigures().find((figures) => figures.resource === resource)
    if (own !== undefined && own.unit !== unit)
      throw new MirrorError('resource-unit-mismatch', { unit: own.unit })
  }

  #requireMirrors(): void {
    const [needed, active] = [this.#deps.need(), this.#deps.activeMirrors().length]
    if (active < needed) throw new MirrorError('mirrors-too-few', { needed, active })
  }
}
