import { useState } from 'react'
import { ALERT_NOTE_MAX_CHARS, type AlertView, ReviewVerdict } from '../../../shared/contract/alerts.ts'
import { useSay } from '../../app/messages/words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { useAction } from '../../ui/use-action.ts'

/** Judge an alert for one's own context, and sign. */
export function JudgeForm({ alert }: { readonly alert: AlertView }) {
  const say = useSay()
  const { alerts } = useStores()
  const [verdict, setVerdict] = useState<ReviewVerdict | null>(null)
  const [note, setNote] = useState('')
  const [missing, setMissing] = useState(false)
  const sign = useAction(async (chosen: ReviewVerdict) =>
    alerts.actions.review({ id: alert.id, verdict: chosen, note }),
  )

  function submit(): void {
    setMissing(verdict === null)
    if (verdict !== null) void sign.run(verdict)
  }
  return (
    <Form onSubmit={submit} label={say('judge.title')}>
      <Choice
        label={say('judge.question')}
        shape="cards"
        options={ReviewVerdict.options.map((value) => ({
          value,
          label: say(`judge.${value}`),
          detail: say(`judge.${value}Detail`),
        }))}
        value={verdict}
        onChange={setVerdict}
      />
      {missing && (
        <p className="field-error" role="alert">
          {say('judge.choose')}
        </p>
      )}
      <Field
        label={say('judge.note')}
        hint={say('judge.noteHint')}
        rows={3}
        value={note}
        onChange={setNote}
        maxLength={ALERT_NOTE_MAX_CHARS}
      />
      <p className="say">{say('judge.consequence')}</p>
      {sign.failure !== null && <Failure of={sign.failure} />}
      <div className="actions">
        <Action kind="main" type="submit" busy={sign.busy}>
          {say('judge.sign')}
        </Action>
      </div>
    </Form>
  )
}
