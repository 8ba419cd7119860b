import type { ReactNode } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import './choice.css'

export interface ChoiceOption<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly detail?: string
  /** Shows what the words say; not read out. */
  readonly picture?: ReactNode
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
  const find = (wanted: string | null) => options.find((known) => known.value === wanted)
  function choose(chosen: string): void {
    const option = find(chosen)
    if (option) onChange(option.value)
  }
  return (
    <RadioGroup
      className={`choice choice-${shape}`}
      value={find(value)?.value ?? null} // where a value is chosen that is none of these, Tab would pass by all of them
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
              {option.picture !== undefined && (
                <span className="choice-picture" aria-hidden="true">
                  {option.picture}
                </span>
              )}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
