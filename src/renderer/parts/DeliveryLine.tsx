import { useIntl } from 'react-intl'
import type { Delivery } from '../../shared/contract/delivery.ts'
import { OwnWords } from '../app/messages/OwnWords.tsx'
import { useSay } from '../app/messages/words.tsx'
import { spreadText } from './spread-text.ts'

/** How far something this Node said has come, in a sentence. */
export function DeliveryLine({ delivery }: { readonly delivery: Delivery }) {
  return (
    <OwnWords of="spread">
      <p className="meta">
        <DeliveryWords delivery={delivery} />
      </p>
    </OwnWords>
  )
}

function DeliveryWords({ delivery }: { readonly delivery: Delivery }) {
  const say = useSay()
  const { state, reason } = delivery
  if (state === 'seen') return <SeenWords delivery={delivery} />
  if (state === 'sent') return say('spread.sent')
  if (state === 'failed') return say(`spread.failed.${reason === 'epoch-closed' ? reason : 'unanswered'}`)
  return say(`spread.queued.${reason === 'held-back' ? reason : 'nobody-in-reach'}`)
}

/** It may have been there earlier than it was told, so the time is the longest that it can have taken. */
function SeenWords({ delivery: { seenBy, knownNodes, spreadMs } }: { readonly delivery: Delivery }) {
  const say = useSay()
  const intl = useIntl()
  const reach = { seenBy, knownNodes: Math.max(seenBy, knownNodes) }
  if (spreadMs === null) return say('spread.seen', reach)
  return say('spread.seenWithin', { ...reach, time: spreadText(intl, spreadMs, 'within') })
}
