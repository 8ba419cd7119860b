import type { Earmark } from '../../../shared/contract/transfers.ts'
import { type MessageKey, Words } from '../../app/messages/words.tsx'
import { useOwnLevel } from '../../parts/AfterTransfer.tsx'
import { useData, useStores, useUi } from '../../stores/stores.tsx'
import type { TransferSummary } from '../../stores/transfers-store.ts'
import { Peer } from '../../ui/Peer.tsx'
import { Quantity } from '../../ui/Quantity.tsx'
import { freeFor, isOver, type PromiseDraft } from './free-quantity.ts'

/** What is free of what is being offered, a warning where it is more than that, and who will read the figure. */
export function Promised({ promise }: { readonly promise: PromiseDraft }) {
  return (
    <div className="promised" role="status">
      {promise.as === 'giver' && promise.resource !== '' && <Free promise={promise} />}
      {promise.peerName !== null && (
        <p className="hint">
          <Words id="offer.exact" values={{ peer: <Peer>{promise.peerName}</Peer> }} />
        </p>
      )}
    </div>
  )
}

function Free({ promise }: { readonly promise: PromiseDraft }) {
  const language = useUi((state) => state.language)
  const { earmarks, resources } = useStores()
  const isKnown = [useData(earmarks), useData(resources)].every((data) => data !== null)
  const earmark = useFree(promise)
  if (!isKnown) return null
  if (earmark === null) return <Line id="offer.nothingKept" />
  if (!isOver(promise, earmark, language)) return <Line id="offer.free" of={earmark} />
  return <Line id={earmark.earmarked > 0 ? 'offer.over' : 'offer.overNeed'} of={earmark} isGrave />
}

interface LineProps {
  readonly id: MessageKey
  readonly of?: Earmark
  readonly isGrave?: boolean
}

function Line({ id, of, isGrave = false }: LineProps) {
  const quantity = (value: number) => <Quantity value={value} unit={of?.unit ?? ''} />
  const values =
    of === undefined
      ? {}
      : { level: quantity(of.level), earmarked: quantity(of.earmarked), free: quantity(of.free) }
  return (
    <p className={isGrave ? 'banner' : 'hint'}>
      <Words id={id} values={values} />
    </p>
  )
}

/** What is promised and free here, were this one transfer not there. */
function useFree({ resource, unit, released }: Pick<PromiseDraft, 'resource' | 'unit' | 'released'>) {
  const own = useOwnLevel({ resource, unit })
  const earmarks = useData(useStores().earmarks) ?? []
  const earmark = earmarks.find((one) => one.resource === resource && one.unit === unit)
  return freeFor(released, earmark, own)
}

/** What is promised to others of that which this transfer would take; nothing where that is none. */
export function OthersPromised({ transfer }: { readonly transfer: TransferSummary }) {
  const { role, resource, unit, quantity } = transfer
  const earmarked = useFree({ resource, unit, released: quantity })?.earmarked ?? 0
  if (role === 'receiver' || earmarked === 0) return null
  return (
    <p className="meta">
      <Words id="after.others" values={{ quantity: <Quantity value={earmarked} unit={unit} /> }} />
    </p>
  )
}
