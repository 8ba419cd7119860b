import { type ComponentType, lazy, Suspense, useState } from 'react'
import { useSay } from '../app/messages/words.tsx'
import type { FailureState } from '../stores/answer-store.ts'
import { Action } from './Action.tsx'
import './failure.css'

/** Where even this cannot be had, what is said of the failure stays. */
const WhatHappened = lazy(async (): Promise<{ default: ComponentType<Pick<FailureState, 'code'>> }> => {
  const loaded = await import('./WhatHappened.tsx').catch(() => null)
  return { default: loaded?.WhatHappened ?? (() => null) }
})

interface FailureProps {
  readonly of: FailureState
  readonly onRetry?: () => void
}

/** What went wrong and what to do, in words; where a whole view failed, also a text for whoever helps. */
export function Failure({ of, onRetry }: FailureProps) {
  const say = useSay()
  const [telling, setTelling] = useState(false)
  return (
    <>
      <div className="failure" role="alert">
        <p>{say(`failure.${of.code}`, failureValues(of))}</p>
        {onRetry !== undefined && (
          <div className="actions">
            <Action onPress={onRetry}>{say('ui.retry')}</Action>
            {!telling && (
              <Action kind="quiet" onPress={() => setTelling(true)}>
                {say('ui.tell')}
              </Action>
            )}
          </div>
        )}
      </div>
      {telling && (
        <Suspense fallback={null}>
          <WhatHappened code={of.code} />
        </Suspense>
      )}
    </>
  )
}

/** The details as arguments; a sentence always finds what it needs. */
export function failureValues(of: FailureState): Record<string, string | number> {
  const given = Object.entries(of.details).filter((pair): pair is [string, string | number] =>
    ['string', 'number'].includes(typeof pair[1]),
  )
  return { triesLeft: 0, retryAtMs: 0, ...Object.fromEntries(given) }
}
