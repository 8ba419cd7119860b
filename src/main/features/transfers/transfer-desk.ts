import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { FederationId, TransferId } from '../../../shared/kernel/ids.ts'
import { sha256 } from '../../crypto/digests.ts'
import { toHex } from '../../platform/bytes.ts'
import type { Clock } from '../../platform/clock.ts'
import type { PrivateOutbox } from '../../replica/private-outbox.ts'
import type { Database } from '../../storage/database.ts'
import type { MessageStore } from './message-store.ts'
import { encodeMessage, MESSAGES_MAX } from './transfer-codec.ts'
import type { TransferStore } from './transfer-store.ts'
import type { Receipts, Transfer, TransferContent } from './transfer-types.ts'

/** Messages kept free for what ends a transfer, when a conversation has grown too long. */
const CLOSING_MESSAGES = 20

export interface TransferDeskDeps {
  readonly database: Database
  readonly store: TransferStore
  readonly messages: MessageStore
  readonly outbox: Pick<PrivateOutbox<TransferId>, 'flush'>
  /** The application's clock. */
  readonly clock: Clock
  readonly federation: () => FederationId
  /** Something about a transfer changed. */
  readonly changed: (transfer: TransferId) => void
}

/**
 * Where the transfers of the federation we are in are changed: first on disk,
 * the words to the other side with it, then sent and shown.
 */
export class TransferDesk {
  readonly #deps: TransferDeskDeps

  constructor(deps: TransferDeskDeps) {
    this.#deps = deps
  }

  get(id: TransferId): Transfer | null {
    return this.#deps.store.get(this.#deps.federation(), id)
  }

  /** @throws MirrorError 'transfer-unknown' */
  require(id: TransferId): Transfer {
    const transfer = this.get(id)
    if (transfer === null) throw new MirrorError('transfer-unknown')
    return transfer
  }

  receipts(id: TransferId): Receipts {
    return this.#deps.store.receipts(this.#deps.federation(), id)
  }

  /** Do `work` with a transfer in one transaction, then send and show what came of it. @throws MirrorError 'transfer-unknown' and what `work` throws */
  async act<T>(id: TransferId, work: (transfer: Transfer) => T): Promise<T> {
    const done = await this.#deps.database.write(() => work(this.require(id)))
    this.publish(id)
    return done
  }

  /** Keep a transfer as it is now. Call inside a write. */
  put(transfer: Transfer): void {
    this.#deps.store.put(this.#deps.federation(), transfer)
  }

  /** Write a message of this Node, to be sent. Call inside a write. */
  say({ id }: Transfer, content: TransferContent, mirrorName: string | null = null): void {
    const { messages, clock, federation } = this.#deps
    const voice = { federation: federation(), transfer: id, own: true }
    const number = messages.nextNumber(voice)
    const payload = encodeMessage({ transferId: id, number, writtenAtMs: clock.nowMs(), content })
    messages.add(voice, { number, payload, payloadHash: toHex(sha256(payload)), mirrorName })
  }

  /** Before anything that can be said any number of times: the other side takes only so many. @throws MirrorError 'too-many-calls' */
  requireRoom({ id }: Transfer): void {
    const { messages, federation } = this.#deps
    const written = messages.nextNumber({ federation: federation(), transfer: id, own: true })
    if (written >= MESSAGES_MAX - CLOSING_MESSAGES) throw new MirrorError('too-many-calls')
  }

  /** After the commit: send what was written, show what changed. */
  publish(id: TransferId): void {
    const transfer = this.get(id)
    if (transfer !== null) this.#deps.outbox.flush(transfer.peer)
    this.#deps.changed(id)
  }
}
