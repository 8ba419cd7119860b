import type { TransferView } from '../../../shared/contract/transfers.ts'
import { TransferId } from '../../../shared/kernel/ids.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { Settles } from '../../parts/Settles.tsx'
import { Amount, PhaseWord, TransferMark } from '../../parts/transfer-words.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { Decision } from './Decision.tsx'
import { EndOpenly } from './EndOpenly.tsx'
import { Now } from './Now.tsx'
import { OnTheWay } from './OnTheWay.tsx'
import { Receipts } from './Receipts.tsx'
import { Signed } from './Signed.tsx'
import { Talk } from './Talk.tsx'
import { Terms } from './Terms.tsx'
import { TITLE_ID } from './title-focus.ts'
import './transfers.css'

/** One transfer, whole: what is promised by whom until when, what was said, and what there is to do now. Route: /transfers/:id */
export function TransferDetailView({ id }: { readonly id: string }) {
  const say = useSay()
  const known = TransferId.safeParse(id)
  return (
    <>
      <p className="back">
        <a href="#/transfers">{say('transfer.backToAll')}</a>
      </p>
      {known.success ? <Known id={known.data} /> : <h1>{say('failure.transfer-unknown')}</h1>}
    </>
  )
}

function Known({ id }: { readonly id: TransferId }) {
  const say = useSay()
  const { transfers } = useStores()
  return (
    <Answered of={transfers.one(id)} step={say('transfer.loading')} heading={say('transfer.word')}>
      {(transfer) => <Whole transfer={transfer} />}
    </Answered>
  )
}

function Whole({ transfer }: { readonly transfer: TransferView }) {
  return (
    <article className="detail transfer" data-deciding={transfer.can.decide || undefined}>
      <div className="transfer-head">
        <p className="kind">
          <TransferMark />
          <span>
            <PhaseWord transfer={transfer} />
          </span>
          <Settles transfer={transfer} />
        </p>
        <h1 id={TITLE_ID} tabIndex={-1}>
          <Title transfer={transfer} />
        </h1>
        <Now transfer={transfer} />
      </div>
      {transfer.can.decide && <Decision transfer={transfer} />}
      <div className="transfer-columns">
        <div>
          <OnTheWay transfer={transfer} />
          <Receipts transfer={transfer} />
          <Terms transfer={transfer} />
          <Signed transfer={transfer} />
        </div>
        <div>
          <Talk transfer={transfer} />
          {transfer.can.endNow && !transfer.can.decide && <EndOpenly transfer={transfer} />}
        </div>
      </div>
    </article>
  )
}

function Title({ transfer }: { readonly transfer: TransferView }) {
  const { node } = useStores()
  const here = <Peer>{useData(node)?.name ?? ''}</Peer>
  const there = <Peer>{transfer.peerName}</Peer>
  const [giver, receiver] = transfer.role === 'giver' ? [here, there] : [there, here]
  return <Words id="transfer.fromTo" values={{ amount: <Amount of={transfer} />, giver, receiver }} />
}
