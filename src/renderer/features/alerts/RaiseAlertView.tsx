import { useState } from 'react'
import { useLocation } from 'wouter'
import { useSay } from '../../app/messages/words.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Form } from '../../ui/Form.tsx'
import { useAction } from '../../ui/use-action.ts'
import { EvidencePicker } from './EvidencePicker.tsx'
import { RaiseFields } from './RaiseFields.tsx'
import { emptyRaise, type RaiseDraft, type RaiseProblems, readRaise } from './raise-draft.ts'
import './alerts.css'

/** Warn the others. Route: /alerts/new */
export function RaiseAlertView() {
  const say = useSay()
  const { alerts, ui } = useStores()
  const [, navigate] = useLocation()
  const { draft, ...kept } = useDraft<RaiseDraft>('alert', emptyRaise)
  const [problems, setProblems] = useState<RaiseProblems>({})
  const raise = useAction(async (input: Parameters<typeof alerts.actions.raise>[0]) => {
    const { id, heldBack } = await alerts.actions.raise(input)
    kept.forget()
    ui.actions.announce(say(heldBack ? 'raise.heldBack' : 'raise.done'))
    navigate(`/alerts/${id}`)
  })
  const change = (patch: Partial<RaiseDraft>): void => kept.change((before) => ({ ...before, ...patch }))

  function submit(): void {
    const read = readRaise(draft)
    setProblems(read.problems)
    if (read.input !== null) void raise.run(read.input)
  }
  return (
    <div className="raising">
      <p className="back">
        <a href="#/alerts">{say('alert.backToAll')}</a>
      </p>
      <h1>{say('raise.title')}</h1>
      <p className="lede">{say('raise.lede')}</p>
      <Form onSubmit={submit} label={say('raise.title')}>
        <RaiseFields draft={draft} problems={problems} change={change} />
        <EvidencePicker evidence={draft.evidence} onChange={(evidence) => change({ evidence })} />
        <p className="say">{say('raise.consequence')}</p>
        {raise.failure !== null && <Failure of={raise.failure} />}
        <div className="actions">
          <Action kind="main" type="submit" busy={raise.busy}>
            {say('raise.sign')}
          </Action>
        </div>
      </Form>
    </div>
  )
}
