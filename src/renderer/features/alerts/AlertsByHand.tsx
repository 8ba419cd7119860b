import { useState } from 'react'
import { OwnWords } from '../../app/messages/OwnWords.tsx'
import { useSay } from '../../app/messages/words.tsx'
import { Action } from '../../ui/Action.tsx'
import { Dialogue } from '../../ui/Dialogue.tsx'
import { AlertsAlong } from './AlertsAlong.tsx'
import { AlertsImport } from './AlertsImport.tsx'

/** Alerts without a network: out in a file, in from a file. */
export function AlertsByHand() {
  return (
    <OwnWords of="carry">
      <ByHand />
    </OwnWords>
  )
}

function ByHand() {
  const say = useSay()
  const [open, setOpen] = useState<'in' | 'out' | null>(null)
  const close = (): void => setOpen(null)
  return (
    <section className="by-hand" aria-labelledby="by-hand">
      <h2 id="by-hand">{say('carry.title')}</h2>
      <p className="meta">{say('carry.detail')}</p>
      <div className="actions">
        <Action onPress={() => setOpen('in')}>{say('carry.bringIn')}</Action>
        <Action onPress={() => setOpen('out')}>{say('carry.takeOut')}</Action>
      </div>
      <Dialogue title={say('carry.bringIn')} open={open === 'in'} onClose={close}>
        <AlertsImport onDone={close} />
      </Dialogue>
      <Dialogue title={say('carry.takeOut')} open={open === 'out'} onClose={close}>
        <AlertsAlong onDone={close} />
      </Dialogue>
    </section>
  )
}
