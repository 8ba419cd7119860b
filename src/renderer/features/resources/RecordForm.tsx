import { useState } from 'react'
import type { OwnResource } from '../../../shared/contract/resources.ts'
import { type MessageKey, useSay, Words } from '../../app/messages/words.tsx'
import { PRESETS, StateWord } from '../../parts/resource-words.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { useStores, useUi } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Field } from '../../ui/Field.tsx'
import { Finished } from '../../ui/Finished.tsx'
import { Form } from '../../ui/Form.tsx'
import { Time } from '../../ui/Time.tsx'
import { useAction } from '../../ui/use-action.ts'
import { draftFor, type RecordDraft, type RecordProblems, readRecording } from './record-draft.ts'

interface RecordFormProps {
  /** What the reading is kept under while it is written. */
  readonly keptAs: string
  readonly own: readonly OwnResource[]
  readonly start: RecordDraft
  readonly onDone: () => void
}

/** Take a reading: what there is, how much fits, and where plenty and need begin. */
export function RecordForm({ keptAs, own, start, onDone }: RecordFormProps) {
  const say = useSay()
  const { resources } = useStores()
  const language = useUi((state) => state.language)
  const { draft, ...kept } = useDraft<RecordDraft>(keptAs, start)
  const [problems, setProblems] = useState<RecordProblems>({})
  const [taken, setTaken] = useState<Awaited<ReturnType<typeof resources.actions.record>> | null>(null)
  const record = useAction(async (recording: Parameters<typeof resources.actions.record>[0]) => {
    const set = await resources.actions.record(recording)
    kept.forget()
    setTaken(set)
  })
  const change = (patch: Partial<RecordDraft>): void => kept.change((before) => ({ ...before, ...patch }))

  function submit(): void {
    const read = readRecording(draft, language)
    setProblems(read.problems)
    if (read.recording !== null) void record.run(read.recording)
  }
  function cancel(): void {
    kept.forget()
    onDone()
  }
  if (taken !== null) return <Taken taken={taken} onDone={onDone} />
  return (
    <Form onSubmit={submit} label={say('record.title')}>
      <Choice
        label={say('record.kind')}
        options={[...PRESETS, 'other' as const].map((value) => ({ value, label: say(`resource.${value}`) }))}
        value={draft.kind}
        onChange={(kind) => kept.change(() => draftFor(kind, own))}
      />
      <RecordFields draft={draft} problems={problems} change={change} />
      <p className="hint">{say('record.privacy')}</p>
      {record.failure !== null && <Failure of={record.failure} />}
      <div className="actions">
        <Action onPress={cancel}>{say('ui.cancel')}</Action>
        <Action kind="main" type="submit" busy={record.busy}>
          {say('record.save')}
        </Action>
      </div>
    </Form>
  )
}

interface RecordFieldsProps {
  readonly draft: RecordDraft
  readonly problems: RecordProblems
  readonly change: (patch: Partial<RecordDraft>) => void
}

function RecordFields({ draft, problems, change }: RecordFieldsProps) {
  const say = useSay()
  const field = (name: Exclude<keyof RecordDraft, 'kind'>, hint?: MessageKey) => (
    <Field
      label={say(`record.${name}`)}
      value={draft[name]}
      onChange={(value) => change({ [name]: value })}
      error={problems[name] === undefined ? null : say(problems[name])}
      numeric={name !== 'name' && name !== 'unit'}
      {...(hint === undefined ? {} : { hint: say(hint) })}
    />
  )
  return (
    <>
      <div className="field-row">
        {draft.kind === 'other' && field('name')}
        {field('level')}
        {field('unit')}
      </div>
      <div className="field-row">
        {field('capacity', 'record.capacityHint')}
        {field('surplusAbove', 'record.surplusHint')}
        {field('deficitBelow', 'record.deficitHint')}
      </div>
    </>
  )
}

interface TakenProps {
  readonly taken: {
    readonly state: OwnResource['state']
    readonly published: boolean
    readonly nextReportAtMs: number
  }
  readonly onDone: () => void
}

/** What the reading set off. */
function Taken({ taken, onDone }: TakenProps) {
  const say = useSay()
  return (
    <Finished onDone={onDone}>
      <p>
        {say('record.taken')} <StateWord state={taken.state} />
      </p>
      <p className="meta">
        {taken.published ? (
          say('record.published')
        ) : (
          <Words id="record.nextReport" values={{ when: <Time atMs={taken.nextReportAtMs} /> }} />
        )}
      </p>
    </Finished>
  )
}
