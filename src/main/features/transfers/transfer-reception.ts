import type { FederationId, MirrorId, NodeId, TransferId } from '../../../shared/kernel/ids.ts'
import { ACCEPT, ignore, reject, type Verdict } from '../../../shared/kernel/verdict.ts'
import { sha256 } from '../../crypto/digests.ts'
import type { Signer } from '../../crypto/signing.ts'
import { toHex } from '../../platform/bytes.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../storage/database.ts'
import { agreementBy } from './agreement-signature.ts'
import type { Decisions } from './decisions.ts'
import type { MessageJudge, Sound } from './message-judge.ts'
import type { MessageStore } from './message-store.ts'
import type { Standings } from './standings.ts'
import { decodeMessage, encodeMessage } from './transfer-codec.ts'
import type { TransferDesk } from './transfer-desk.ts'
import {
  agreementFate,
  closed,
  mayReceipt,
  opened,
  receipted,
  reported,
  withProposal,
} from './transfer-rules.ts'
import { OPEN_MAX } from './transfer-service.ts'
import type { TransferStore } from './transfer-store.ts'
import type { ContentOf, EncodedSettled, GivenReceipt, Message, Transfer } from './transfer-types.ts'

/** Transfers one Node may begin with this one in a day, ended ones counted. Source: docs/protocol.md, "Limits". */
const BEGUN_MAX = 100
const DAY_MS = 24 * 3_600_000

export interface TransferReceptionDeps {
  readonly database: Database
  readonly store: TransferStore
  readonly messages: MessageStore
  readonly desk: TransferDesk
  readonly judge: MessageJudge
  readonly standings: Pick<Standings, 'expect' | 'isInStep' | 'refused'>
  readonly decisions: Pick<Decisions, 'open' | 'begin' | 'end' | 'takeConsent' | 'takeClosed'>
  /** The application's clock. */
  readonly clock: Clock
  readonly signer: Signer
  readonly self: NodeId
  readonly federation: () => FederationId
  readonly isKnown: (nodeId: NodeId) => boolean
  readonly activeMirrors: () => readonly MirrorId[]
  /** How many of this Node's Mirrors a transfer takes. */
  readonly need: () => number
  /** @throws MirrorError 'epoch-unconfirmed' | 'identity-superseded' while this Node may sign nothing */
  readonly requireWritable: () => void
}

/** A message as it came, beside its payload and that payload's hash. */
interface Arrival {
  readonly message: Message
  readonly payload: Uint8Array
  readonly payloadHash: string
}

/**
 * What the other side of a transfer says. It is on disk, with what follows from
 * it, before it is acknowledged; each conversation is taken in its order only.
 */
export class TransferReception {
  readonly #deps: TransferReceptionDeps

  constructor(deps: TransferReceptionDeps) {
    this.#deps = deps
  }

  /** Take a letter that its Node has signed. Whatever it holds gives a verdict. */
  async take({ from, payload }: { readonly from: NodeId; readonly payload: Uint8Array }): Promise<Verdict> {
    const message = decodeMessage(payload)
    if (message === null) return reject('content-invalid')
    const arrival = { message, payload, payloadHash: hashOf(payload) }
    const verdict = await this.#deps.database.write(() => this.#receive(from, arrival))
    if (verdict.action === 'accept') this.#received(message.transferId)
    else if (isOutOfPlace(verdict)) this.#deps.standings.refused(from, { ...message, ...arrival })
    return verdict
  }

