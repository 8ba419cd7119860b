import { useState } from 'react'
import { AcceptInvite } from '../features/neighbours/AcceptInvite.tsx'
import { Door } from '../parts/Door.tsx'
import { useData, useStores } from '../stores/stores.tsx'
import { Action } from '../ui/Action.tsx'
import { Peer } from '../ui/Peer.tsx'
import { useSay, Words } from './messages/words.tsx'

/** The Node exists: come to somebody, or go on alone. */
export function Welcome({ onDone }: { readonly onDone: () => void }) {
  const say = useSay()
  const { node } = useStores()
  const name = useData(node)?.name ?? ''
  const [joined, setJoined] = useState(false)
  return (
    <Door>
      <h1>
        <Words id="welcome.title" values={{ name: <Peer>{name}</Peer> }} />
      </h1>
      <p className="lede">{say('welcome.lede')}</p>
      <AcceptInvite onJoined={() => setJoined(true)} />
      <hr />
      {!joined && <p className="meta">{say('welcome.aloneDetail')}</p>}
      <div className="actions">
        <Action kind={joined ? 'main' : 'plain'} onPress={onDone}>
          {say(joined ? 'welcome.goOn' : 'welcome.alone')}
        </Action>
      </div>
    </Door>
  )
}
