import { useMemo } from 'react'
import type { TransferWait } from '../../../shared/contract/waiting.ts'
import { type MessageKey, useSay } from '../../app/messages/words.tsx'
import { Settles } from '../../parts/Settles.tsx'
import { waitingOf } from '../../parts/transfer-waiting.ts'
import { PhaseWord, TransferTitle } from '../../parts/transfer-words.tsx'
import { ViewHeading } from '../../parts/ViewHeading.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import type { TransferSummary } from '../../stores/transfers-store.ts'
import { Answered } from '../../ui/Answered.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Time } from '../../ui/Time.tsx'
import { Hints } from './Hints.tsx'
import './transfers.css'

/** Everything that goes, or may go, from one Node to another. Route: /transfers */
export function TransfersView() {
  const say = useSay()
  const { transfers } = useStores()
  return (
    <>
      <ViewHeading
        title={<Standing />}
        lede={say('transfers.lede')}
        begin={{ href: '#/transfers/new', label: say('transfers.offer') }}
      />
      <Answered of={transfers} step={say('transfers.loading')}>
        {(list) => (list.length === 0 ? <NoTransfers /> : <Parts transfers={list} />)}
      </Answered>
      <Hints />
    </>
  )
}

/** How many wait for somebody here, in a sentence. */
function Standing() {
  const say = useSay()
  const known = useData(useStores().transfers)
  if (known === null) return say('transfers.title')
  return say('transfers.standing', { count: waitingOf(known).length })
}

function NoTransfers() {
  const say = useSay()
  return (
    <Empty title={say('transfers.empty')}>
      <p className="meta">{say('transfers.emptyDetail')}</p>
    </Empty>
  )
}

function Parts({ transfers }: { readonly transfers: readonly TransferSummary[] }) {
  const waiting = useMemo(() => waitingOf(transfers), [transfers])
  const waits = new Map(waiting.map(({ transfer, wait }) => [transfer.id, wait]))
  const others = transfers.filter(({ id }) => !waits.has(id))
  return (
    <>
      <Part words="transfers.waiting" transfers={waiting.map(({ transfer }) => transfer)} waits={waits} />
      <Part words="transfers.open" transfers={others.filter(({ phase }) => phase !== 'closed')} />
      <Part words="transfers.closed" transfers={others.filter(({ phase }) => phase === 'closed')} />
    </>
  )
}

interface PartProps {
  readonly words: MessageKey
  readonly transfers: readonly TransferSummary[]
  readonly waits?: ReadonlyMap<TransferSummary['id'], TransferWait>
}

function Part({ words, transfers, waits }: PartProps) {
  const say = useSay()
  if (transfers.length === 0) return null
  return (
    <section aria-label={say(words)} className="transfer-part">
      <h2>{say(words)}</h2>
      <ul className="rows">
        {transfers.map((transfer) => (
          <li key={transfer.id}>
            <TransferRow transfer={transfer} wait={waits?.get(transfer.id)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface TransferRowProps {
  readonly transfer: TransferSummary
  readonly wait: TransferWait | undefined
}

function TransferRow({ transfer, wait }: TransferRowProps) {
  const say = useSay()
  return (
    <article className="row transfer-row">
      <h3 className="quote">
        <a href={`#/transfers/${transfer.id}`}>
          <TransferTitle transfer={transfer} />
        </a>
      </h3>
      <p className="meta transfer-stands">
        <span>
          <PhaseWord transfer={transfer} />
        </span>{' '}
        · <Time atMs={transfer.closedAtMs ?? transfer.offeredAtMs} />
      </p>
      {wait !== undefined && (
        <p className="transfer-waits">
          <b>{say(`transfer.wait.${wait}`)}</b> <Settles transfer={transfer} />
        </p>
      )}
    </article>
  )
}
