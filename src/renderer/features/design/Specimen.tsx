import { createContext, type ReactNode, useContext, useId } from 'react'
import { type MessageKey, useSay } from '../../app/messages/words.tsx'

/** In the light that the page is in, or by day and by night side by side. */
export type Lights = 'own' | 'both'
export const LightsContext = createContext<Lights>('own')

interface SpecimenProps {
  readonly title: MessageKey
  readonly lede?: MessageKey
  readonly children: ReactNode
}

/** Some parts of a kind, under their title. */
export function Specimen({ title, lede, children }: SpecimenProps) {
  const say = useSay()
  const id = useId()
  return (
    <section className="specimen" aria-labelledby={id}>
      <h2 id={id}>{say(title)}</h2>
      {lede !== undefined && <p className="meta">{say(lede)}</p>}
      <InEachLight>{children}</InEachLight>
    </section>
  )
}

function InEachLight({ children }: { readonly children: ReactNode }) {
  const say = useSay()
  if (useContext(LightsContext) === 'own') return <div className="specimen-ground">{children}</div>
  return (
    <div className="specimen-lights">
      <div className="specimen-ground specimen-day">
        <p className="meta">{say('design.day')}</p>
        {children}
      </div>
      <div className="specimen-ground specimen-night">
        <p className="meta">{say('design.night')}</p>
        {children}
      </div>
    </div>
  )
}

interface StateProps {
  readonly name: MessageKey
  readonly children: ReactNode
}

/** One part in one state, with the state's name below. */
export function State({ name, children }: StateProps) {
  const say = useSay()
  return (
    <div className="specimen-state">
      {children}
      <span className="hint">{say(name)}</span>
    </div>
  )
}
