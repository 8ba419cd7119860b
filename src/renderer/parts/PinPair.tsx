import { PIN_MIN_CHARS } from '../../shared/contract/setup.ts'
import { type MessageKey, useSay } from '../app/messages/words.tsx'
import { Field } from '../ui/Field.tsx'

/** A secret written twice. */
export interface SecretPair {
  readonly first: string
  readonly second: string
}
export const emptySecret: SecretPair = { first: '', second: '' }
export type SecretProblems = Partial<Record<keyof SecretPair, MessageKey>>

interface SecretRules {
  readonly minChars: number
  readonly tooShort: MessageKey
  readonly differs: MessageKey
}
const PIN_RULES: SecretRules = { minChars: PIN_MIN_CHARS, tooShort: 'pin.tooShort', differs: 'pin.differs' }

/** What is wrong with a secret written twice; empty when nothing is. */
export function secretProblems(pair: SecretPair, rules: SecretRules): SecretProblems {
  if ([...pair.first.normalize('NFKC')].length < rules.minChars) return { first: rules.tooShort }
  return pair.first === pair.second ? {} : { second: rules.differs }
}
export const pinProblems = (pair: SecretPair): SecretProblems => secretProblems(pair, PIN_RULES)

interface SecretPairFieldsProps {
  readonly pair: SecretPair
  readonly problems: SecretProblems
  readonly onChange: (pair: SecretPair) => void
  readonly labels: { readonly first: string; readonly second: string; readonly hint: string }
}

export function SecretPairFields({ pair, problems, onChange, labels }: SecretPairFieldsProps) {
  const say = useSay()
  const inWords = (key: MessageKey | undefined): string | null => (key === undefined ? null : say(key))
  return (
    <div className="field-row">
      <Field
        label={labels.first}
        hint={labels.hint}
        type="password"
        autoComplete="new-password"
        value={pair.first}
        onChange={(first) => onChange({ ...pair, first })}
        error={inWords(problems.first)}
      />
      <Field
        label={labels.second}
        type="password"
        autoComplete="new-password"
        value={pair.second}
        onChange={(second) => onChange({ ...pair, second })}
        error={inWords(problems.second)}
      />
    </div>
  )
}

type PinPairFieldsProps = Omit<SecretPairFieldsProps, 'labels'>

/** A new PIN, written twice. */
export function PinPairFields(props: PinPairFieldsProps) {
  const say = useSay()
  return (
    <SecretPairFields
      {...props}
      labels={{
        first: say('pin.new'),
        second: say('pin.again'),
        hint: say('pin.hint', { min: PIN_MIN_CHARS }),
      }}
    />
  )
}
