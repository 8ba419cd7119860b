import type { ReactNode } from 'react'
import { useSay } from '../app/messages/words.tsx'
import type { FailureState } from '../stores/answer-store.ts'
import { Action } from './Action.tsx'
import { Dialogue } from './Dialogue.tsx'
import { Failure } from './Failure.tsx'

interface ConfirmDialogProps {
  readonly title: ReactNode
  /** What follows from it, in a sentence. */
  readonly consequence: ReactNode
  readonly confirmLabel: string
  readonly open: boolean
  readonly busy?: boolean
  readonly failure?: FailureState | null
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks once more, saying what follows. The way back has the focus. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const say = useSay()
  return (
    <Dialogue title={props.title} open={props.open} onClose={props.onClose} role="alertdialog">
      <p className="consequence">{props.consequence}</p>
      {props.failure != null && <Failure of={props.failure} />}
      <div className="actions">
        <Action onPress={props.onClose} autoFocus>
          {say('ui.cancel')}
        </Action>
        <Action kind="danger" busy={props.busy ?? false} onPress={props.onConfirm}>
          {props.confirmLabel}
        </Action>
      </div>
    </Dialogue>
  )
}
