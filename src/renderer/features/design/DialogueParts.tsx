import { useState } from 'react'
import { useSay } from '../../app/messages/words.tsx'
import { Action } from '../../ui/Action.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Dialogue } from '../../ui/Dialogue.tsx'
import { Specimen } from './Specimen.tsx'

/** What lies over the page until it is answered. */
export function DialogueParts() {
  const say = useSay()
  const [open, setOpen] = useState<'none' | 'question' | 'confirmation'>('none')
  const close = (): void => setOpen('none')
  return (
    <>
      <Specimen title={'design.dialogues'}>
        <div className="actions">
          <Action onPress={() => setOpen('question')}>{say('design.dialogue.open')}</Action>
          <Action kind="danger" onPress={() => setOpen('confirmation')}>
            {say('design.dialogue.confirm')}
          </Action>
        </div>
      </Specimen>
      <Dialogue title={say('design.dialogue.title')} open={open === 'question'} onClose={close}>
        <p>{say('design.dialogue.body')}</p>
        <div className="actions">
          <Action kind="main" onPress={close}>
            {say('design.dialogue.close')}
          </Action>
        </div>
      </Dialogue>
      <ConfirmDialog
        title={say('design.dialogue.confirm.title')}
        consequence={say('design.said.follows')}
        confirmLabel={say('design.dialogue.yes')}
        open={open === 'confirmation'}
        onConfirm={close}
        onClose={close}
      />
    </>
  )
}
