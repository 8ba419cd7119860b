import { useState } from 'react'
import { useSay } from '../../app/messages/words.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Toggle } from '../../ui/Toggle.tsx'
import { Specimen } from './Specimen.tsx'

/** The other states of a screen: a wait as it grows, a failure, nothing there. */
export function WaitParts() {
  const say = useSay()
  return (
    <Specimen title={'design.waits'}>
      <Wait />
      <Failure of={{ code: 'channel-closed', details: {} }} onRetry={() => {}} />
      <Empty title={say('design.empty')}>
        <p className="meta">{say('design.empty.do')}</p>
      </Empty>
    </Specimen>
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