  #received(id: TransferId): void {
    const { desk, decisions } = this.#deps
    desk.publish(id)
    if (desk.get(id)?.phase === 'deciding') decisions.begin(id)
  }

  #receive(from: NodeId, arrival: Arrival): Verdict {
    const transfer = this.#deps.desk.get(arrival.message.transferId)
    if (transfer === null) return this.#receiveFirst(from, arrival)
    if (transfer.peer !== from) return reject('content-invalid')
    const misplaced = this.#misplaced(from, arrival)
    if (misplaced !== null) return misplaced
    if (this.#mustSign(transfer, arrival.message) && !this.#isWritable()) return ignore('busy')
    const judged = this.#deps.judge.judge(transfer, arrival.message)
    if (!('sound' in judged)) return judged
    const decided = this.#handToDecision(transfer, arrival.message)
    if (decided.action === 'reject') return decided
    this.#keep(arrival, judged)
    if (judged.counts) this.#apply(transfer, arrival.message, judged)
    return ACCEPT
  }

  #receiveFirst(from: NodeId, arrival: Arrival): Verdict {
    const { desk, federation, isKnown, judge, store } = this.#deps
    const { content } = arrival.message
    if (!isKnown(from)) return ignore('busy') // may come again once we have heard who they are
    const judged = judge.judgeFirst(from, arrival.message)
    if (!('sound' in judged) || content.kind !== 'proposal') return 'sound' in judged ? ACCEPT : judged
    // Decisions go by the id alone: what was agreed to elsewhere must not be taken for an agreement to this.
    if (store.isOfAnother(federation(), arrival.message.transferId)) return reject('content-invalid')
    if (this.#hasBegunTooMany(from)) return ignore('rate-exceeded')
    desk.put(this.#newTransfer(from, arrival.message, content))
    this.#keep(arrival, judged)
    return ACCEPT
  }

  /** Counted when they come, whatever they are dated. Call only for one that is taken if not: it is counted too. */
  #hasBegunTooMany(from: NodeId): boolean {
    const { clock, federation, store } = this.#deps
    const atMs = clock.nowMs()
    const sinceMs = atMs - DAY_MS
    if (store.countOpenWith(federation(), from) >= OPEN_MAX) return true
    if (store.countBegunBy(federation(), from, sinceMs) >= BEGUN_MAX) return true
    store.noteBegunBy(federation(), from, { atMs, forgetUntilMs: sinceMs })
    return false
  }

  #newTransfer(peer: NodeId, { writtenAtMs }: Message, { proposed }: ContentOf<'proposal'>): Transfer {
    const { clock, self } = this.#deps
    const atMs = Math.min(writtenAtMs, clock.nowMs())
    return {
      ...{ id: proposed.terms.transferId, peer, phase: 'offered', proposed, settled: null },
      role: proposed.terms.giver === self ? 'giver' : 'receiver',
      ...{ proposedHere: false, proposedAtMs: writtenAtMs, offeredAtMs: atMs },
      ...{ outcome: null, closedAtMs: null, signedHere: [], signedThere: [] },
    }
  }

  /**
   * What is here already, has the place of something else, or came before what
   * should stand before it. A Node brought back from an older copy counts again
   * from there: no fault of its own.
   */
  #misplaced(from: NodeId, { message, payloadHash }: Arrival): Verdict | null {
    const { messages, federation, standings } = this.#deps
    const { transferId, number } = message
    const voice = { federation: federation(), transfer: transferId, own: false }
    const [known, next] = [messages.hashAt(voice, number), messages.nextNumber(voice)]
    if (known === payloadHash) return ignore('already-known')
    if (known !== null)
      standings.expect(from, transferId, hashOf(encodeMessage({ ...message, number: next })))
    const isNext = number === next && standings.isInStep(from, transferId, payloadHash)
    return isNext ? null : ignore('chain-broken')
  }

  #keep({ message, payload, payloadHash }: Arrival, { mirrorName }: Sound): void {
    const { messages, federation } = this.#deps
    const voice = { federation: federation(), transfer: message.transferId, own: false }
    messages.add(voice, { number: message.number, payload, payloadHash, mirrorName })
  }

  /** What belongs to the decision alone is judged there, and followed there. */
  #handToDecision({ id, peer, phase }: Transfer, { content }: Message): Verdict {
    const { decisions } = this.#deps
    if (content.kind === 'consent') return decisions.takeConsent(peer, id, content.consent)
    return content.kind === 'closed' && phase !== 'offered' ? decisions.takeClosed(peer, id) : ACCEPT
  }

  #apply(transfer: Transfer, { content, writtenAtMs: atMs }: Message, { mirrorName }: Sound): void {
    const { desk } = this.#deps
    switch (content.kind) {
      case 'proposal':
        desk.put(withProposal(transfer, { proposed: content.proposed, here: false, atMs }))
        break
      case 'agreement':
        this.#applyAgreement(transfer, content.settled)
        break
      case 'report':
        desk.put(reported(transfer))
        break
      case 'receipt':
        this.#applyReceipt(transfer, { ...content, mirrorName: mirrorName ?? '', atMs })
        break
      case 'end':
        this.#applyEnd(transfer)
        break
      case 'closed':
        this.#applyClosed(transfer)
        break
      case 'talk':
      case 'consent':
        break // kept, and that is all
    }
  }

  /** An agreement to this Node's own proposal, which it answers with its signature. */
  #mustSign({ phase, settled }: Transfer, { content }: Message): boolean {
    return content.kind === 'agreement' && phase === 'offered' && settled === null
  }

  #isWritable(): boolean {
    try {
      this.#deps.requireWritable()
      return true
    } catch {
      return false
    }
  }

  /**
   * The decision opens where both signatures are held; the side that proposed adds its own for the other to hold.
   * It does not where it has fewer Mirrors than it takes: nobody is asked what could not come to be.
   */
  #applyAgreement(transfer: Transfer, settled: EncodedSettled): void {
    const { clock, decisions, desk, federation, signer, activeMirrors, need } = this.#deps
    const isHopeless = transfer.settled === null && activeMirrors().length < need()
    if (isHopeless || agreementFate(settled, transfer, clock.nowMs()) !== 'opens') {
      desk.put(closed(transfer, 'not-agreed', clock.nowMs()))
      desk.say(transfer, { kind: 'closed' })
      return
    }
    const { id, peer, proposed } = transfer
    if (transfer.settled === null) desk.say(transfer, agreementBy(signer, federation(), settled))
    desk.put(opened(transfer, settled))
    decisions.open({
      ...{ transferId: id, peer, settledHash: sha256(settled.bytes) },
      ...{ settleAtMs: settled.settleAtMs, slotMs: proposed.terms.slotMs },
    })
  }

  #applyReceipt(transfer: Transfer, receipt: Omit<GivenReceipt, 'booked'>): void {
    const { clock, desk, federation, store } = this.#deps
    if (!mayReceipt(transfer)) return
    store.addReceipt(federation(), transfer.id, { ...receipt, booked: false, own: false })
    desk.put(receipted(transfer, desk.receipts(transfer.id), clock.nowMs()))
  }

  #applyEnd(transfer: Transfer): void {
    const { clock, decisions, desk } = this.#deps
    if (transfer.phase === 'closed') return
    desk.put(closed(transfer, 'ended-openly', clock.nowMs()))
    decisions.end(transfer.id)
  }

  /** The other side could not stand by an agreement: the time was over there, the clocks differ, or this Node has forgotten its own. */
  #applyClosed(transfer: Transfer): void {
    const { clock, desk } = this.#deps
    if (transfer.phase === 'offered') desk.put(closed(transfer, 'not-agreed', clock.nowMs()))
  }
}

const hashOf = (payload: Uint8Array): string => toHex(sha256(payload))
const isOutOfPlace = (verdict: Verdict): boolean =>
  verdict.action === 'ignore' && verdict.reason === 'chain-broken'
