import type { TransferMessage, TransferView } from '../../../shared/contract/transfers.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { TalkForm } from '../../parts/TalkForm.tsx'
import { TalkMessage } from '../../parts/TalkMessage.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { Time } from '../../ui/Time.tsx'

/** What the two Nodes said to each other, and a line to say more. */
export function Talk({ transfer }: { readonly transfer: TransferView }) {
  const say = useSay()
  const { transfers } = useStores()
  return (
    <section aria-labelledby="talk">
      <h2 id="talk">{say('talk.title')}</h2>
      <div role="log" aria-labelledby="talk">
        <ol className="talk">
          {transfer.messages.map((message, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: messages are only ever added at the end
              key={index}
              data-own={message.own || undefined}
              data-wordless={message.text === '' || undefined}
            >
              <Message message={message} />
            </li>
          ))}
        </ol>
      </div>
      {transfer.can.talk && (
        <TalkForm
          about={transfer.id}
          peerName={transfer.peerName}
          onSend={(text) => transfers.actions.talk(transfer.id, text)}
        />
      )}
    </section>
  )
}

function Message({ message }: { readonly message: TransferMessage }) {
  const say = useSay()
  const { atMs, delivery, kind, text } = message
  return (
    <TalkMessage speaker={<Speaker message={message} />} text={text}>
      {say(`talk.kind.${kind}`)} · <Time atMs={atMs} />
      {delivery !== null && <> · {say(`delivery.${delivery}`)}</>}
    </TalkMessage>
  )
}

function Speaker({ message: { own, mirrorName, fromName } }: { readonly message: TransferMessage }) {
  const say = useSay()
  if (mirrorName === null) return own ? say('talk.us') : <Peer>{fromName}</Peer>
  const values = { mirror: <Peer>{mirrorName}</Peer>, node: <Peer>{fromName}</Peer> }
  return <Words id={own ? 'talk.usMirror' : 'talk.themMirror'} values={values} />
}
