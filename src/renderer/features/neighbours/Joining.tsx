import { useSay, Words } from '../../app/messages/words.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Duration } from '../../ui/Duration.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import { useFocusHere } from '../../ui/use-focus-here.ts'
import { useElapsed } from '../../ui/use-now.ts'
import { stageOf } from '../../ui/waits.ts'
import type { Inspected } from './AcceptInvite.tsx'

interface JoiningProps {
  readonly inspected: Inspected
  readonly onStopWaiting: () => void
}

/** Joining, step by step, with its age; after a minute one may stop watching. */
export function Joining({ inspected, onStopWaiting }: JoiningProps) {
  const say = useSay()
  const { neighbours } = useStores()
  const elapsedMs = useElapsed()
  const here = useFocusHere<HTMLDivElement>()
  const inviter = useData(neighbours)?.find((one) => one.nodeId === inspected.inviterId)
  const isReached = inviter?.connected === true
  const name = <Peer>{inspected.inviterName}</Peer>
  return (
    <div className="say" role="status" ref={here} tabIndex={-1}>
      <ol className="steps">
        <li data-done>
          <StateMark shape="full" /> {say('join.read')}
        </li>
        <li data-done={isReached || undefined}>
          <StateMark shape={isReached ? 'full' : 'broken'} />{' '}
          <span>
            <Words id={isReached ? 'join.reached' : 'join.calling'} values={{ name }} />
          </span>
        </li>
        <li>
          <StateMark shape={isReached ? 'broken' : 'ring'} /> {say('join.agreeing')}
        </li>
      </ol>
      <p className="meta" aria-hidden="true">
        <Words id="ui.elapsed" values={{ time: <Duration ms={elapsedMs} /> }} />
      </p>
      {stageOf(elapsedMs) === 'long' && (
        <>
          <p>{say('join.slow')}</p>
          <div className="actions">
            <Action onPress={onStopWaiting}>{say('ui.stopWaiting')}</Action>
          </div>
        </>
      )}
    </div>
  )
}
