import { useState } from 'react'
import { OwnWords } from '../../app/messages/OwnWords.tsx'
import { useSay } from '../../app/messages/words.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { ButtonParts } from './ButtonParts.tsx'
import { ChoiceParts } from './ChoiceParts.tsx'
import { ColourParts } from './ColourParts.tsx'
import { DialogueParts } from './DialogueParts.tsx'
import { FieldParts } from './FieldParts.tsx'
import { FigureParts } from './FigureParts.tsx'
import { LetterParts } from './LetterParts.tsx'
import { ListParts } from './ListParts.tsx'
import { SaidParts } from './SaidParts.tsx'
import { LightsContext } from './Specimen.tsx'
import { WaitParts } from './WaitParts.tsx'
import './design.css'

/** Every part of the page in every state, to look at and to try. Route: /design */
export function DesignView() {
  return (
    <OwnWords of="design">
      <EveryPart />
    </OwnWords>
  )
}

const LIGHTS = ['own', 'both'] as const

function EveryPart() {
  const say = useSay()
  const [lights, setLights] = useState<(typeof LIGHTS)[number]>('own')
  return (
    <LightsContext value={lights}>
      <h1>{say('design.title')}</h1>
      <p className="lede">{say('design.lede')}</p>
      <Choice
        label={say('design.light')}
        options={LIGHTS.map((value) => ({ value, label: say(`design.light.${value}`) }))}
        value={lights}
        onChange={setLights}
      />
      <ColourParts />
      <LetterParts />
      <ButtonParts />
      <FieldParts />
      <ChoiceParts />
      <FigureParts />
      <ListParts />
      <SaidParts />
      <WaitParts />
      <DialogueParts />
    </LightsContext>
  )
}
