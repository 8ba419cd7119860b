import { ProgressBar } from 'react-aria-components/ProgressBar'
import { useSay } from '../app/messages/words.tsx'
import { Action } from './Action.tsx'
import { Duration } from './Duration.tsx'
import { useElapsed } from './use-now.ts'
import { stageOf, type WayOut } from './waits.ts'
import './loading.css'

interface LoadingProps {
  readonly step: string
  /** Offered after a minute; without one, to load the page anew. */
  readonly wayOut?: WayOut
}

/** A wait: nothing for a moment, then a quiet bar, then the step and its age, then a way out. */
export function Loading({ step, wayOut }: LoadingProps) {
  const say = useSay()
  const elapsedMs = useElapsed()
  const stage = stageOf(elapsedMs)
  if (stage === 'unseen') return <div className="loading" aria-busy="true" />
  return (
    <>
      <div className="loading" aria-busy="true" role="status">
        <ProgressBar isIndeterminate aria-label={say('ui.loading')} className="progress">
          <div className="progress-track">
            <div className="progress-fill" />
          </div>
        </ProgressBar>
        {stage !== 'shown' && (
          <p className="meta">
            {step}{' '}
            <span aria-hidden="true">
              <Duration ms={elapsedMs} />
            </span>
          </p>
        )}
      </div>
      {stage === 'long' && <LongWait wayOut={wayOut ?? { label: say('ui.reload'), onPress: reload }} />}
    </>
  )
}

const reload = (): void => window.location.reload()

function LongWait({ wayOut }: { readonly wayOut: WayOut }) {
  const say = useSay()
  return (
    <div className="long-wait">
      <p className="meta" role="status">
        {say('ui.longWait')}
      </p>
      <div className="actions">
        <Action onPress={wayOut.onPress}>{wayOut.label}</Action>
      </div>
    </div>
  )
}
