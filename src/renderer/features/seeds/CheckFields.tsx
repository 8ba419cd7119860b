import { ResourceState } from '../../../shared/contract/resources.ts'
import { useSay } from '../../app/messages/words.tsx'
import { PRESETS } from '../../parts/resource-words.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Field } from '../../ui/Field.tsx'
import { comparisonKey } from './CheckWords.tsx'
import { type CheckDraft, type CheckProblems, comparisonOf } from './check-draft.ts'
import { CHECK_FIGURES, COMPARISONS } from './check-field.ts'

interface CheckFieldsProps {
  readonly draft: CheckDraft
  readonly problems: CheckProblems
  readonly change: (patch: Partial<CheckDraft>) => void
}

/** Which figure of which resource, compared how, with what. */
export function CheckFields({ draft, problems, change }: CheckFieldsProps) {
  const say = useSay()
  const isState = draft.figure === 'state'
  return (
    <>
      <Choice
        label={say('check.resource')}
        options={[...PRESETS, 'other' as const].map((value) => ({ value, label: say(`resource.${value}`) }))}
        value={draft.resource}
        onChange={(resource) => change({ resource })}
      />
      {draft.resource === 'other' && (
        <Field
          label={say('check.name')}
          value={draft.name}
          onChange={(name) => change({ name })}
          error={problems.name === undefined ? null : say(problems.name)}
        />
      )}
      <Choice
        label={say('check.figure')}
        options={CHECK_FIGURES.map((value) => ({ value, label: say(`check.figure.${value}`) }))}
        value={draft.figure}
        onChange={(figure) => change({ figure })}
      />
      <Choice
        label={say('check.comparison')}
        options={COMPARISONS.filter((one) => !isState || one === '=' || one === '!=').map((value) => ({
          value,
          label: say(comparisonKey(value)),
        }))}
        value={comparisonOf(draft)}
        onChange={(comparison) => change({ comparison })}
      />
      {isState ? (
        <Choice
          label={say('check.value')}
          options={ResourceState.options.map((value) => ({ value, label: say(`state.${value}`) }))}
          value={draft.state}
          onChange={(state) => change({ state })}
        />
      ) : (
        <Field
          label={say(draft.figure === 'ratio' ? 'check.valuePercent' : 'check.value')}
          value={draft.value}
          onChange={(value) => change({ value })}
          error={problems.value === undefined ? null : say(problems.value)}
          numeric
        />
      )}
    </>
  )
}
