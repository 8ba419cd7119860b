import type { ReactNode } from 'react'
import { useSay } from '../app/messages/words.tsx'
import { Action } from './Action.tsx'

interface FinishedProps {
  readonly onDone: () => void
  /** Whether the way on gets the focus that the form had. Default: yes. */
  readonly autoFocus?: boolean
  readonly children: ReactNode
}

/** What was done, in the place of what it was done with. */
export function Finished({ onDone, autoFocus = true, children }: FinishedProps) {
  const say = useSay()
  return (
    <div role="status" className="say">
      {children}
      <div className="actions">
        <Action kind="main" onPress={onDone} autoFocus={autoFocus}>
          {say('ui.done')}
        </Action>
      </div>
    </div>
  )
}
