import type { NodeId } from '../../../shared/kernel/ids.ts'
import { useSay } from '../../app/messages/words.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { useAction } from '../../ui/use-action.ts'
import { What } from './CallSentence.tsx'

/** What a neighbour has asked or reported that nobody here has seen yet. */
export function AskedHere({ nodeId }: { readonly nodeId: NodeId }) {
  const say = useSay()
  const { calls } = useStores()
  const seen = useAction(() => calls.actions.markSeen(nodeId))
  const unseen = useData(calls)?.filter((call) => call.nodeId === nodeId && call.unseen) ?? []
  if (unseen.length === 0) return null
  return (
    <div className="asked-here say">
      <ul>
        {unseen.map((call) => (
          <li key={call.id}>
            <What call={call} />
          </li>
        ))}
      </ul>
      <Action kind="quiet" busy={seen.busy} onPress={() => void seen.run()}>
        {say('calls.seen')}
      </Action>
      {seen.failure !== null && <Failure of={seen.failure} />}
    </div>
  )
}
