import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { FederationId, NodeId, TransferId } from '../../../shared/kernel/ids.ts'
import { ACCEPT, ignore, reject, type Verdict } from '../../../shared/kernel/verdict.ts'
import { ballotRole } from '../../crypto/consent-ballot.ts'
import { publicKeyFromNodeId } from '../../crypto/peer-id.ts'
import type { Startable } from '../../platform/lifecycle.ts'
import type { Logger } from '../../platform/logger.ts'
import type { Cancel } from '../../platform/timers.ts'
import type { MirrorSigner } from '../../replica/entry.ts'
import type { Database } from '../../storage/database.ts'
import { BallotRounds, type BallotRoundsDeps } from './ballot-rounds.ts'
import { consentBytes, type SignedYes } from './consent-statement.ts'
import { Consents, type ConsentsDeps } from './consents.ts'
import { type Decision, DecisionStore, type DecisionTerms } from './decision-store.ts'
import { VoteStore } from './vote-store.ts'

/** How long the higher Node waits for the lower's consent after a match. Chosen here: a link that broke just then comes back in that time. */
export const CONSENT_WAIT_MS = 60_000
/** When closing is tried again where the disk refused it. Chosen here: time to make room. */
const CLOSE_RETRY_MS = 60_000

/** What a decision does to the transfer it is about. All but `flush` are called inside the decision's own write. */
export interface DecisionLedger {
  /** Both sides said yes; consents are under way. */
  confirming(transferId: TransferId): void
  /** Both consents are held. Names of the Mirrors who signed, at each end. */
  agreed(
    transferId: TransferId,
    signed: { readonly here: readonly string[]; readonly there: readonly string[] },
  ): void
  /** The time was over first. */
  notAgreed(transferId: TransferId): void
  /** Keep a message of this transfer, to be sent after the commit until the other side has it. */
  enqueue(transferId: TransferId, content: { readonly consent: Uint8Array } | { readonly closed: true }): void
  /** After the commit: send what waits, and tell that the transfer has changed. */
  flush(transferId: TransferId): void
}

export interface DecisionsDeps extends Omit<BallotRoundsDeps, 'keeper'>, Omit<ConsentsDeps, 'votes'> {
  readonly database: Database
  readonly logger: Logger
  readonly self: NodeId
  readonly ledger: DecisionLedger
  /** The one we are in now: decisions of another rest until their time is over. */
  federation(): FederationId
}

export interface DecisionsOptions {
  /** 32 bytes from the Node's root: seals the Mirrors' answers. */
  readonly voteKey: Uint8Array
}

/**
 * Decisions that neither side, and no Mirror, can see into.
 *
 * While a decision is open nothing but the sealed answers depends on an answer.
 * After a match consents are exchanged, the lower Node's first, each on disk
 * before it leaves. A side whose own consent is on disk can no longer close; the
 * higher writes its own only beside the lower's, in the transaction that makes
 * it agreed. So one side is never agreed where the other has closed, whenever
 * either of them crashes.
 */
export class Decisions implements Startable {
  readonly #deps: DecisionsDeps
  readonly #store: DecisionStore
  readonly #votes: VoteStore
  readonly #consents: Consents
  readonly #rounds: BallotRounds
  readonly #ends = new Map<TransferId, Cancel>()
  #isRunning = false

