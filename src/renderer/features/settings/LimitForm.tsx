import { useState } from 'react'
import type { LimitView } from '../../../shared/contract/limits.ts'
import { useSay } from '../../app/messages/words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { useAction } from '../../ui/use-action.ts'
import { perKey } from './limit-period.ts'

interface LimitFormProps {
  readonly limit: LimitView
  readonly onDone: () => void
}

/** How often something may be, set by a Mirror within its bounds. */
export function LimitForm({ limit, onDone }: LimitFormProps) {
  const say = useSay()
  const { actions } = useStores().limits
  const [text, setText] = useState(String(limit.count))
  const set = useAction((count: number) => actions.set(limit.name, count))
  const { defaultCount: usual, least, most } = limit
  const count = readCount(text)
  const isWithin = count !== null && count >= least && count <= most
  const bounds = say('limits.bounds', { least, most, usual })
  async function submit(): Promise<void> {
    if (isWithin && (await set.run(count))) onDone()
  }
  return (
    <Form onSubmit={() => void submit()} label={say(`limits.name.${limit.name}`)}>
      <Field
        label={say('limits.count', { per: say(perKey(limit.periodMs)) })}
        value={text}
        onChange={setText}
        numeric
        autoFocus
        {...(isWithin ? { hint: bounds } : { error: bounds })}
      />
      {set.failure !== null && <Failure of={set.failure} />}
      <div className="actions">
        <Action type="submit" kind="main" busy={set.busy} disabled={!isWithin}>
          {say('limits.save')}
        </Action>
        <Action onPress={onDone}>{say('limits.cancel')}</Action>
      </div>
    </Form>
  )
}

/** A whole number, also in the figures of an input method; null where it is none. */
function readCount(text: string): number | null {
  const plain = text.normalize('NFKC').trim()
  return /^\d{1,6}$/u.test(plain) ? Number(plain) : null
}
