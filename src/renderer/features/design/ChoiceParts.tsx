import { useState } from 'react'
import { useSay } from '../../app/messages/words.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { Toggle } from '../../ui/Toggle.tsx'
import { Specimen } from './Specimen.tsx'

const PLACES = ['near', 'far'] as const
type Place = (typeof PLACES)[number]

/** One of a few, on or off, folded or not. */
export function ChoiceParts() {
  return (
    <Specimen title={'design.choices'}>
      <Choices />
    </Specimen>
  )
}

function Choices() {
  const say = useSay()
  const [place, setPlace] = useState<Place>('near')
  const [isOn, setOn] = useState(true)
  const options = PLACES.map((value) => ({ value, label: say(`design.choice.${value}`) }))
  const cards = options.map((option) => ({ ...option, detail: say(`design.choice.${option.value}.detail`) }))
  return (
    <>
      <Choice label={say('design.choice.row')} options={options} value={place} onChange={setPlace} />
      <Choice
        label={say('design.choice.cards')}
        options={cards}
        value={place}
        onChange={setPlace}
        shape="cards"
      />
      <Toggle on={isOn} onChange={setOn}>
        {say('design.choice.on')}
      </Toggle>
      <Toggle on={!isOn} onChange={(on) => setOn(!on)}>
        {say('design.choice.on')}
      </Toggle>
      <Fold title={say('design.fold')} open>
        <p>{say('design.fold.inside')}</p>
      </Fold>
      <Fold title={say('design.fold')}>
        <p>{say('design.fold.inside')}</p>
      </Fold>
    </>
  )
}
