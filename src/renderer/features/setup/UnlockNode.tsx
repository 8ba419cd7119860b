import { useState } from 'react'
import { useSay } from '../../app/messages/words.tsx'
import { Door } from '../../parts/Door.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { useAction } from '../../ui/use-action.ts'

/** The Node is there but its keys are locked: ask for the passphrase. */
export function UnlockNode() {
  const say = useSay()
  const { setup } = useStores()
  const phase = useData(setup)?.phase
  const [passphrase, setPassphrase] = useState('')
  const unlock = useAction(async () => {
    await setup.actions.unlock(passphrase)
  })
  const isOpening = phase === 'opening' || unlock.busy
  return (
    <Door>
      <h1>{say('unlockNode.title')}</h1>
      <p className="lede">{say('unlockNode.lede')}</p>
      {isOpening ? (
        <Loading step={say('unlockNode.opening')} />
      ) : (
        <Form onSubmit={() => void unlock.run()}>
          <Field
            label={say('passphrase.label')}
            type="password"
            autoComplete="current-password"
            value={passphrase}
            onChange={setPassphrase}
            autoFocus
          />
          {unlock.failure !== null && <Failure of={unlock.failure} />}
          <div className="actions">
            <Action kind="main" type="submit">
              {say('unlockNode.open')}
            </Action>
          </div>
        </Form>
      )}
    </Door>
  )
}
