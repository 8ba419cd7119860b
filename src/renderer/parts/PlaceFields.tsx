import { useSay } from '../app/messages/words.tsx'
import { Field } from '../ui/Field.tsx'
import type { PlaceDraft, PlaceProblems } from './place-draft.ts'

interface PlaceFieldsProps {
  readonly draft: PlaceDraft
  readonly problems: PlaceProblems
  readonly onChange: (draft: PlaceDraft) => void
}

/** Where a Node says it is, as coarsely as its people want. Written by hand, never looked up. */
export function PlaceFields({ draft, problems, onChange }: PlaceFieldsProps) {
  const say = useSay()
  const field = (name: keyof PlaceDraft, hint: string) => (
    <Field
      label={say(`place.${name}`)}
      hint={hint}
      value={draft[name]}
      onChange={(value) => onChange({ ...draft, [name]: value })}
      error={problems[name] === undefined ? null : say(problems[name])}
      numeric
    />
  )
  return (
    <div className="field-row">
      {field('latitude', say('place.latitudeHint'))}
      {field('longitude', say('place.longitudeHint'))}
      {field('radiusKm', say('place.radiusHint'))}
    </div>
  )
}
