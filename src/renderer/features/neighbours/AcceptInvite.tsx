import { lazy, Suspense, useState } from 'react'
import { useSearch } from 'wouter'
import type { Bridge } from '../../../shared/contract/index.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { ExactTime } from '../../ui/Time.tsx'
import { useAction } from '../../ui/use-action.ts'
import { useFocusHere } from '../../ui/use-focus-here.ts'
import { Joining } from './Joining.tsx'
import { SafetyWords } from './SafetyWords.tsx'
import './neighbours.css'

/** Reading pictures comes with its library, after the words that do without. */
const ReadCode = lazy(async () => ({ default: (await import('../../parts/ReadCode.tsx')).ReadCode }))

export type Inspected = Awaited<ReturnType<Bridge['invites']['inspect']>>

/** How long the Node goes on trying to join. Chosen here: long enough for somebody to be phoned and switch their Node on. */
const JOIN_TIMEOUT_MS = 300_000

interface AcceptInviteProps {
  readonly onJoined?: () => void
}

/** Paste or scan an invitation, see whose it is, then join. A link that the system opened (`?invite=`) is as good as pasted. */
export function AcceptInvite({ onJoined }: AcceptInviteProps) {
  const linked = new URLSearchParams(useSearch()).get('invite') ?? ''
  return <InviteForm key={linked} start={linked} {...(onJoined && { onJoined })} />
}

interface InviteFormProps extends AcceptInviteProps {
  readonly start: string
}

function InviteForm({ start, onJoined }: InviteFormProps) {
  const say = useSay()
  const { invites, node } = useStores()
  const [text, setText] = useState(start)
  const [inspected, setInspected] = useState<Inspected | null>(null)
  const [outcome, setOutcome] = useState<'none' | 'joined' | 'unwatched'>('none')
  const inspect = useAction(async (said: string) => setInspected(await invites.actions.inspect(said)))
  const join = useAction(async () => {
    await invites.actions.accept(text, JOIN_TIMEOUT_MS)
    await node.load()
    setOutcome('joined')
    onJoined?.()
  })
  const write = (next: string): void => {
    setText(next)
    setInspected(null)
    setOutcome('none')
    inspect.clear()
    join.clear()
  }
  const take = (read: string): void => {
    write(read)
    void inspect.run(read)
  }
  if (outcome === 'joined' && inspected !== null) return <Joined inspected={inspected} />
  if (join.busy && inspected !== null && outcome !== 'unwatched') {
    return <Joining inspected={inspected} onStopWaiting={() => setOutcome('unwatched')} />
  }
  return (
    <div className="accept">
      <Form onSubmit={() => void inspect.run(text)}>
        <Field
          label={say('accept.paste')}
          hint={say('accept.pasteHint')}
          rows={3}
          value={text}
          onChange={write}
        />
        {inspect.failure !== null && <Failure of={inspect.failure} />}
        {inspected === null && (
          <div className="actions">
            <Action kind="main" type="submit" busy={inspect.busy} disabled={text.trim() === ''}>
              {say('accept.look')}
            </Action>
          </div>
        )}
      </Form>
      {inspected === null && !join.busy && (
        <Suspense fallback={null}>
          <ReadCode onRead={take} />
        </Suspense>
      )}
      {outcome === 'unwatched' && join.busy && (
        <p className="say" role="status">
          {say('join.unwatched')}
        </p>
      )}
      {inspected !== null && !join.busy && (
        <Inspection inspected={inspected} onJoin={() => void join.run()} />
      )}
      {join.failure !== null && <Failure of={join.failure} />}
    </div>
  )
}

interface InspectionProps {
  readonly inspected: Inspected
  readonly onJoin: () => void
}

/** What the invitation says, before anything is done with it. */
function Inspection({ inspected, onJoin }: InspectionProps) {
  const say = useSay()
  const here = useFocusHere<HTMLDivElement>()
  return (
    <div className="say" ref={here} tabIndex={-1}>
      <p>
        <Words
          id={inspected.practice ? 'accept.fromPractice' : 'accept.fromReal'}
          values={{ name: <Peer>{inspected.inviterName}</Peer> }}
        />
      </p>
      <p className="meta">
        <Words
          id="accept.details"
          values={{
            federation: <code>{inspected.federationId.slice(0, 12)}</code>,
            until: <ExactTime atMs={inspected.expiresAtMs} />,
          }}
        />
      </p>
      <p className="meta">{say('accept.consequence')}</p>
      <div className="actions">
        <Action kind="main" onPress={onJoin}>
          {say('accept.join')}
        </Action>
      </div>
    </div>
  )
}

function Joined({ inspected }: { readonly inspected: Inspected }) {
  const { neighbours } = useStores()
  const here = useFocusHere<HTMLDivElement>()
  const inviter = useData(neighbours)?.find((one) => one.nodeId === inspected.inviterId)
  const name = <Peer>{inspected.inviterName}</Peer>
  return (
    <div className="say" role="status" ref={here} tabIndex={-1}>
      <p>
        <Words id="join.done" values={{ name }} />
      </p>
      {inviter !== undefined && (
        <>
          <p className="meta">
            <Words id="join.compare" values={{ name }} />
          </p>
          <SafetyWords words={inviter.safetyWords} />
        </>
      )}
    </div>
  )
}
