import type { AlertView } from './alerts.ts'
import type { CallView } from './neighbour-calls.ts'
import type { TransferView } from './transfers.ts'

/** Whether an alert waits for a person here: not our own, not held back, and nobody has taken it up. */
export const isAlertWaiting = ({ state, heldBack, own }: AlertView): boolean =>
  state === 'new' && !heldBack && !own

/** How long a wake-up waits for somebody here. Source: docs/protocol.md, "Calls". */
const WAKE_UP_OPEN_MS = 24 * 3_600_000

/** Of each Node that asks whether anybody is there, its newest wake-up: not refused, seen by nobody yet, and of the last day. Newest first, as given. */
export function openWakeUps(calls: readonly CallView[], nowMs: number): readonly CallView[] {
  const open = calls.filter(
    ({ atMs, kind, ours, reason, unseen }) =>
      kind === 'wake-up' && !ours && unseen && reason === null && nowMs - atMs < WAKE_UP_OPEN_MS,
  )
  return open.filter(({ nodeId }, place) => open.findIndex((one) => one.nodeId === nodeId) === place)
}

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
