import type { ReactNode } from 'react'
import { useSay, Words } from '../app/messages/words.tsx'
import type { TransferSummary } from '../stores/transfers-store.ts'
import { Peer } from '../ui/Peer.tsx'
import { Quantity } from '../ui/Quantity.tsx'
import { isPreset } from './resource-words.tsx'

/** A resource as it stands within a sentence. */
export function Thing({ resource }: { readonly resource: string }) {
  const kind = isPreset(resource) ? resource : 'other'
  return <Words id="transfer.thing" values={{ kind, name: <Peer>{resource}</Peer> }} />
}

interface AmountProps {
  readonly of: Pick<TransferSummary, 'quantity' | 'unit' | 'resource'>
}

/** "500 L of water". */
export function Amount({ of: { quantity, unit, resource } }: AmountProps) {
  const values = { quantity: <Quantity value={quantity} unit={unit} />, thing: <Thing resource={resource} /> }
  return <Words id="transfer.amount" values={values} />
}

/** What goes to whom, or comes from whom. */
export function TransferTitle({ transfer }: { readonly transfer: TransferSummary }) {
  const values = { amount: <Amount of={transfer} />, peer: <Peer>{transfer.peerName}</Peer> }
  return <Words id={transfer.role === 'giver' ? 'transfer.to' : 'transfer.from'} values={values} />
}

/** How far a transfer has come; once closed, how it ended. */
export function PhaseWord({ transfer: { phase, outcome } }: { readonly transfer: TransferSummary }) {
  const say = useSay()
  return <>{say(outcome === null ? `transfer.phase.${phase}` : `transfer.outcome.${outcome}`)}</>
}

/** That this is a transfer, by shape and word. */
export function TransferMark({ children }: { readonly children?: ReactNode }) {
  const say = useSay()
  return (
    <span className="kind-mark kind-transfer">
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d="M6 0l6 6-6 6-6-6z" />
      </svg>
      {say('transfer.word')}
      {children}
    </span>
  )
}
