import type { TransferWait } from '../../../shared/contract/waiting.ts'
import { type MessageKey, useSay } from '../../app/messages/words.tsx'
import { AfterTransfer } from '../../parts/AfterTransfer.tsx'
import { Settles } from '../../parts/Settles.tsx'
import type { WaitingTransfer } from '../../parts/transfer-waiting.ts'
import { TransferMark, TransferTitle } from '../../parts/transfer-words.tsx'

const DO: Readonly<Record<TransferWait, MessageKey>> = {
  decide: 'needs.decide',
  terms: 'needs.readTerms',
  receipt: 'needs.confirmReceipt',
}

/** A transfer that waits for an answer, a reading or a receipt. */
export function TransferNeed({ waiting: { transfer, wait } }: { readonly waiting: WaitingTransfer }) {
  const say = useSay()
  const href = `#/transfers/${transfer.id}`
  return (
    <article className="card">
      <div className="card-body">
        <p className="kind">
          <TransferMark />
          <span>{say(`transfer.wait.${wait}`)}</span>
          <Settles transfer={transfer} />
        </p>
        <h2 className="quote">
          <a href={href}>
            <TransferTitle transfer={transfer} />
          </a>
        </h2>
        {wait !== 'receipt' && <AfterTransfer transfer={transfer} />}
      </div>
      <div className="stack">
        <a className="action action-main" href={href}>
          {say(DO[wait])}
        </a>
      </div>
    </article>
  )
}
