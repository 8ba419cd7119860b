import { type KeyboardEvent, useState } from 'react'
import { SEED_CHECKS_MAX, type SeedCheck } from '../../../shared/contract/seeds.ts'
import { useSay } from '../../app/messages/words.tsx'
import { useUi } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { isComposing } from '../../ui/composing.ts'
import { CheckFields } from './CheckFields.tsx'
import { CheckWords } from './CheckWords.tsx'
import { type CheckDraft, type CheckProblems, emptyCheck, readCheck } from './check-draft.ts'

interface CheckBuilderProps {
  readonly checks: readonly SeedCheck[]
  readonly onChange: (checks: readonly SeedCheck[]) => void
  /** Whether a check is being put together. */
  readonly adding: boolean
  readonly onAdding: (adding: boolean) => void
  /** What is wrong, in words. */
  readonly error: string | null
}

/** The questions a lesson asks of the figures of whoever reads it. */
export function CheckBuilder({ checks, onChange, adding, onAdding, error }: CheckBuilderProps) {
  const say = useSay()
  return (
    <fieldset className="evidence-picker">
      <legend>{say('check.title')}</legend>
      <p className="hint">{say('check.hint', { max: SEED_CHECKS_MAX })}</p>
      {checks.length > 0 && (
        <ul className="evidence">
          {checks.map((check, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two checks may ask the same
            <li key={index}>
              <CheckWords check={check} />
              <Action
                kind="quiet"
                label={say('check.remove', { number: index + 1 })}
                onPress={() => onChange(checks.filter((_, other) => other !== index))}
              >
                {say('ui.remove')}
              </Action>
            </li>
          ))}
        </ul>
      )}
      {adding ? (
        <AddCheck
          onAdd={(check) => {
            onChange([...checks, check])
            onAdding(false)
          }}
          onCancel={() => onAdding(false)}
        />
      ) : (
        <Action disabled={checks.length >= SEED_CHECKS_MAX} onPress={() => onAdding(true)}>
          {say('check.add')}
        </Action>
      )}
      {error !== null && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}

interface AddCheckProps {
  readonly onAdd: (check: SeedCheck) => void
  readonly onCancel: () => void
}

function AddCheck({ onAdd, onCancel }: AddCheckProps) {
  const say = useSay()
  const language = useUi((state) => state.language)
  const [draft, setDraft] = useState<CheckDraft>(emptyCheck)
  const [problems, setProblems] = useState<CheckProblems>({})
  function add(): void {
    const read = readCheck(draft, language)
    setProblems(read.problems)
    if (read.check !== null) onAdd(read.check)
  }
  /** Enter adds the check; sending the lesson is another matter. */
  function addByKey(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    if (!isComposing(event.nativeEvent)) add()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens for the fields in it
    <div className="check-builder" onKeyDown={addByKey}>
      <CheckFields
        draft={draft}
        problems={problems}
        change={(patch) => setDraft((before) => ({ ...before, ...patch }))}
      />
      <div className="actions">
        <Action onPress={onCancel}>{say('ui.cancel')}</Action>
        <Action onPress={add}>{say('check.take')}</Action>
      </div>
    </div>
  )
}
