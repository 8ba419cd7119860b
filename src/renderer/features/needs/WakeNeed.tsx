import type { CallView } from '../../../shared/contract/neighbour-calls.ts'
import { OwnWords } from '../../app/messages/OwnWords.tsx'
import { useSay, Words } from '../../app/messages/words.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { Time } from '../../ui/Time.tsx'
import { useAction } from '../../ui/use-action.ts'

/** A neighbour asks whether anybody is there: the Node has answered for itself, and whether a person does is up to them. */
export function WakeNeed({ call }: { readonly call: CallView }) {
  return (
    <OwnWords of="calls">
      <Asks call={call} />
    </OwnWords>
  )
}

function Asks({ call: { atMs, nodeId } }: { readonly call: CallView }) {
  const say = useSay()
  const { calls, neighbours } = useStores()
  const name = useData(neighbours)?.find((one) => one.nodeId === nodeId)?.name ?? ''
  const letGo = useAction(() => calls.actions.markSeen(nodeId, 'wake-up'))
  const href = `#/neighbours/${nodeId}/talk`
  return (
    <article className="card">
      <div className="card-body">
        <p className="kind">
          <Time atMs={atMs} />
        </p>
        <h2>
          <a href={href}>
            <Words id="calls.needTitle" values={{ name: <Peer>{name}</Peer> }} />
          </a>
        </h2>
        <p className="meta">{say('calls.needDetail')}</p>
        {letGo.failure !== null && <Failure of={letGo.failure} />}
      </div>
      <div className="stack">
        <a className="action action-main" href={href}>
          {say('calls.needAnswer')}
        </a>
        <Action busy={letGo.busy} onPress={() => void letGo.run()}>
          {say('calls.needLetGo')}
        </Action>
      </div>
    </article>
  )
}
