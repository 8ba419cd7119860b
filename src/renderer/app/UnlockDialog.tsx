import { useState } from 'react'
import type { MirrorView } from '../../shared/contract/mirrors.ts'
import { useData, useSelected, useStores } from '../stores/stores.tsx'
import { Action } from '../ui/Action.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Dialogue } from '../ui/Dialogue.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Field } from '../ui/Field.tsx'
import { Form } from '../ui/Form.tsx'
import { useAction } from '../ui/use-action.ts'
import { isolate, useSay } from './messages/words.tsx'

/** "Who are you?": opens by hand, or by itself when an act needs a Mirror. */
export function UnlockDialog() {
  const say = useSay()
  const { mirrors } = useStores()
  const { open, forAct } = useSelected(mirrors.asked, (asked) => asked)
  return (
    <Dialogue title={say('unlock.title')} open={open} onClose={mirrors.actions.cancelUnlock}>
      <p className="lede">{say(forAct ? 'unlock.forAct' : 'unlock.lede')}</p>
      <UnlockForm />
    </Dialogue>
  )
}

function UnlockForm() {
  const say = useSay()
  const { mirrors } = useStores()
  const able = (useData(mirrors) ?? []).filter((mirror) => !mirror.revoked)
  const [chosen, setChosen] = useState<MirrorView['mirrorId'] | null>(null)
  const [pin, setPin] = useState('')
  const [refusals, setRefusals] = useState(0)
  const mirror = able.find((one) => one.mirrorId === chosen) ?? able[0]
  const unlock = useAction(async () => {
    if (mirror) await mirrors.actions.unlock(mirror.mirrorId, pin)
  })
  function beginAgain(): void {
    setPin('')
    setRefusals((count) => count + 1)
  }
  return (
    <Form onSubmit={() => void unlock.run().then((done) => !done && beginAgain())}>
      {able.length > 1 && (
        <Choice
          label={say('unlock.who')}
          options={able.map((one) => ({ value: one.mirrorId, label: isolate(one.name) }))}
          value={mirror?.mirrorId ?? null}
          onChange={setChosen}
        />
      )}
      <Field
        key={refusals} // made anew, so that it takes the focus: the button that had it goes dull with the empty field
        label={say('unlock.pin', { mirror: isolate(mirror?.name ?? '') })}
        hint={mirror === undefined ? '' : say('unlock.tries', { count: mirror.triesLeft })}
        type="password"
        autoComplete="current-password"
        value={pin}
        onChange={setPin}
        autoFocus
      />
      {unlock.failure !== null && <Failure of={unlock.failure} />}
      <div className="actions">
        <Action onPress={mirrors.actions.cancelUnlock}>{say('ui.cancel')}</Action>
        <Action kind="main" type="submit" busy={unlock.busy} disabled={pin === ''}>
          {say('who.unlock')}
        </Action>
      </div>
    </Form>
  )
}
