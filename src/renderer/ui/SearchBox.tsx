import { Button, Input, Label, SearchField } from 'react-aria-components/SearchField'
import './search-box.css'
import './field.css'

interface SearchBoxProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly maxLength?: number
  readonly autoFocus?: boolean
}

/** Words to look for. Escape and the cross empty it. */
export function SearchBox({ label, value, onChange, maxLength, autoFocus = false }: SearchBoxProps) {
  return (
    <SearchField
      className="field search"
      value={value}
      onChange={onChange}
      autoFocus={autoFocus}
      {...(maxLength === undefined ? {} : { maxLength })}
    >
      <Label>{label}</Label>
      <div className="search-box">
        <Input dir="auto" />
        <Button className="action action-quiet">
          <span aria-hidden="true">{'×'}</span>
        </Button>
      </div>
    </SearchField>
  )
}
