import { Label, Radio, RadioGroup } from 'react-aria-components/RadioGroup'

export interface ChoiceOption<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly detail?: string
}

interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly options: readonly ChoiceOption<Value>[]
  readonly value: Value | null
  readonly onChange: (value: Value) => void
  /** `cards` have room for a sentence each; `row` is a line of short words. */
  readonly shape?: 'cards' | 'row'
  readonly labelHidden?: boolean
}

/** One of a few. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, options, value, onChange, shape = 'row', labelHidden = false } = props
  const choose = (chosen: string): void => {
    const option = options.find((known) => known.value === chosen)
    if (option) onChange(option.value)
  }
  return (
    <RadioGroup
      className={`choice choice-${shape}`}
      value={value}
      onChange={choose}
      {...(labelHidden ? { 'aria-label': label } : {})}
    >
      {!labelHidden && <Label>{label}</Label>}
      <div className="choice-options">
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className="choice-option">
            <span className="choice-mark" aria-hidden="true" />
            <span className="choice-words">
              <span className="choice-label">{option.label}</span>
              {option.detail !== undefined && <span className="choice-detail">{option.detail}</span>}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
