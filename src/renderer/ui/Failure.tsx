import { useSay } from '../app/messages/words.tsx'
import type { FailureState } from '../stores/answer-store.ts'
import { Action } from './Action.tsx'

interface FailureProps {
  readonly of: FailureState
  readonly onRetry?: () => void
}

/** What went wrong and what to do, in words. */
export function Failure({ of, onRetry }: FailureProps) {
  const say = useSay()
  return (
    <div className="failure" role="alert">
      <p>{say(`failure.${of.code}`, failureValues(of))}</p>
      {onRetry !== undefined && <Action onPress={onRetry}>{say('ui.retry')}</Action>}
    </div>
  )
}

/** The details as arguments; a sentence always finds what it needs. */
export function failureValues(of: FailureState): Record<string, string | number> {
  const given = Object.entries(of.details).filter((pair): pair is [string, string | number] =>
    ['string', 'number'].includes(typeof pair[1]),
  )
  return { triesLeft: 0, retryAtMs: 0, ...Object.fromEntries(given) }
}
