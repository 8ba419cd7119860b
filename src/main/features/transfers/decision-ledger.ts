import type { TransferId } from '../../../shared/kernel/ids.ts'
import type { Clock } from '../../platform/clock.ts'
import type { DecisionLedger } from './decisions.ts'
import type { TransferDesk } from './transfer-desk.ts'
import { closed } from './transfer-rules.ts'
import type { Transfer } from './transfer-types.ts'

/**
 * What a decision writes of its transfer. Nothing of it before both sides were
 * found to agree, or the time was over. One of a federation that was left is
 * passed over: nobody is there to be told.
 */
export function createDecisionLedger(deps: {
  readonly desk: TransferDesk
  /** The application's clock. */
  readonly clock: Clock
}): DecisionLedger {
  const { desk, clock } = deps
  const change = (id: TransferId, to: (transfer: Transfer) => Transfer): void => {
    const transfer = desk.get(id)
    if (transfer !== null && transfer.phase !== 'closed') desk.put(to(transfer))
  }
  return {
    confirming: (id) => change(id, (transfer) => ({ ...transfer, phase: 'confirming' })),
    agreed: (id, { here, there }) =>
      change(id, (transfer) => ({ ...transfer, phase: 'agreed', signedHere: here, signedThere: there })),
    notAgreed: (id) => change(id, (transfer) => closed(transfer, 'not-agreed', clock.nowMs())),
    enqueue(id, content) {
      const message =
        'consent' in content
          ? ({ kind: 'consent', consent: content.consent } as const)
          : ({ kind: 'closed' } as const)
      const transfer = desk.get(id)
      if (transfer !== null) desk.say(transfer, message)
    },
    flush: (id) => desk.publish(id),
  }
}
