import { useState } from 'react'
import type { z } from 'zod'
import type { NodeStatus } from '../../../shared/contract/node.ts'
import { NodeName } from '../../../shared/contract/setup.ts'
import { useSay } from '../../app/messages/words.tsx'
import { PlaceFields } from '../../parts/PlaceFields.tsx'
import { emptyPlace, type PlaceProblems, placeToDraft, readPlace } from '../../parts/place-draft.ts'
import { useStores, useUi } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { useAction } from '../../ui/use-action.ts'
import { Section } from './Section.tsx'

/** What this Node shows of itself: its name and, if its people want, its place. */
export function NodeSection({ status }: { readonly status: z.output<typeof NodeStatus> }) {
  const say = useSay()
  const { node } = useStores()
  const language = useUi((state) => state.language)
  const [name, setName] = useState(status.name)
  const [place, setPlace] = useState(() => placeToDraft(status.place))
  const [problems, setProblems] = useState<PlaceProblems & { readonly name?: true }>({})
  const [saved, setSaved] = useState(false)
  const save = useAction(async (profile: Parameters<typeof node.actions.setProfile>[0]) => {
    await node.actions.setProfile(profile)
    setSaved(true)
  })
  function submit(): void {
    const read = readPlace(place, language)
    const wrong = { ...read.problems, ...(!NodeName.safeParse(name).success && { name: true as const }) }
    setProblems(wrong)
    if (Object.keys(wrong).length === 0) void save.run({ name, place: read.place })
  }
  return (
    <Section part="node" title={say('settings.node')} lede={say('settings.nodeDetail')}>
      <Form onSubmit={submit}>
        <Field
          label={say('firstRun.nodeName')}
          value={name}
          onChange={setName}
          error={problems.name === true ? say('firstRun.nameWrong') : null}
        />
        <PlaceFields draft={place} problems={problems} onChange={setPlace} />
        {save.failure !== null && <Failure of={save.failure} />}
        <div className="actions">
          <Action kind="main" type="submit" busy={save.busy}>
            {say('ui.save')}
          </Action>
          <Action onPress={() => setPlace(emptyPlace)}>{say('settings.noPlace')}</Action>
          <span role="status" className="meta">
            {saved && say('ui.saved')}
          </span>
        </div>
      </Form>
    </Section>
  )
}
