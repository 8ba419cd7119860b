import { PASSPHRASE_MIN_CHARS } from '../../../shared/contract/setup.ts'
import { LANGUAGES } from '../../../shared/kernel/language.ts'
import { LANGUAGE_NAMES } from '../../app/messages/language-names.ts'
import { type MessageKey, useSay } from '../../app/messages/words.tsx'
import { PinPairFields, SecretPairFields } from '../../parts/PinPair.tsx'
import { PlaceFields } from '../../parts/PlaceFields.tsx'
import { useStores, useUi } from '../../stores/stores.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Field } from '../../ui/Field.tsx'
import type { FirstRunDraft, Problems, StepName } from './first-run-draft.ts'

export interface StepProps {
  readonly draft: FirstRunDraft
  readonly problems: Problems
  readonly change: (patch: Partial<FirstRunDraft>) => void
}

/** The fields of one step. */
export function StepFields({ step, ...props }: StepProps & { readonly step: StepName }) {
  const Fields = STEPS[step]
  return <Fields {...props} />
}

const STEPS: Readonly<Record<StepName, (props: StepProps) => React.ReactNode>> = {
  language: LanguageStep,
  origin: OriginStep,
  words: WordsStep,
  node: NodeStep,
  place: PlaceStep,
  mirror: MirrorStep,
  passphrase: PassphraseStep,
}

function useProblem(problems: Problems): (field: string) => string | null {
  const say = useSay()
  return (field) => {
    const key: MessageKey | undefined = problems[field]
    return key === undefined ? null : say(key)
  }
}

function LanguageStep() {
  const say = useSay()
  const language = useUi((state) => state.language)
  const { ui } = useStores()
  return (
    <Choice
      label={say('firstRun.language.title')}
      labelHidden
      shape="cards"
      options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
      value={language}
      onChange={ui.actions.chooseLanguage}
    />
  )
}

function OriginStep({ draft, change }: StepProps) {
  const say = useSay()
  return (
    <Choice
      label={say('firstRun.origin.title')}
      labelHidden
      shape="cards"
      options={[
        { value: 'new', label: say('firstRun.new'), detail: say('firstRun.newDetail') },
        { value: 'restore', label: say('firstRun.restore'), detail: say('firstRun.restoreDetail') },
      ]}
      value={draft.origin}
      onChange={(origin) => change({ origin })}
    />
  )
}

function WordsStep({ draft, problems, change }: StepProps) {
  const say = useSay()
  const problem = useProblem(problems)
  return (
    <Field
      label={say('firstRun.words')}
      hint={say('firstRun.wordsHint')}
      rows={4}
      value={draft.words}
      onChange={(words) => change({ words })}
      error={problem('words')}
      autoFocus
    />
  )
}

function NodeStep({ draft, problems, change }: StepProps) {
  const say = useSay()
  const problem = useProblem(problems)
  return (
    <Field
      label={say('firstRun.nodeName')}
      hint={say('firstRun.nodeNameHint')}
      value={draft.nodeName}
      onChange={(nodeName) => change({ nodeName })}
      error={problem('nodeName')}
      autoFocus
    />
  )
}

function PlaceStep({ draft, problems, change }: StepProps) {
  return <PlaceFields draft={draft.place} problems={problems} onChange={(place) => change({ place })} />
}

function MirrorStep({ draft, problems, change }: StepProps) {
  const say = useSay()
  const problem = useProblem(problems)
  return (
    <>
      <Field
        label={say('firstRun.mirrorName')}
        hint={say('firstRun.mirrorNameHint')}
        value={draft.mirrorName}
        onChange={(mirrorName) => change({ mirrorName })}
        error={problem('mirrorName')}
        autoFocus
      />
      <PinPairFields pair={draft.pin} problems={problems} onChange={(pin) => change({ pin })} />
    </>
  )
}

function PassphraseStep({ draft, problems, change }: StepProps) {
  const say = useSay()
  return (
    <SecretPairFields
      pair={draft.passphrase}
      problems={problems}
      onChange={(passphrase) => change({ passphrase })}
      labels={{
        first: say('passphrase.label'),
        second: say('passphrase.again'),
        hint: say('passphrase.hint', { min: PASSPHRASE_MIN_CHARS }),
      }}
    />
  )
}
