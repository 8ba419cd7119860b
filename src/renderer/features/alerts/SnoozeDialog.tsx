import type { AlertView } from '../../../shared/contract/alerts.ts'
import { useSay } from '../../app/messages/words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Dialogue } from '../../ui/Dialogue.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { useAction } from '../../ui/use-action.ts'
import { useNow } from '../../ui/use-now.ts'
import { SNOOZES, type Snooze, snoozeUntilMs } from './snooze-times.ts'

interface SnoozeDialogProps {
  /** The alert to put off; null while nothing is asked. */
  readonly id: AlertView['id'] | null
  readonly onClose: () => void
}

/** Put an alert off: it comes back by itself. */
export function SnoozeDialog({ id, onClose }: SnoozeDialogProps) {
  const say = useSay()
  const { alerts } = useStores()
  const nowMs = useNow()
  const snooze = useAction(async (choice: Snooze) => {
    if (id !== null) await alerts.actions.snooze(id, snoozeUntilMs(choice, nowMs))
    onClose()
  })
  return (
    <Dialogue title={say('snooze.title')} open={id !== null} onClose={onClose}>
      <p className="lede">{say('snooze.lede')}</p>
      {snooze.failure !== null && <Failure of={snooze.failure} />}
      <div className="actions">
        {SNOOZES.map((choice, index) => (
          <Action
            key={choice}
            busy={snooze.busy}
            autoFocus={index === 0}
            onPress={() => void snooze.run(choice)}
          >
            {say(`snooze.${choice}`)}
          </Action>
        ))}
        <Action kind="quiet" onPress={onClose}>
          {say('ui.cancel')}
        </Action>
      </div>
    </Dialogue>
  )
}
