import { Button, Input, Label, SearchField } from 'react-aria-components/SearchField'

interface SearchBoxProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly maxLength?: number
}

/** Words to look for. Escape and the cross empty it. */
export function SearchBox({ label, value, onChange, maxLength }: SearchBoxProps) {
  return (
    <SearchField
      className="field search"
      value={value}
      onChange={onChange}
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
