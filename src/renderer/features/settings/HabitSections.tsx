import { useState } from 'react'
import type { z } from 'zod'
import type { Settings } from '../../../shared/contract/settings.ts'
import { LANGUAGES } from '../../../shared/kernel/language.ts'
import { LANGUAGE_NAMES } from '../../app/messages/language-names.ts'
import { useSay } from '../../app/messages/words.tsx'
import { useData, useStores, useUi } from '../../stores/stores.tsx'
import { THEMES } from '../../stores/ui-store.ts'
import { Action } from '../../ui/Action.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { Toggle } from '../../ui/Toggle.tsx'
import { useAction } from '../../ui/use-action.ts'
import { type HoursDraft, type HoursProblems, readHours, toHoursDraft } from './hours-draft.ts'
import { Section } from './Section.tsx'

interface SectionProps {
  readonly settings: z.output<typeof Settings>
}

/** Language and light. */
export function AppearanceSection({ settings }: SectionProps) {
  const say = useSay()
  const stores = useStores()
  const theme = useUi((state) => state.theme)
  const set = useAction(stores.settings.actions.set)
  return (
    <Section part="appearance" title={say('settings.appearance')}>
      <Choice
        label={say('settings.language')}
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        value={settings.language}
        onChange={(language) => void set.run({ language })}
      />
      <Choice
        label={say('settings.theme')}
        options={THEMES.map((value) => ({ value, label: say(`settings.theme.${value}`) }))}
        value={theme}
        onChange={stores.ui.actions.setTheme}
      />
      {set.failure !== null && <Failure of={set.failure} />}
    </Section>
  )
}

/** Being found on the local network, and helping others to be reached. */
export function NetworkSection({ settings }: SectionProps) {
  const say = useSay()
  const stores = useStores()
  const status = useData(stores.node)
  const set = useAction(stores.settings.actions.set)
  return (
    <Section part="network" title={say('settings.network')} lede={say('settings.lanDetail')}>
      <Toggle on={settings.lan} onChange={(lan) => void set.run({ lan })}>
        {say('settings.lan')}
      </Toggle>
      <Toggle on={settings.dht} onChange={(dht) => void set.run({ dht })}>
        {say('settings.dht')}
      </Toggle>
      <p className="hint">{say('settings.dhtDetail')}</p>
      {status !== null && <p>{say(`settings.outside.${status.outside}`)}</p>}
      <Toggle on={settings.helper} onChange={(helper) => void set.run({ helper })}>
        {say('settings.helper')}
      </Toggle>
      <p className="hint">{say('settings.helperDetail')}</p>
      {set.failure !== null && <Failure of={set.failure} />}
    </Section>
  )
}

/** When things lock, come back, or keep quiet. */
export function HoursSection({ settings }: SectionProps) {
  const say = useSay()
  const stores = useStores()
  const language = useUi((state) => state.language)
  const [draft, setDraft] = useState<HoursDraft>(() => toHoursDraft(settings))
  const [problems, setProblems] = useState<HoursProblems>({})
  const [saved, setSaved] = useState(false)
  const set = useAction(async (patch: Parameters<typeof stores.settings.actions.set>[0]) => {
    await stores.settings.actions.set(patch)
    setSaved(true)
  })
  const change = (patch: Partial<HoursDraft>): void => {
    setSaved(false)
    setDraft((before) => ({ ...before, ...patch }))
  }
  function submit(): void {
    const read = readHours(draft, language)
    setProblems(read.problems)
    if (read.patch !== null) void set.run(read.patch)
  }
  return (
    <Section part="hours" title={say('settings.hours')}>
      <Form onSubmit={submit}>
        <HoursFields draft={draft} problems={problems} change={change} />
        {set.failure !== null && <Failure of={set.failure} />}
        <div className="actions">
          <Action kind="main" type="submit" busy={set.busy}>
            {say('ui.save')}
          </Action>
          <span role="status" className="meta">
            {saved && say('ui.saved')}
          </span>
        </div>
      </Form>
    </Section>
  )
}

interface HoursFieldsProps {
  readonly draft: HoursDraft
  readonly problems: HoursProblems
  readonly change: (patch: Partial<HoursDraft>) => void
}

function HoursFields({ draft, problems, change }: HoursFieldsProps) {
  const say = useSay()
  const field = (name: Exclude<keyof HoursDraft, 'quiet'>) => (
    <Field
      label={say(`settings.${name}`)}
      value={draft[name]}
      onChange={(value) => change({ [name]: value })}
      error={problems[name] === undefined ? null : say(problems[name])}
      {...(name.startsWith('quiet') ? { type: 'time' as const } : { numeric: true })}
    />
  )
  return (
    <>
      <div className="field-row">
        {field('autoLockMinutes')}
        {field('acknowledgedReturnHours')}
        {field('sessionIdleMinutes')}
      </div>
      <Toggle on={draft.quiet} onChange={(quiet) => change({ quiet })}>
        {say('settings.quiet')}
      </Toggle>
      <p className="hint">{say('settings.quietDetail')}</p>
      {draft.quiet && (
        <div className="field-row">
          {field('quietFrom')}
          {field('quietUntil')}
        </div>
      )}
    </>
  )
}
