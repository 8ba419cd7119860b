import { useIntl } from 'react-intl'
import type { AlertView } from '../../../shared/contract/alerts.ts'
import { OwnWords } from '../../app/messages/OwnWords.tsx'
import { useSay, Words } from '../../app/messages/words.tsx'
import { DeliveryLine } from '../../parts/DeliveryLine.tsx'
import { spreadText } from '../../parts/spread-text.ts'
import { Time } from '../../ui/Time.tsx'

/** Below this the clocks of two Nodes tell nothing. */
const NO_TIME_MS = 1_000

/** How far one's own has come; of another's, the way by which it came. */
export function AlertWay({ alert }: { readonly alert: AlertView }) {
  if (alert.delivery !== null) return <DeliveryLine delivery={alert.delivery} />
  return (
    <OwnWords of="spread">
      <p className="meta">
        <Way alert={alert} />
      </p>
    </OwnWords>
  )
}

function Way({ alert }: { readonly alert: AlertView }) {
  const say = useSay()
  return (
    <>
      <Words id="spread.received" values={{ when: <Time atMs={alert.receivedAtMs} /> }} /> ·{' '}
      <Took ms={alert.receivedAtMs - alert.raisedAtMs} /> · {say('reports.hopCount', { count: alert.hops })} ·{' '}
      {say('spread.atNeighbours', { count: alert.seenBy })}
    </>
  )
}

/** By the clocks of two Nodes: about, and below zero where theirs is ahead. */
function Took({ ms }: { readonly ms: number }) {
  const say = useSay()
  const intl = useIntl()
  if (ms < NO_TIME_MS) return say('spread.tookNoTime')
  return say('spread.took', { time: spreadText(intl, ms, 'about') })
}
