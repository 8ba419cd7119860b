import { useState } from 'react'
import { useSay } from '../../app/messages/words.tsx'
import { Action } from '../../ui/Action.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Finished } from '../../ui/Finished.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Toggle } from '../../ui/Toggle.tsx'
import { Specimen } from './Specimen.tsx'

/** The other states of a screen: a wait as it grows, a failure, nothing there, an end. */
export function WaitParts() {
  const say = useSay()
  return (
    <Specimen title={'design.waits'}>
      <Wait />
      <Failure of={{ code: 'channel-closed', details: {} }} onRetry={() => {}} />
      <Empty title={say('design.empty')}>
        <p className="meta">{say('design.empty.do')}</p>
      </Empty>
      <Ending />
    </Specimen>
  )
}

/** What is left of a form when it has done its work. */
function Ending() {
  const say = useSay()
  const [isLeft, setLeft] = useState(false)
  if (isLeft) return <Action onPress={() => setLeft(false)}>{say('design.waits.show')}</Action>
  return (
    <Finished onDone={() => setLeft(true)} autoFocus={false}>
      <p>{say('ui.saved')}</p>
    </Finished>
  )
}

function Wait() {
  const say = useSay()
  const [isShown, setShown] = useState(false)
  return (
    <>
      <Toggle on={isShown} onChange={setShown}>
        {say('design.waits.show')}
      </Toggle>
      {isShown && (
        <Loading
          step={say('design.waits.step')}
          wayOut={{ label: say('design.dialogue.close'), onPress: () => setShown(false) }}
        />
      )}
    </>
  )
}
