import { useState } from 'react'
import { REFUSAL_REASON_MAX_CHARS, type SeedView } from '../../../shared/contract/seeds.ts'
import { prose } from '../../../shared/kernel/text.ts'
import { isolate, useSay } from '../../app/messages/words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Dialogue } from '../../ui/Dialogue.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { useAction } from '../../ui/use-action.ts'

interface RefuseDialogProps {
  readonly seed: SeedView
  readonly open: boolean
  readonly onClose: () => void
  readonly onRefused: () => void
}

/** Refuse a seed, with the reason that will be found later. */
export function RefuseDialog({ seed, open, onClose, onRefused }: RefuseDialogProps) {
  const say = useSay()
  return (
    <Dialogue title={say('refuse.title', { title: isolate(seed.title) })} open={open} onClose={onClose}>
      <p className="lede">{say('refuse.consequence')}</p>
      <RefuseForm seed={seed} onClose={onClose} onRefused={onRefused} />
    </Dialogue>
  )
}

function RefuseForm({ seed, onClose, onRefused }: Omit<RefuseDialogProps, 'open'>) {
  const say = useSay()
  const { seeds, ui } = useStores()
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const refuse = useAction(async () => {
    await seeds.actions.refuse(seed.id, reason)
    ui.actions.announce(say('refuse.done', { title: isolate(seed.title) }))
    onRefused()
  })

  function submit(): void {
    const isGiven = prose(REFUSAL_REASON_MAX_CHARS).safeParse(reason).success
    setMissing(!isGiven)
    if (isGiven) void refuse.run()
  }
  return (
    <Form onSubmit={submit}>
      <Field
        label={say('refuse.reason')}
        hint={say('refuse.reasonHint')}
        rows={3}
        value={reason}
        onChange={setReason}
        error={missing ? say('refuse.reasonMissing') : null}
        maxLength={REFUSAL_REASON_MAX_CHARS}
        autoFocus
      />
      {refuse.failure !== null && <Failure of={refuse.failure} />}
      <div className="actions">
        <Action onPress={onClose}>{say('ui.cancel')}</Action>
        <Action kind="danger" type="submit" busy={refuse.busy}>
          {say('refuse.do')}
        </Action>
      </div>
    </Form>
  )
}
