import type { TransferView } from '../../../shared/contract/transfers.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { Quantity } from '../../ui/Quantity.tsx'
import { Time } from '../../ui/Time.tsx'
import { ReceiptForm } from './ReceiptForm.tsx'

/** What arrived, by both ends, and the way to sign for one's own. */
export function Receipts({ transfer }: { readonly transfer: TransferView }) {
  const say = useSay()
  const { own, peer } = transfer.receipts
  const canSign = transfer.can.confirmReceipt && own === null
  if (own === null && peer === null && !canSign) return null
  return (
    <section aria-labelledby="receipts">
      <h2 id="receipts">{say('receipt.title')}</h2>
      <dl className="facts">
        <div>
          <dt>{say('receipt.here')}</dt>
          <dd>
            <ReceiptLine receipt={own} unit={transfer.unit} />
          </dd>
        </div>
        <div>
          <dt>
            <Peer>{transfer.peerName}</Peer>
          </dt>
          <dd>
            <ReceiptLine receipt={peer} unit={transfer.unit} />
          </dd>
        </div>
      </dl>
      {canSign && <ReceiptForm transfer={transfer} />}
    </section>
  )
}

interface ReceiptLineProps {
  readonly receipt: TransferView['receipts']['own']
  readonly unit: string
}

function ReceiptLine({ receipt, unit }: ReceiptLineProps) {
  const say = useSay()
  if (receipt === null) return <span className="meta">{say('receipt.none')}</span>
  return (
    <>
      <Words
        id="receipt.line"
        values={{
          quantity: <Quantity value={receipt.quantity} unit={unit} />,
          condition: say(`receipt.${receipt.condition}`),
          mirror: <Peer>{receipt.mirrorName}</Peer>,
          when: <Time atMs={receipt.atMs} />,
        }}
      />
      {receipt.booked && <p className="meta">{say('receipt.booked')}</p>}
    </>
  )
}
