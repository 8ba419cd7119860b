import { Button } from 'react-aria-components/Button'
import { useSay, Words } from '../app/messages/words.tsx'
import { Duration } from './Duration.tsx'
import { useElapsed } from './use-now.ts'
import { stageOf } from './waits.ts'

interface ActionWaitProps {
  readonly step: string | undefined
  readonly onLeave: (() => void) | undefined
}

/** The wait for what a button set off: what is being done, for how long, and after a minute that nobody need stay. */
export function ActionWait({ step, onLeave }: ActionWaitProps) {
  const say = useSay()
  const elapsedMs = useElapsed()
  const stage = stageOf(elapsedMs)
  if (stage === 'unseen' || stage === 'shown') return null
  return (
    <span className="action-wait">
      {step !== undefined && <span role="status">{step}</span>}
      <span aria-hidden="true">
        <Words id="ui.elapsed" values={{ time: <Duration ms={elapsedMs} /> }} />
      </span>
      <span role="status">{stage === 'long' && say('ui.longAct')}</span>
      {stage === 'long' && onLeave !== undefined && (
        <Button className="action action-quiet" onPress={onLeave}>
          {say('ui.stopWaiting')}
        </Button>
      )}
    </span>
  )
}
