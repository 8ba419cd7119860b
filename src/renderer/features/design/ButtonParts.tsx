import { useState } from 'react'
import { useSay } from '../../app/messages/words.tsx'
import { Action } from '../../ui/Action.tsx'
import { HoldButton } from '../../ui/HoldButton.tsx'
import { Specimen, State } from './Specimen.tsx'

const KINDS = ['main', 'plain', 'danger', 'quiet'] as const
/** What a hand would bring about; shown as if it had. */
const TOUCHED = ['hovered', 'pressed', 'focus'] as const
const HOLDS = ['even', 'main', 'danger'] as const

/** Buttons that are pressed, and buttons that are held. */
export function ButtonParts() {
  return (
    <>
      <Specimen title={'design.buttons'}>
        {KINDS.map((kind) => (
          <ButtonStates key={kind} kind={kind} />
        ))}
      </Specimen>
      <Specimen title={'design.hold'}>
        <Holds />
      </Specimen>
    </>
  )
}

function ButtonStates({ kind }: { readonly kind: (typeof KINDS)[number] }) {
  const say = useSay()
  const words = say(`design.kind.${kind}`)
  return (
    <div className="specimen-states">
      <State name={'design.state.rest'}>
        <Action kind={kind}>{words}</Action>
      </State>
      {TOUCHED.map((state) => (
        <State key={state} name={`design.state.${state}`}>
          <span className={`action action-${kind}`} {...{ [`data-${state}`]: true }}>
            {words}
          </span>
        </State>
      ))}
      <State name={'design.state.busy'}>
        <span className={`action action-${kind}`} data-pending>
          {words}
        </span>
      </State>
      <State name={'design.state.off'}>
        <Action kind={kind} disabled>
          {words}
        </Action>
      </State>
    </div>
  )
}

function Holds() {
  const say = useSay()
  const [count, setCount] = useState(0)
  return (
    <>
      <div className="specimen-states">
        {HOLDS.map((kind) => (
          <HoldButton key={kind} kind={kind} onHeld={() => setCount((held) => held + 1)}>
            {say(`design.hold.${kind}`)}
          </HoldButton>
        ))}
        <HoldButton disabled onHeld={() => {}}>
          {say('design.state.off')}
        </HoldButton>
      </div>
      <p className="meta" role="status">
        {say('design.hold.done', { count })}
      </p>
    </>
  )
}
