import { useState } from 'react'
import type { MirrorView } from '../../../shared/contract/mirrors.ts'
import { MirrorName } from '../../../shared/contract/setup.ts'
import { useSay } from '../../app/messages/words.tsx'
import { emptySecret, PinPairFields, pinProblems, type SecretProblems } from '../../parts/PinPair.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { useAction } from '../../ui/use-action.ts'

/** Another person who may speak for the Node. */
export function AddMirrorForm({ onDone }: { readonly onDone: () => void }) {
  const say = useSay()
  const { mirrors } = useStores()
  const [name, setName] = useState('')
  const [pin, setPin] = useState(emptySecret)
  const [problems, setProblems] = useState<SecretProblems & { readonly name?: true }>({})
  const add = useAction(async () => {
    await mirrors.actions.add({ name, pin: pin.first })
    onDone()
  })
  function submit(): void {
    const wrong = { ...pinProblems(pin), ...(!MirrorName.safeParse(name).success && { name: true as const }) }
    setProblems(wrong)
    if (Object.keys(wrong).length === 0) void add.run()
  }
  return (
    <Form onSubmit={submit}>
      <p className="meta">{say('mirrors.addDetail')}</p>
      <Field
        label={say('firstRun.mirrorName')}
        value={name}
        onChange={setName}
        error={problems.name === true ? say('firstRun.nameWrong') : null}
        autoFocus
      />
      <PinPairFields pair={pin} problems={problems} onChange={setPin} />
      {add.failure !== null && <Failure of={add.failure} />}
      <div className="actions">
        <Action onPress={onDone}>{say('ui.cancel')}</Action>
        <Action kind="main" type="submit" busy={add.busy}>
          {say('mirrors.add')}
        </Action>
      </div>
    </Form>
  )
}

interface ChangePinFormProps {
  readonly mirrorId: MirrorView['mirrorId']
  readonly onDone: () => void
}

/** A new PIN for one who knows the old. */
export function ChangePinForm({ mirrorId, onDone }: ChangePinFormProps) {
  const say = useSay()
  const { mirrors } = useStores()
  const [old, setOld] = useState('')
  const [pin, setPin] = useState(emptySecret)
  const [problems, setProblems] = useState<SecretProblems>({})
  const change = useAction(async () => {
    await mirrors.actions.changePin({ mirrorId, pin: old.normalize('NFKC'), newPin: pin.first })
    onDone()
  })
  function submit(): void {
    const wrong = pinProblems(pin)
    setProblems(wrong)
    if (Object.keys(wrong).length === 0) void change.run()
  }
  return (
    <Form onSubmit={submit}>
      <Field
        label={say('pin.old')}
        type="password"
        autoComplete="current-password"
        value={old}
        onChange={setOld}
        autoFocus
      />
      <PinPairFields pair={pin} problems={problems} onChange={setPin} />
      {change.failure !== null && <Failure of={change.failure} />}
      <div className="actions">
        <Action onPress={onDone}>{say('ui.cancel')}</Action>
        <Action kind="main" type="submit" busy={change.busy}>
          {say('mirrors.changePin')}
        </Action>
      </div>
    </Form>
  )
}
