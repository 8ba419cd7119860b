import type { IsolationView } from '../../shared/contract/trust.ts'
import { useSay } from '../app/messages/words.tsx'
import { useStores } from '../stores/stores.tsx'
import { Action } from '../ui/Action.tsx'
import { Failure } from '../ui/Failure.tsx'
import { useAction } from '../ui/use-action.ts'

/** End an isolation of ours before its time. */
export function ReleaseApart({ isolation: { nodeId } }: { readonly isolation: IsolationView }) {
  const say = useSay()
  const { trust } = useStores()
  const release = useAction(() => trust.actions.release(nodeId))
  return (
    <div className="actions">
      <Action busy={release.busy} onPress={() => void release.run()}>
        {say('trust.release')}
      </Action>
      {release.failure !== null && <Failure of={release.failure} />}
    </div>
  )
}
