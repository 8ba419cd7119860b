import type { ReactNode } from 'react'
import type { NodeId } from '../../../shared/kernel/ids.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { TalkForm } from '../../parts/TalkForm.tsx'
import { useStores } from '../../stores/stores.tsx'
import type { ShownTalk } from '../../stores/talk-store.ts'
import { Action } from '../../ui/Action.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { useAction } from '../../ui/use-action.ts'
import { DayOfTalk } from './DayOfTalk.tsx'
import { byDay } from './talk-days.ts'
import { useNewestInSight } from './use-newest-in-sight.ts'
import { useRead } from './use-read.ts'

interface ConversationProps {
  readonly nodeId: NodeId
  readonly peerName: string
  readonly shown: ShownTalk
  /** The other Node is set apart here: what was said can be read, and nothing is added. */
  readonly isApart: boolean
  /** What is to be known before one writes. */
  readonly children: ReactNode
}

/** The words of both sides by day, the newest at the end, and below them a line for more. */
export function Conversation({ nodeId, peerName, shown, isApart, children }: ConversationProps) {
  const say = useSay()
  const { talk } = useStores()
  const newest = shown.messages.at(-1) ?? null
  const earlier = useAction(() => talk.actions.showEarlier(nodeId))
  useNewestInSight(newest)
  useRead(nodeId, newest)
  return (
    <>
      {shown.hasEarlier && (
        <div className="actions">
          <Action busy={earlier.busy} onPress={() => void earlier.run()}>
            {say('talk.earlier')}
          </Action>
        </div>
      )}
      <div role="log" aria-label={say('talk.title')}>
        {byDay(shown.messages).map((day) => (
          <DayOfTalk key={day.atMs} day={day} peerName={peerName} />
        ))}
      </div>
      {newest === null && <NothingSaid peerName={peerName} />}
      {!isApart && (
        <div className="saying">
          {children}
          <TalkForm about={nodeId} peerName={peerName} onSend={(text) => talk.actions.talk(nodeId, text)} />
        </div>
      )}
      <p className="hint">{say('talk.kept')}</p>
    </>
  )
}

function NothingSaid({ peerName }: { readonly peerName: string }) {
  const say = useSay()
  return (
    <Empty title={say('talk.empty')}>
      <p className="meta">
        <Words id="talk.emptyDetail" values={{ name: <Peer>{peerName}</Peer> }} />
      </p>
    </Empty>
  )
}