  constructor(deps: DecisionsDeps, options: DecisionsOptions) {
    this.#deps = deps
    this.#store = new DecisionStore(deps.database)
    this.#votes = new VoteStore(deps, options.voteKey)
    this.#consents = new Consents({ ...deps, votes: this.#votes })
    this.#rounds = new BallotRounds({
      ...deps,
      isLinked: (nodeId) => deps.isLinked(nodeId),
      keeper: {
        balloting: (transferId) => this.#balloting(transferId),
        saysYes: (decision) => this.#consents.saysYes(decision),
        slotBegan: (transferId) => this.#reconsider(transferId),
        matched: (transferId) => this.#write(transferId, () => this.#confirm(transferId)),
      },
    })
  }

  /** Goes on with all that is open. */
  async start(): Promise<void> {
    this.#isRunning = true
    await this.#rounds.start()
    for (const { transferId } of this.#store.unfinished()) this.begin(transferId)
  }

  async stop(): Promise<void> {
    this.#isRunning = false
    await this.#rounds.stop()
    for (const cancel of this.#ends.values()) cancel()
    this.#ends.clear()
  }

  /** Ask this Node's Mirrors. Call inside the write that opens the decision, then `begin` after its commit. */
  open(terms: DecisionTerms): void {
    const { activeMirrors, clock, federation } = this.#deps
    this.#store.insert(terms, { federationId: federation(), openedAtMs: clock.nowMs() })
    this.#votes.ask(terms.transferId, activeMirrors())
  }

  /** Take part in ballots until there is a match, or the time is over. Safe to repeat. */
  begin(transferId: TransferId): void {
    const decision = this.#store.find(transferId)
    if (!this.#isRunning || decision === null || !isUnfinished(decision)) return
    this.#rounds.begin(decision)
    this.#awaitEnd(transferId, decision.settleAtMs)
  }

  /**
   * Seal a Mirror's answer in place of any before. Nobody is told. It counts from
   * the next slot on.
   *
   * @throws MirrorError 'transfer-phase' | 'transfer-not-asked' | as the signer's
   */
  async answer(transferId: TransferId, mirror: MirrorSigner, consent: boolean): Promise<void> {
    const { federationId, settledHash } = this.#requireDeciding(transferId)
    if (!this.#votes.isAsked(transferId, mirror.mirrorId)) throw new MirrorError('transfer-not-asked')
    const signature = mirror.sign(consentBytes(federationId, settledHash)) // also for a no, which takes as long
    const yes: SignedYes = { credential: mirror.credential, signature }
    await this.#deps.database.write(() => {
      this.#requireDeciding(transferId)
      this.#votes.set(transferId, mirror.mirrorId, consent ? { answer: 'yes', yes } : { answer: 'no' })
    })
  }

  /**
   * Judge the other side's consent. Call inside the write that stores it; what follows from it is written there too.
   * One by a Mirror who was revoked since is kept and answered as any other, or the side that waits would wait for
   * ever. It binds a side that is bound already, since the other may have agreed before; it binds nobody else.
   * Where no decision is here, this Node may have been brought back to before it: the other side is told that it is over.
   */
  takeConsent(from: NodeId, transferId: TransferId, consent: Uint8Array): Verdict {
    const decision = this.#store.find(transferId)
    if (decision === null) {
      this.#deps.ledger.enqueue(transferId, { closed: true })
      return ACCEPT
    }
    if (decision.peer !== from) return reject('content-invalid')
    const fault = this.#consents.faultOf(decision, consent)
    if (fault !== null) return reject(fault)
    if (decision.state === 'agreed') return ignore('already-known')
    this.#store.setPeerConsent(transferId, consent)
    if (decision.state === 'closed') this.#deps.ledger.enqueue(transferId, { closed: true })
    else if (decision.ownConsent === null && this.#consents.isTakenBack(decision, consent))
      this.#close({ ...decision, peerConsent: consent })
    else if (!this.#closeIfOver(transferId)) this.#agree(transferId)
    return ACCEPT
  }

  /**
   * The other side had closed before this side's consent came. Call inside the write that stores its word. It ends
   * nothing but the waiting for a consent: who says so elsewhere was brought back from an older copy, or lies.
   */
  takeClosed(from: NodeId, transferId: TransferId): Verdict {
    const decision = this.#store.find(transferId)
    if (decision !== null && decision.peer !== from) return reject('content-invalid')
    if (decision?.state === 'confirming' && decision.ownConsent !== null) this.#close(decision)
    return ACCEPT
  }

  /** Somebody has ended the transfer openly. Call inside the write that ends it; a decision that never was is fine. */
  end(transferId: TransferId): void {
    this.#store.setState(transferId, 'closed')
    this.#votes.wipe(transferId)
  }

  #balloting(transferId: TransferId): Decision | null {
    const decision = this.#store.find(transferId)
    const { clock, federation } = this.#deps
    if (decision === null || decision.federationId !== federation()) return null
    const isBound = decision.ownConsent !== null // consents go on by letter
    return isUnfinished(decision) && !isBound && clock.nowMs() < endOf(decision) ? decision : null
  }

  /** @throws MirrorError 'transfer-phase' */
  #requireDeciding(transferId: TransferId): Decision {
    const decision = this.#store.find(transferId)
    const isOpen = decision?.state === 'deciding' && this.#deps.clock.nowMs() < decision.settleAtMs
    if (decision === null || !isOpen) throw new MirrorError('transfer-phase')
    return decision
  }

  /** After a match. A Mirror who has withdrawn since the ballot has the last word. */
  #confirm(transferId: TransferId): boolean {
    const decision = this.#store.find(transferId)
    const { clock, ledger } = this.#deps
    if (decision?.state !== 'deciding' || clock.nowMs() >= decision.settleAtMs) return false
    if (!this.#consents.saysYes(decision)) return false
    this.#store.setMatched(transferId, clock.nowMs())
    ledger.confirming(transferId)
    if (this.#isLower(decision)) this.#consent(decision)
    else this.#agree(transferId)
    return true
  }

  #isLower({ peer }: Decision): boolean {
    const peerKey = publicKeyFromNodeId(peer)
    return peerKey !== null && ballotRole(this.#deps.selfKey, peerKey) === 'lower'
  }

  /** Keep this side's consent, to be sent. @returns it, or null where the Mirrors do not, or no longer, consent */
  #consent(decision: Decision): Uint8Array | null {
    const consent = this.#consents.own(decision)
    if (consent === null) return null
    this.#store.setOwnConsent(decision.transferId, consent)
    this.#deps.ledger.enqueue(decision.transferId, { consent })
    return consent
  }

  /** Where the other side's consent is held: the point from which both are bound. */
  #agree(transferId: TransferId): boolean {
    const decision = this.#store.find(transferId)
    if (decision === null || !isUnfinished(decision) || decision.peerConsent === null) return false
    const own = decision.ownConsent ?? this.#consent(decision)
    if (own === null) return false
    const { ledger, self } = this.#deps
    this.#store.setState(transferId, 'agreed')
    this.#votes.wipe(transferId)
    ledger.agreed(transferId, {
      here: this.#consents.signers(decision, own, self),
      there: this.#consents.signers(decision, decision.peerConsent, decision.peer),
    })
    return true
  }

  /** Looks in each slot whether a consent that came while the answer here was no is answered by a yes now. */
  #reconsider(transferId: TransferId): void {
    const decision = this.#store.find(transferId)
    if (decision === null || decision.peerConsent === null) return
    this.#write(transferId, () => this.#closeIfOver(transferId) || this.#agree(transferId))
  }

  #closeIfOver(transferId: TransferId): boolean {
    const decision = this.#store.find(transferId)
    if (decision === null || this.#deps.clock.nowMs() < endOf(decision)) return false
    this.#close(decision)
    return true
  }

  /** Closed without an agreement. A consent that waits for an answer gets this one. */
  #close({ peerConsent, transferId }: Decision): void {
    const { ledger } = this.#deps
    this.end(transferId)
    ledger.notAgreed(transferId)
    if (peerConsent !== null) ledger.enqueue(transferId, { closed: true })
  }

  #awaitEnd(transferId: TransferId, atMs: number): void {
    this.#ends.get(transferId)?.()
    this.#ends.set(
      transferId,
      this.#deps.timers.at(atMs, () => this.#timeIsOver(transferId)),
    )
  }

  #timeIsOver(transferId: TransferId): void {
    this.#ends.delete(transferId)
    const decision = this.#store.find(transferId)
    if (decision === null || endOf(decision) === Number.POSITIVE_INFINITY) return
    const { clock, federation } = this.#deps
    if (decision.federationId !== federation()) {
      this.#write(transferId, () => this.#forgetAnswers(transferId))
      return
    }
    const nowMs = clock.nowMs()
    this.#awaitEnd(transferId, Math.max(endOf(decision), nowMs + CLOSE_RETRY_MS))
    if (nowMs >= endOf(decision)) this.#write(transferId, () => this.#closeIfOver(transferId))
  }

  /** The time is over while this Node is in another federation: the transfer closes when it is back, if ever. */
  #forgetAnswers(transferId: TransferId): boolean {
    this.#votes.wipe(transferId)
    return false
  }

  #write(transferId: TransferId, work: () => boolean): void {
    void this.#writeAndTell(transferId, work)
  }

  /** Tells only of what was written: nobody can see from outside that somebody looked. */
  async #writeAndTell(transferId: TransferId, work: () => boolean): Promise<void> {
    const { database, ledger, logger } = this.#deps
    try {
      if (await database.write(work)) ledger.flush(transferId)
    } catch (thrown) {
      logger.error('decision-unwritten', { code: MirrorError.from(thrown).code }, thrown)
    }
  }
}

const isUnfinished = ({ state }: Decision): boolean => state === 'deciding' || state === 'confirming'

/** When this side may close by itself; never once its own consent is on disk. */
function endOf(decision: Decision): number {
  const { matchedAtMs, ownConsent, settleAtMs } = decision
  if (!isUnfinished(decision) || ownConsent !== null) return Number.POSITIVE_INFINITY
  return Math.max(settleAtMs, matchedAtMs === null ? 0 : matchedAtMs + CONSENT_WAIT_MS)
}
