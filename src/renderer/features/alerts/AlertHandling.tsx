import { useState } from 'react'
import { ALERT_NOTE_MAX_CHARS, type AlertView } from '../../../shared/contract/alerts.ts'
import { useSay } from '../../app/messages/words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Dialogue } from '../../ui/Dialogue.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { useAction } from '../../ui/use-action.ts'
import { SnoozeDialog } from './SnoozeDialog.tsx'

/** Three different things: I have seen it, not now, it is done with. */
export function AlertHandling({ alert }: { readonly alert: AlertView }) {
  const say = useSay()
  const { alerts } = useStores()
  const [open, setOpen] = useState<'snooze' | 'resolve' | null>(null)
  const acknowledge = useAction(() => alerts.actions.acknowledge(alert.id))
  const reopen = useAction(() => alerts.actions.reopen(alert.id))
  const failure = acknowledge.failure ?? reopen.failure
  return (
    <>
      <div className="actions">
        {alert.state === 'new' && (
          <Action busy={acknowledge.busy} onPress={() => void acknowledge.run()}>
            {say('alert.acknowledge')}
          </Action>
        )}
        {alert.state !== 'resolved' && (
          <>
            <Action onPress={() => setOpen('snooze')}>{say('alert.snooze')}</Action>
            <Action onPress={() => setOpen('resolve')}>{say('alert.resolve')}</Action>
          </>
        )}
        {alert.state !== 'new' && (
          <Action busy={reopen.busy} onPress={() => void reopen.run()}>
            {say('alert.reopen')}
          </Action>
        )}
      </div>
      {failure !== null && <Failure of={failure} />}
      <SnoozeDialog id={open === 'snooze' ? alert.id : null} onClose={() => setOpen(null)} />
      <Dialogue title={say('resolve.title')} open={open === 'resolve'} onClose={() => setOpen(null)}>
        <ResolveForm alert={alert} onDone={() => setOpen(null)} />
      </Dialogue>
    </>
  )
}

function ResolveForm({ alert, onDone }: { readonly alert: AlertView; readonly onDone: () => void }) {
  const say = useSay()
  const { alerts } = useStores()
  const [note, setNote] = useState('')
  const resolve = useAction(async () => {
    await alerts.actions.resolve(alert.id, note)
    onDone()
  })
  return (
    <Form onSubmit={() => void resolve.run()}>
      <Field
        label={say('resolve.note')}
        hint={say('resolve.noteHint')}
        rows={3}
        value={note}
        onChange={setNote}
        maxLength={ALERT_NOTE_MAX_CHARS}
        autoFocus
      />
      {resolve.failure !== null && <Failure of={resolve.failure} />}
      <div className="actions">
        <Action onPress={onDone}>{say('ui.cancel')}</Action>
        <Action kind="main" type="submit" busy={resolve.busy}>
          {say('alert.resolve')}
        </Action>
      </div>
    </Form>
  )
}
