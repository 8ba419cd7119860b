import type { ReactNode } from 'react'
import { useSay } from '../app/messages/words.tsx'
import { Action } from './Action.tsx'

interface FinishedProps {
  readonly onDone: () => void
  readonly children: ReactNode
}

/** What was done, in the place of what it was done with. */
export function Finished({ onDone, children }: FinishedProps) {
  const say = useSay()
  return (
    <div role="status" className="say">
      {children}
      <div className="actions">
        <Action kind="main" onPress={onDone} autoFocus>
          {say('ui.done')}
        </Action>
      </div>
    </div>
  )
}
