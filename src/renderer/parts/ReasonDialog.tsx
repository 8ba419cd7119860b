import { type ReactNode, useState } from 'react'
import { TRUST_REASON_MAX_CHARS } from '../../shared/contract/trust-bounds.ts'
import { useSay } from '../app/messages/words.tsx'
import { Action } from '../ui/Action.tsx'
import { Dialogue } from '../ui/Dialogue.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Field } from '../ui/Field.tsx'
import { Form } from '../ui/Form.tsx'
import { useAction } from '../ui/use-action.ts'

interface ReasonDialogProps {
  readonly title: string
  /** What follows from it, in a sentence. */
  readonly consequence: string
  /** What is to be written. */
  readonly label: string
  readonly confirmLabel: string
  /** `danger`: something is cut off by it. */
  readonly kind: 'main' | 'danger'
  readonly open: boolean
  readonly onClose: () => void
  readonly perform: (reason: string) => Promise<void>
  /** What else there is to choose. */
  readonly children?: ReactNode
}

/** Asks for a reason, saying what follows. */
export function ReasonDialog({ title, consequence, open, ...form }: ReasonDialogProps) {
  return (
    <Dialogue title={title} open={open} onClose={form.onClose}>
      <p className="lede">{consequence}</p>
      <ReasonForm {...form} />
    </Dialogue>
  )
}

type ReasonFormProps = Omit<ReasonDialogProps, 'title' | 'consequence' | 'open'>

function ReasonForm({ label, confirmLabel, kind, onClose, perform, children }: ReasonFormProps) {
  const say = useSay()
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const act = useAction(async () => {
    await perform(reason)
    onClose()
  })

  function submit(): void {
    const isGiven = reason.trim() !== ''
    setMissing(!isGiven)
    if (isGiven) void act.run()
  }
  return (
    <Form onSubmit={submit}>
      <Field
        label={label}
        rows={3}
        value={reason}
        onChange={setReason}
        error={missing ? say('trust.reasonMissing') : null}
        maxLength={TRUST_REASON_MAX_CHARS}
        autoFocus
      />
      {children}
      {act.failure !== null && <Failure of={act.failure} />}
      <div className="actions">
        <Action onPress={onClose}>{say('ui.cancel')}</Action>
        <Action kind={kind} type="submit" busy={act.busy}>
          {confirmLabel}
        </Action>
      </div>
    </Form>
  )
}
