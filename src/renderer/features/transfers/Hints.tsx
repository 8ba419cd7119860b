import type { TransferHint } from '../../../shared/contract/transfers.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { Thing } from '../../parts/transfer-words.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { Figure, Quantity } from '../../ui/Quantity.tsx'
import { Time } from '../../ui/Time.tsx'

/** Needs and plenties that fit, found here; it is said that nobody was told. */
export function Hints() {
  const say = useSay()
  const hints = useData(useStores().transferHints) ?? []
  if (hints.length === 0) return null
  return (
    <section aria-labelledby="hints" className="transfer-part">
      <h2 id="hints">{say('transfers.hints')}</h2>
      <p className="meta">{say('transfers.hintsDetail')}</p>
      <ul className="cards hints">
        {hints.map((hint) => (
          <li key={`${hint.peer} ${hint.resource} ${hint.role}`}>
            <HintCard hint={hint} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function HintCard({ hint }: { readonly hint: TransferHint }) {
  const say = useSay()
  const { peer, peerName, resource, role, theirs, unit } = hint
  const asked = new URLSearchParams({ to: peer, resource, as: role })
  const values = { peer: <Peer>{peerName}</Peer>, thing: <Thing resource={resource} /> }
  return (
    <article className="card">
      <div className="card-body">
        <h3>
          <Words id={role === 'giver' ? 'hint.give' : 'hint.take'} values={values} />
        </h3>
        <p className="meta">
          <Words
            id="hint.theirs"
            values={{
              low: <Figure value={theirs.low} />,
              high: <Figure value={theirs.high} />,
              unit: <Peer>{unit}</Peer>,
              when: <Time atMs={theirs.reportedAtMs} />,
            }}
          />{' '}
          <Suggested hint={hint} />
        </p>
      </div>
      <div className="stack">
        <a className="action action-plain" href={`#/transfers/new?${asked.toString()}`}>
          {say(role === 'giver' ? 'hint.offer' : 'hint.ask')}
        </a>
      </div>
    </article>
  )
}

function Suggested({ hint: { suggestedQuantity, unit, unitsDiffer } }: { readonly hint: TransferHint }) {
  const say = useSay()
  if (unitsDiffer) return say('hint.unitsDiffer')
  if (suggestedQuantity <= 0) return null
  return (
    <Words id="hint.suggested" values={{ quantity: <Quantity value={suggestedQuantity} unit={unit} /> }} />
  )
}
