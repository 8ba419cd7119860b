import { Words } from '../app/messages/words.tsx'
import type { TransferSummary } from '../stores/transfers-store.ts'
import { Remaining } from '../ui/Remaining.tsx'

/** How long an open decision has left; nothing outside of one. */
export function Settles({ transfer: { phase, settleAtMs } }: { readonly transfer: TransferSummary }) {
  if (phase !== 'deciding' || settleAtMs === null) return null
  return (
    <span>
      <Words id="transfer.settles" values={{ remaining: <Remaining untilMs={settleAtMs} /> }} />
    </span>
  )
}
