import { useState } from 'react'
import { ALERT_NOTE_MAX_CHARS, type AlertView } from '../../../shared/contract/alerts.ts'
import { useSay } from '../../app/messages/words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Field } from '../../ui/Field.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { Form } from '../../ui/Form.tsx'
import { useAction } from '../../ui/use-action.ts'

type Correction = 'amended' | 'withdrawn'

/** Amend or withdraw one's own alert; both stay with the original. */
export function CorrectAlert({ alert }: { readonly alert: AlertView }) {
  const say = useSay()
  if (alert.corrected?.kind === 'withdrawn') return null
  return (
    <Fold title={say('correct.title')} level={2}>
      <CorrectForm alert={alert} />
    </Fold>
  )
}

function CorrectForm({ alert }: { readonly alert: AlertView }) {
  const say = useSay()
  const { alerts } = useStores()
  const [kind, setKind] = useState<Correction>('amended')
  const [note, setNote] = useState('')
  const [missing, setMissing] = useState(false)
  const correct = useAction(() => alerts.actions.correct({ id: alert.id, kind, note }))

  function submit(): void {
    setMissing(note.trim() === '')
    if (note.trim() !== '') void correct.run()
  }
  return (
    <Form onSubmit={submit}>
      <Choice
        label={say('correct.kind')}
        shape="cards"
        options={[
          { value: 'amended', label: say('correct.amend'), detail: say('correct.amendDetail') },
          { value: 'withdrawn', label: say('correct.withdraw'), detail: say('correct.withdrawDetail') },
        ]}
        value={kind}
        onChange={setKind}
      />
      <Field
        label={say('correct.note')}
        rows={3}
        value={note}
        onChange={setNote}
        error={missing ? say('correct.noteMissing') : null}
        maxLength={ALERT_NOTE_MAX_CHARS}
      />
      <p className="say">{say('judge.consequence')}</p>
      {correct.failure !== null && <Failure of={correct.failure} />}
      <div className="actions">
        <Action kind="main" type="submit" busy={correct.busy}>
          {say(kind === 'amended' ? 'correct.amendDo' : 'correct.withdrawDo')}
        </Action>
      </div>
    </Form>
  )
}
