import { type KeyboardEvent, useState } from 'react'
import { Label, Text, TextArea, TextField } from 'react-aria-components/TextField'
import {
  TALK_MAX_CHARS,
  type TransferMessage,
  type TransferView,
} from '../../../shared/contract/transfers.ts'
import { isolate, useSay, Words } from '../../app/messages/words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { isComposing } from '../../ui/composing.ts'
import { Failure } from '../../ui/Failure.tsx'
import { Form } from '../../ui/Form.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { Time } from '../../ui/Time.tsx'
import { useAction } from '../../ui/use-action.ts'

/** What the two Nodes said to each other, and a line to say more. */
export function Talk({ transfer }: { readonly transfer: TransferView }) {
  const say = useSay()
  return (
    <section aria-labelledby="talk">
      <h2 id="talk">{say('talk.title')}</h2>
      <div role="log" aria-labelledby="talk">
        <ol className="talk">
          {transfer.messages.map((message, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: messages are only ever added at the end
            <li key={index} data-own={message.own || undefined}>
              <Message message={message} />
            </li>
          ))}
        </ol>
      </div>
      {transfer.can.talk && <TalkForm transfer={transfer} />}
    </section>
  )
}

function Message({ message }: { readonly message: TransferMessage }) {
  const say = useSay()
  return (
    <>
      <p className="meta">
        <b>
          <Speaker message={message} />
        </b>{' '}
        · {say(`talk.kind.${message.kind}`)} · <Time atMs={message.atMs} />
        {message.delivery !== null && (
          <span className={`delivery delivery-${message.delivery}`}>
            {' '}
            · {say(`delivery.${message.delivery}`)}
          </span>
        )}
      </p>
      {message.text !== '' && (
        <p className="talk-text">
          <Peer>{message.text}</Peer>
        </p>
      )}
    </>
  )
}

function Speaker({ message: { own, mirrorName, fromName } }: { readonly message: TransferMessage }) {
  const say = useSay()
  if (mirrorName === null) return own ? say('talk.us') : <Peer>{fromName}</Peer>
  const values = { mirror: <Peer>{mirrorName}</Peer>, node: <Peer>{fromName}</Peer> }
  return <Words id={own ? 'talk.usMirror' : 'talk.themMirror'} values={values} />
}

/** Enter sends, Shift and Enter begin a new line; the Enter that ends a composition does neither. */
function TalkForm({ transfer }: { readonly transfer: TransferView }) {
  const say = useSay()
  const { transfers } = useStores()
  const [text, setText] = useState('')
  const talk = useAction(async (words: string) => {
    await transfers.actions.talk(transfer.id, words)
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
        <Label>{say('talk.write', { peer: isolate(transfer.peerName) })}</Label>
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
