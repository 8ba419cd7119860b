import { useState } from 'react'
import { useIntl } from 'react-intl'
import { ACCURACIES, type ResourcePrivacy } from '../../../shared/contract/privacy.ts'
import type { OwnResource } from '../../../shared/contract/resources.ts'
import { isolate, type Say, useSay } from '../../app/messages/words.tsx'
import { STATE_SHAPES } from '../../parts/resource-words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Choice, type ChoiceOption } from '../../ui/Choice.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Form } from '../../ui/Form.tsx'
import { figure } from '../../ui/Quantity.tsx'
import { RangeBar } from '../../ui/RangeBar.tsx'
import { useAction } from '../../ui/use-action.ts'
import { exampleRange } from './privacy-meter.ts'

type Within = (typeof ACCURACIES)[number]

interface AccuracyFormProps {
  readonly own: OwnResource
  readonly privacy: ResourcePrivacy
}

/** How exact the shown range is. Chosen first and signed after: arrow keys walk through the choices. */
export function AccuracyForm({ own, privacy }: AccuracyFormProps) {
  const say = useSay()
  const stores = useStores()
  const [within, setWithin] = useState<Within>(privacy.within)
  const set = useAction(() => stores.privacy.actions.setAccuracy(own.resource, within))
  const options = useAccuracyOptions(own)
  return (
    <Form onSubmit={() => void set.run()}>
      <Choice
        label={say('privacy.accuracy')}
        shape="cards"
        options={options}
        value={String(within)}
        onChange={(chosen) => setWithin(ACCURACIES.find((one) => String(one) === chosen) ?? privacy.within)}
      />
      <p className="hint">{say('privacy.nineOfTen')}</p>
      {set.failure !== null && <Failure of={set.failure} />}
      {within !== privacy.within && (
        <>
          <p className="hint">{say('privacy.consequence')}</p>
          <div className="actions">
            <Action kind="main" type="submit" busy={set.busy}>
              {say('privacy.choose', { within })}
            </Action>
          </div>
        </>
      )}
    </Form>
  )
}

/** Each accuracy with what it means here, in a sentence and as a picture. */
function useAccuracyOptions(own: OwnResource): readonly ChoiceOption<string>[] {
  const say = useSay()
  const intl = useIntl()
  return ACCURACIES.map((within) => {
    const width = figure(intl, Math.min(own.capacity, 2 * within * own.capacity))
    const detail = detailOf(say, within, { width, unit: isolate(own.unit) })
    return {
      value: String(within),
      label: say('privacy.within', { within }),
      detail,
      picture: (
        <RangeBar
          {...exampleRange(own, within)}
          capacity={own.capacity}
          shape={STATE_SHAPES[own.state]}
          label={detail}
        />
      ),
    }
  })
}

const DETAILS = { 0.1: 'privacy.within10', 0.2: 'privacy.within20', 0.3: 'privacy.within30' } as const

const detailOf = (
  say: Say,
  within: Within,
  values: { readonly width: string; readonly unit: string },
): string => say(DETAILS[within], values)
