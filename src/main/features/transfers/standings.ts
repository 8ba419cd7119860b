import type { FederationId, NodeId, TransferId } from '../../../shared/kernel/ids.ts'
import { ACCEPT, reject, type Verdict } from '../../../shared/kernel/verdict.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Startable } from '../../platform/lifecycle.ts'
import type { Logger } from '../../platform/logger.ts'
import type { PrivateOutbox } from '../../replica/private-outbox.ts'
import type { PrivateFrame, PrivatePost } from '../../replica/private-post.ts'
import type { Database } from '../../storage/database.ts'
import type { MessageStore } from './message-store.ts'
import { decodeStanding, encodeStanding, STANDING_FRAME, type Standing } from './standing-codec.ts'
import type { TransferStore } from './transfer-store.ts'

/** Refusals in one transfer are told this far apart. Source: docs/protocol.md, "Transfers". */
const ANSWER_EVERY_MS = 1_000
/** Answers remembered before old ones are let go. Chosen here: more than come in that time. */
const ANSWERS_MAX = 512

export interface StandingsDeps {
  readonly database: Database
  readonly store: TransferStore
  readonly messages: MessageStore
  readonly outbox: Pick<PrivateOutbox<TransferId>, 'linked'>
  readonly post: Pick<PrivatePost, 'sendFrame' | 'onFrame'>
  /** The application's clock. */
  readonly clock: Clock
  readonly logger: Pick<Logger, 'warn'>
  readonly federation: () => FederationId
  readonly isLinked: (nodeId: NodeId) => boolean
  /** Something about a transfer changed. */
  readonly changed: (transfer: TransferId) => void
}

/**
 * Tells the other side how many of its messages are here, and hears the same of
 * this side's. Where a Node was brought back from an older copy the two counts
 * have come apart: what the other has lost is sent again, what this side has
 * lost is left out, and the conversation goes on. Nothing else follows from a
 * standing, and none of it depends on how a Mirror has answered.
 */
export class Standings implements Startable {
  readonly #deps: StandingsDeps
  readonly #answeredAtMs = new Map<string, number>()
  readonly #expected = new Map<NodeId, Map<TransferId, string>>()
  #stop: () => void = () => {}

  constructor(deps: StandingsDeps) {
    this.#deps = deps
  }

  async start(): Promise<void> {
    const { post, store, federation, isLinked } = this.#deps
    this.#stop = post.onFrame(STANDING_FRAME, (frame) => this.#take(frame))
    for (const peer of store.openPeers(federation())) if (isLinked(peer)) this.linked(peer)
  }

  async stop(): Promise<void> {
    this.#stop()
  }

  /** A link has come up: say where every open transfer with that Node stands. */
  linked(peer: NodeId): void {
    const { store, federation } = this.#deps
    this.#expected.delete(peer)
    for (const transferId of store.openWith(federation(), peer)) {
      this.#tell(peer, { transferId, held: this.#held(peer, transferId), refused: null })
    }
  }

  /**
   * A message came for a place that another has. Until it comes again under the number it must have, nothing of that
   * transfer is taken: what was written after it may have that number by chance, and would overtake it.
   */
  expect(peer: NodeId, transferId: TransferId, renumberedHash: string): void {
    const expected = this.#expected.get(peer) ?? new Map<TransferId, string>()
    if (!expected.has(transferId)) expected.set(transferId, renumberedHash)
    this.#expected.set(peer, expected)
  }

  /** Whether a message that has the next number may be taken now. */
  isInStep(peer: NodeId, transferId: TransferId, payloadHash: string): boolean {
    const expected = this.#expected.get(peer)
    const hash = expected?.get(transferId)
    if (hash === payloadHash) expected?.delete(transferId)
    return hash === undefined || hash === payloadHash
  }

  /** A message came whose place is another's, or not the next one: say which is. At most once a second for each transfer. */
  refused(peer: NodeId, { transferId, payloadHash }: { transferId: TransferId; payloadHash: string }): void {
    const key = `${peer} ${transferId}`
    const nowMs = this.#deps.clock.nowMs()
    if (Math.abs(nowMs - (this.#answeredAtMs.get(key) ?? 0)) < ANSWER_EVERY_MS) return
    if (this.#answeredAtMs.size >= ANSWERS_MAX) this.#answeredAtMs.clear()
    this.#answeredAtMs.set(key, nowMs)
    this.#tell(peer, { transferId, held: this.#held(peer, transferId), refused: payloadHash })
  }

  /** Of a transfer that is not known here, or not with this peer, nothing is. */
  #held(peer: NodeId, transfer: TransferId): number {
    const { store, messages, federation } = this.#deps
    if (store.get(federation(), transfer)?.peer !== peer) return 0
    return messages.nextNumber({ federation: federation(), transfer, own: false })
  }

  #tell(peer: NodeId, standing: Standing): void {
    const { post, logger } = this.#deps
    post
      .sendFrame(peer, { type: STANDING_FRAME, bytes: encodeStanding(standing) })
      .catch((thrown: unknown) => logger.warn('transfers.standing-unsent', { cause: String(thrown) }))
  }

  #take({ from, bytes }: PrivateFrame): Verdict {
    const standing = decodeStanding(bytes)
    if (standing === null) return reject('malformed')
    void this.#follow(from, standing)
    return ACCEPT
  }

  async #follow(peer: NodeId, standing: Standing): Promise<void> {
    const { database, outbox, logger, changed } = this.#deps
    try {
      if (!(await database.write(() => this.#adapt(peer, standing)))) return
      outbox.linked(peer)
      changed(standing.transferId)
    } catch (thrown) {
      logger.warn('transfers.standing-unwritten', { cause: String(thrown) })
    }
  }

  /** @returns whether something waits now that did not, or waits under another number */
  #adapt(peer: NodeId, { transferId, held, refused }: Standing): boolean {
    const { store, messages, federation } = this.#deps
    const home = federation()
    if (store.get(home, transferId)?.peer !== peer) return false
    const isRequeued = messages.requeue(home, transferId, held)
    const isRenumbered = refused !== null && messages.renumber(home, transferId, { held, refused })
    return isRequeued || isRenumbered
  }
}
