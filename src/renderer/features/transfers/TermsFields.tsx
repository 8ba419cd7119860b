import { useIntl } from 'react-intl'
import { DEFAULT_SETTLE_IN_MS } from '../../../shared/contract/transfers.ts'
import { useSay } from '../../app/messages/words.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Field } from '../../ui/Field.tsx'
import { spanText } from '../../ui/Remaining.tsx'
import type { TermsDraft, TermsProblems } from './terms-draft.ts'

const HOUR_MS = 3_600_000
/** Times to decide that are offered. Chosen here: from a phone call away to a meeting away. */
const SETTLE_CHOICES_MS = [HOUR_MS, 6 * HOUR_MS, DEFAULT_SETTLE_IN_MS, 72 * HOUR_MS, 7 * 24 * HOUR_MS]

interface TermsFieldsProps {
  readonly draft: TermsDraft
  readonly problems: TermsProblems
  readonly change: (patch: Partial<TermsDraft>) => void
  readonly autoFocus?: boolean
}

/** When, by which way, what gets lost, how long to think, and words to go with it. */
export function WayAndTimeFields({ draft, problems, change }: TermsFieldsProps) {
  return (
    <>
      <WayFields draft={draft} problems={problems} change={change} />
      <SettleChoice chosenMs={draft.settleInMs} onChange={(settleInMs) => change({ settleInMs })} />
      <NoteField draft={draft} problems={problems} change={change} />
    </>
  )
}

/** Quantity and unit. */
export function AmountFields({ draft, problems, change, autoFocus = false }: TermsFieldsProps) {
  const say = useSay()
  return (
    <div className="field-row">
      <Field
        label={say('offer.quantity')}
        value={draft.quantity}
        onChange={(quantity) => change({ quantity })}
        error={problems.quantity === undefined ? null : say(problems.quantity)}
        numeric
        autoFocus={autoFocus}
      />
      <Field
        label={say('record.unit')}
        value={draft.unit}
        onChange={(unit) => change({ unit })}
        error={problems.unit === undefined ? null : say(problems.unit)}
      />
    </div>
  )
}

function WayFields({ draft, problems, change }: TermsFieldsProps) {
  const say = useSay()
  return (
    <>
      <div className="field-row">
        <Field
          label={say('offer.from')}
          type="datetime-local"
          value={draft.from}
          onChange={(from) => change({ from })}
        />
        <Field
          label={say('offer.until')}
          type="datetime-local"
          value={draft.until}
          onChange={(until) => change({ until })}
          hint={say('offer.windowHint')}
          error={problems.until === undefined ? null : say(problems.until)}
        />
      </div>
      <div className="field-row">
        <Field
          label={say('offer.route')}
          value={draft.route}
          onChange={(route) => change({ route })}
          hint={say('offer.routeHint')}
          error={problems.route === undefined ? null : say(problems.route)}
        />
        <Field
          label={say('offer.loss')}
          value={draft.lossPercent}
          onChange={(lossPercent) => change({ lossPercent })}
          hint={say('offer.lossHint')}
          error={problems.lossPercent === undefined ? null : say(problems.lossPercent)}
          numeric
        />
      </div>
    </>
  )
}

interface SettleChoiceProps {
  readonly chosenMs: number
  readonly onChange: (ms: number) => void
}

function SettleChoice({ chosenMs, onChange }: SettleChoiceProps) {
  const say = useSay()
  const intl = useIntl()
  const choices = [...new Set([...SETTLE_CHOICES_MS, chosenMs])].toSorted((one, other) => one - other)
  return (
    <Choice
      label={say('offer.settleIn')}
      options={choices.map((ms) => ({ value: String(ms), label: spanText(intl, ms) }))}
      value={String(chosenMs)}
      onChange={(ms) => onChange(Number(ms))}
    />
  )
}

function NoteField({ draft, problems, change }: TermsFieldsProps) {
  const say = useSay()
  return (
    <Field
      label={say('offer.note')}
      rows={3}
      value={draft.note}
      onChange={(note) => change({ note })}
      error={problems.note === undefined ? null : say(problems.note)}
    />
  )
}
