import type { Caller } from '../../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../../shared/bridge/contract.ts'
import type { transfers } from '../../../shared/contract/transfers.ts'
import type { ReceiptService } from './receipt-service.ts'
import type { TransferService } from './transfer-service.ts'
import type { TransferViews } from './transfer-views.ts'

export interface TransferHandlersDeps {
  readonly service: TransferService
  readonly receipts: ReceiptService
  readonly views: TransferViews
}

/** Answers the contract's `transfers`. */
export function transferHandlers(deps: TransferHandlersDeps): FeatureHandlers<typeof transfers, Caller> {
  const { service, receipts, views } = deps
  return {
    offer: (input, caller) => service.offer(input, caller),
    counter: (input, caller) => service.counter(input, caller),
    talk: ({ id, text }) => done(service.talk(id, text)),
    agreeTerms: ({ id, revision }) => done(service.agreeTerms(id, revision)),
    decide: ({ id, consent }, caller) => done(service.decide(id, consent, caller)),
    endNow: ({ id }, caller) => done(service.endNow(id, caller)),
    report: ({ id, delivered, note }) => done(receipts.report(id, delivered, note)),
    confirmReceipt: (input, caller) => receipts.confirm(input, caller),
    get: ({ id }) => views.get(id),
    list: (input) => ({ transfers: views.list(input) }),
    hints: () => ({ hints: views.hints() }),
    earmarks: () => ({ earmarks: views.earmarks() }),
  }
}

async function done(acting: Promise<void>): Promise<Record<string, never>> {
  await acting
  return {}
}
