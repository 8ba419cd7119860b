import type { Delivery } from '../../shared/contract/delivery.ts'
import { OwnWords } from '../app/messages/OwnWords.tsx'
import { useSay } from '../app/messages/words.tsx'

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

function DeliveryWords({ delivery: { state, reason, seenBy, knownNodes } }: { readonly delivery: Delivery }) {
  const say = useSay()
  if (state === 'seen') return say('spread.seen', { seenBy, knownNodes: Math.max(seenBy, knownNodes) })
  if (state === 'sent') return say('spread.sent')
  if (state === 'failed') return say(`spread.failed.${reason === 'epoch-closed' ? reason : 'unanswered'}`)
  return say(`spread.queued.${reason === 'held-back' ? reason : 'nobody-in-reach'}`)
}
