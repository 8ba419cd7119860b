import type { Caller } from '../../../shared/bridge/caller.ts'
import type { Condition } from '../../../shared/contract/transfers.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { FederationId, TransferId } from '../../../shared/kernel/ids.ts'
import { fromHex } from '../../platform/bytes.ts'
import type { Clock } from '../../platform/clock.ts'
import type { MirrorSigner } from '../../replica/entry.ts'
import { receiptStatement } from './act-statement.ts'
import { markBy } from './mirror-marks.ts'
import type { TransferDesk } from './transfer-desk.ts'
import { mayReport, possibleActs, receipted, reported } from './transfer-rules.ts'
import type { TransferStore } from './transfer-store.ts'
import type { Transfer } from './transfer-types.ts'

/** The level of what is measured here, as far as a receipt corrects it. */
export interface LevelBook {
  /**
   * Correct a level by what came or went, within its store's bounds. Runs inside
   * the transaction that keeps the receipt.
   *
   * @returns false where nothing is measured under this name and unit
   */
  book(entry: { readonly resource: string; readonly unit: string; readonly delta: number }): boolean
  /** Told after that commit. */
  booked(resource: string): Promise<void>
}

export interface ReceiptServiceDeps {
  readonly store: TransferStore
  readonly desk: TransferDesk
  readonly levels: LevelBook
  /** The application's clock. */
  readonly clock: Clock
  readonly federation: () => FederationId
  /** The Mirror unlocked for a caller. @throws MirrorError 'mirror-locked' | 'mirror-revoked' */
  readonly mirrorSigner: (caller: Caller) => MirrorSigner
  /** @throws MirrorError 'epoch-unconfirmed' | 'identity-superseded' while this Node may sign nothing */
  readonly requireWritable: () => void
}

export interface ReceiptDraft {
  readonly id: TransferId
  readonly quantity: number
  readonly condition: Condition
  readonly book: boolean
}

/** What is said of goods on their way, and when they are there. */
export class ReceiptService {
  readonly #deps: ReceiptServiceDeps

  constructor(deps: ReceiptServiceDeps) {
    this.#deps = deps
  }

  /** Tell how far the goods have come. @throws MirrorError 'transfer-unknown' | 'transfer-phase' | 'too-many-calls' | 'epoch-unconfirmed' | 'identity-superseded' */
  async report(id: TransferId, delivered: number, note: string): Promise<void> {
    const { desk, requireWritable } = this.#deps
    requireWritable()
    await desk.act(id, (transfer) => {
      if (!mayReport(transfer)) throw new MirrorError('transfer-phase', { phase: transfer.phase })
      desk.requireRoom(transfer)
      desk.put(reported(transfer))
      desk.say(transfer, { kind: 'report', delivered, note })
    })
  }

  /**
   * Say what arrived or was given, once. The level is corrected in the same
   * transaction, so it is booked exactly where the receipt is kept.
   *
   * @throws MirrorError 'transfer-unknown' | 'transfer-phase' | 'mirror-locked' | 'mirror-revoked' | 'epoch-unconfirmed' | 'identity-superseded'
   */
  async confirm(draft: ReceiptDraft, caller: Caller): Promise<{ booked: boolean }> {
    const { desk, levels, mirrorSigner, requireWritable } = this.#deps
    requireWritable()
    const mirror = mirrorSigner(caller)
    const { resource, booked } = await desk.act(draft.id, (transfer) => {
      this.#requireOpen(transfer)
      const isBooked = draft.book && levels.book(correction(transfer, draft.quantity))
      this.#keep(transfer, draft, { mirror, booked: isBooked })
      return { resource: transfer.proposed.terms.resource, booked: isBooked }
    })
    if (booked) await levels.booked(resource)
    return { booked }
  }

  #keep(
    transfer: Transfer,
    { id, quantity, condition }: ReceiptDraft,
    { mirror, booked }: { mirror: MirrorSigner; booked: boolean },
  ): void {
    const { store, desk, clock, federation } = this.#deps
    const atMs = clock.nowMs()
    const mark = markBy(mirror, federation(), receiptStatement(fromHex(id), { quantity, condition }))
    const receipt = { own: true, quantity, condition, booked, mirrorName: mirror.name, atMs }
    store.addReceipt(federation(), id, receipt)
    desk.put(receipted(transfer, desk.receipts(id), atMs))
    desk.say(transfer, { kind: 'receipt', quantity, condition, mirror: mark }, mirror.name)
  }

  #requireOpen(transfer: Transfer): void {
    const isOpen = possibleActs(transfer, this.#deps.desk.receipts(transfer.id)).confirmReceipt
    if (!isOpen) throw new MirrorError('transfer-phase', { phase: transfer.phase })
  }
}

function correction({ role, proposed }: Transfer, quantity: number): Parameters<LevelBook['book']>[0] {
  const { resource, unit } = proposed.terms
  return { resource, unit, delta: role === 'giver' ? -quantity : quantity }
}
