import type { KeyboardEvent } from 'react'
import { Label, Text, TextArea, TextField } from 'react-aria-components/TextField'
import { TALK_MAX_CHARS } from '../../shared/contract/transfers.ts'
import { isolate, useSay } from '../app/messages/words.tsx'
import { Action } from '../ui/Action.tsx'
import { isComposing } from '../ui/composing.ts'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { useAction } from '../ui/use-action.ts'
import { useDraft } from './use-draft.ts'

interface TalkFormProps {
  /** What the words are for: those not sent are found again by it. */
  readonly about: string
  readonly peerName: string
  /** Resolves once it is stored; then the field is empty again. */
  readonly onSend: (text: string) => Promise<unknown>
}

/** Enter sends, Shift and Enter begin a new line; the Enter that ends a composition does neither. */
export function TalkForm({ about, peerName, onSend }: TalkFormProps) {
  const say = useSay()
  const { draft: text, change } = useDraft(`talk ${about}`, '')
  const setText = (words: string): void => change(() => words)
  const talk = useAction(async (words: string) => {
    await onSend(words)
    setText('')
  })
  const send = (): void => {
    if (text.trim() !== '') void talk.run(text)
  }
  function sendByEnter(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event.nativeEvent)) return
    event.preventDefault()
    send()
  }
  return (
    <Form onSubmit={send} label={say('talk.title')}>
      <TextField className="field" value={text} onChange={setText} maxLength={TALK_MAX_CHARS}>
        <Label>{say('talk.write', { peer: isolate(peerName) })}</Label>
        <TextArea rows={2} dir="auto" onKeyDown={sendByEnter} />
        <Text slot="description" className="hint">
          {say('talk.hint')}
        </Text>
      </TextField>
      {talk.failure !== null && <Failure of={talk.failure} />}
      <div className="actions">
        <Action type="submit" busy={talk.busy}>
          {say('talk.send')}
        </Action>
      </div>
    </Form>
  )
}
