import {
  ALERT_DETAIL_MAX_CHARS,
  ALERT_SUMMARY_MAX_CHARS,
  AlertKind,
  AlertSeverity,
} from '../../../shared/contract/alerts.ts'
import { type MessageKey, useSay } from '../../app/messages/words.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Field } from '../../ui/Field.tsx'
import type { RaiseDraft, RaiseProblems } from './raise-draft.ts'

interface RaiseFieldsProps {
  readonly draft: RaiseDraft
  readonly problems: RaiseProblems
  readonly change: (patch: Partial<RaiseDraft>) => void
}

/** What was seen, in which system, how grave. */
export function RaiseFields({ draft, problems, change }: RaiseFieldsProps) {
  const say = useSay()
  const inWords = (key: MessageKey | undefined): string | null => (key === undefined ? null : say(key))
  return (
    <>
      <Choice
        label={say('raise.kind')}
        shape="cards"
        options={AlertKind.options.map((value) => ({
          value,
          label: say(`alert.kind.${value}`),
          detail: say(`raise.${value}Detail`),
        }))}
        value={draft.kind}
        onChange={(kind) => change({ kind })}
      />
      {problems.kind !== undefined && (
        <p className="field-error" role="alert">
          {say(problems.kind)}
        </p>
      )}
      <Choice
        label={say('raise.severity')}
        options={AlertSeverity.options.map((value) => ({ value, label: say(`alert.severity.${value}`) }))}
        value={draft.severity}
        onChange={(severity) => change({ severity })}
      />
      <Field
        label={say('raise.system')}
        hint={say('raise.systemHint')}
        value={draft.system}
        onChange={(system) => change({ system })}
        error={inWords(problems.system)}
      />
      <Field
        label={say('raise.summary')}
        hint={say('raise.left', { count: ALERT_SUMMARY_MAX_CHARS - draft.summary.length })}
        value={draft.summary}
        onChange={(summary) => change({ summary })}
        error={inWords(problems.summary)}
      />
      <Field
        label={say('raise.detail')}
        hint={say('raise.left', { count: ALERT_DETAIL_MAX_CHARS - draft.detail.length })}
        rows={6}
        value={draft.detail}
        onChange={(detail) => change({ detail })}
        error={inWords(problems.detail)}
      />
    </>
  )
}
