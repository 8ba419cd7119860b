import type { ReactNode } from 'react'
import { FieldError, Input, Label, Text, TextArea, TextField } from 'react-aria-components/TextField'
import './field.css'

export interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: ReactNode
  /** What is wrong with the value, in words; null or absent when nothing is. */
  readonly error?: string | null
  readonly type?: 'text' | 'password' | 'time' | 'datetime-local'
  /** Rows of a field for longer text; one line without. */
  readonly rows?: number
  readonly autoComplete?: string
  readonly autoFocus?: boolean
  readonly readOnly?: boolean
  readonly numeric?: boolean
  readonly maxLength?: number
}

/** A labelled text field with its hint and its error beside it. */
export function Field({ label, value, onChange, hint, error = null, rows, ...rest }: FieldProps) {
  const inputMode = rest.numeric === true ? ('decimal' as const) : ('text' as const)
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      isInvalid={error !== null}
      validationBehavior="aria"
      type={rest.type ?? 'text'}
      inputMode={inputMode}
      autoComplete={rest.autoComplete ?? 'off'}
      autoFocus={rest.autoFocus ?? false}
      isReadOnly={rest.readOnly ?? false}
      {...(rest.maxLength === undefined ? {} : { maxLength: rest.maxLength })}
    >
      <Label>{label}</Label>
      {rows === undefined ? <Input dir="auto" /> : <TextArea rows={rows} dir="auto" />}
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  )
}
