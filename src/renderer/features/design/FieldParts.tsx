import { useState } from 'react'
import { useSay } from '../../app/messages/words.tsx'
import { PRESETS } from '../../parts/resource-words.tsx'
import { CopyText } from '../../ui/CopyText.tsx'
import { Field } from '../../ui/Field.tsx'
import { Pick } from '../../ui/Pick.tsx'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { Specimen } from './Specimen.tsx'

/** What is filled in: empty, wrong, only to be read, longer, one of many, sought. */
export function FieldParts() {
  return (
    <Specimen title={'design.fields'}>
      <Fields />
    </Specimen>
  )
}

function Fields() {
  const say = useSay()
  const [name, setName] = useState('')
  const [resource, setResource] = useState('')
  const [sought, setSought] = useState('')
  const label = say('design.field.name')
  const options = PRESETS.map((value) => ({ value, label: say(`resource.${value}`) }))
  const pick = { label: say('design.field.pick'), placeholder: say('design.field.pickOne'), options }
  return (
    <div className="form">
      <div className="field-row">
        <Field label={label} value={name} onChange={setName} hint={say('design.field.hint')} />
        <Field label={label} value={name} onChange={setName} error={say('design.field.wrong')} />
        <Field label={say('design.field.read')} value={say('app.name')} onChange={() => {}} readOnly />
      </div>
      <div className="field-row">
        <Pick {...pick} value={resource} onChange={setResource} />
        <Pick {...pick} value={resource} onChange={setResource} error={say('design.field.pickOne')} />
        <SearchBox label={say('design.field.search')} value={sought} onChange={setSought} />
      </div>
      <Field label={say('design.field.long')} value={name} onChange={setName} rows={3} />
      <CopyText label={say('design.field.read')} text={say('design.letters.sample')} rows={2} />
    </div>
  )
}
