import { type TransferWait, waitOf } from '../../shared/contract/waiting.ts'
import type { TransferSummary } from '../stores/transfers-store.ts'

const PRESSURE: readonly TransferWait[] = ['decide', 'terms', 'receipt']
/** Sorts after every moment there is. */
const NEVER_MS = Number.MAX_SAFE_INTEGER

/** A transfer that waits for somebody here, and for what. */
export interface WaitingTransfer {
  readonly transfer: TransferSummary
  readonly wait: TransferWait
}

/** What waits for somebody here: decisions before terms before receipts, what closes first before the rest. */
export function waitingOf(transfers: readonly TransferSummary[]): readonly WaitingTransfer[] {
  return transfers
    .flatMap((transfer) => {
      const wait = waitOf(transfer)
      return wait === null ? [] : [{ transfer, wait }]
    })
    .toSorted(byPressure)
}

const byPressure = (one: WaitingTransfer, other: WaitingTransfer): number =>
  PRESSURE.indexOf(one.wait) - PRESSURE.indexOf(other.wait) ||
  (one.transfer.settleAtMs ?? NEVER_MS) - (other.transfer.settleAtMs ?? NEVER_MS) ||
  other.transfer.offeredAtMs - one.transfer.offeredAtMs
