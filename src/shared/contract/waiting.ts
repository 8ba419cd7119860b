import type { AlertView } from './alerts.ts'
import type { TransferView } from './transfers.ts'

/** Whether an alert waits for a person here: not our own, not held back, and nobody has taken it up. */
export const isAlertWaiting = ({ state, heldBack, own }: AlertView): boolean =>
  state === 'new' && !heldBack && !own

/** What a transfer waits for from a person here. */
export type TransferWait = 'decide' | 'terms' | 'receipt'

/** What is asked of the people here now, or null. Nothing of what any Mirror has answered is known to it. */
export function waitOf({
  phase,
  can,
  proposedHere,
  role,
  receipts,
}: Pick<TransferView, 'phase' | 'can' | 'proposedHere' | 'role' | 'receipts'>): TransferWait | null {
  if (phase === 'deciding') return can.decide ? 'decide' : null
  if (phase === 'offered') return proposedHere ? null : 'terms'
  const isTurn = phase === 'received' || (phase === 'under-way' && role === 'receiver')
  return isTurn && can.confirmReceipt && receipts.own === null ? 'receipt' : null
}
