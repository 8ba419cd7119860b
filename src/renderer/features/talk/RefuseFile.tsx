import { useState } from 'react'
import { FILE_NOTE_MAX_CHARS, type FileView } from '../../../shared/contract/files.ts'
import { isolate, useSay } from '../../app/messages/words.tsx'
import { Action } from '../../ui/Action.tsx'
import { Dialogue } from '../../ui/Dialogue.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { useAction } from '../../ui/use-action.ts'

interface RefuseFileProps {
  readonly file: FileView
  readonly open: boolean
  readonly onClose: () => void
  readonly onRefuse: (note: string) => Promise<void>
}

/** Refuse a file, with a word if one likes. */
export function RefuseFile({ file, open, onClose, onRefuse }: RefuseFileProps) {
  const say = useSay()
  return (
    <Dialogue title={say('files.refuseTitle', { name: isolate(file.name) })} open={open} onClose={onClose}>
      <RefuseForm onClose={onClose} onRefuse={onRefuse} />
    </Dialogue>
  )
}

function RefuseForm({ onClose, onRefuse }: Pick<RefuseFileProps, 'onClose' | 'onRefuse'>) {
  const say = useSay()
  const [note, setNote] = useState('')
  const refuse = useAction(() => onRefuse(note))
  return (
    <Form onSubmit={() => void refuse.run()}>
      <Field
        label={say('files.note')}
        hint={say('files.noteHint')}
        rows={2}
        value={note}
        onChange={setNote}
        maxLength={FILE_NOTE_MAX_CHARS}
        autoFocus
      />
      {refuse.failure !== null && <Failure of={refuse.failure} />}
      <div className="actions">
        <Action onPress={onClose}>{say('ui.cancel')}</Action>
        <Action kind="danger" type="submit" busy={refuse.busy}>
          {say('files.refuse')}
        </Action>
      </div>
    </Form>
  )
}
