import { ProgressBar } from 'react-aria-components/ProgressBar'
import { useSay } from '../app/messages/words.tsx'
import { Duration } from './Duration.tsx'
import { useElapsed } from './use-now.ts'

/** When a wait is shown, and when it says what it is at. Chosen here: a flash disturbs, a silence worries. */
const SHOW_AFTER_MS = 900
const NAME_AFTER_MS = 5_000

/** A wait: nothing for a moment, then a quiet bar, then the step and its age. */
export function Loading({ step }: { readonly step: string }) {
  const say = useSay()
  const elapsedMs = useElapsed()
  if (elapsedMs < SHOW_AFTER_MS) return <div className="loading" aria-busy="true" />
  return (
    <div className="loading" aria-busy="true" role="status">
      <ProgressBar isIndeterminate aria-label={say('ui.loading')} className="progress">
        <div className="progress-track">
          <div className="progress-fill" />
        </div>
      </ProgressBar>
      {elapsedMs >= NAME_AFTER_MS && (
        <p className="meta">
          {step} <Duration ms={elapsedMs} />
        </p>
      )}
    </div>
  )
}
