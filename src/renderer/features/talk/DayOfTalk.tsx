import { useId } from 'react'
import { useIntl } from 'react-intl'
import type { TalkMessage as TalkMessageView } from '../../../shared/contract/neighbours.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { TalkMessage } from '../../parts/TalkMessage.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { ExactTime, TimeOfDay } from '../../ui/Time.tsx'
import { useNow } from '../../ui/use-now.ts'
import { daysAgo, type TalkDay } from './talk-days.ts'

/** Words that took longer than this to come say when they were written. Chosen here: clocks may differ by two minutes. */
const LATE_MS = 5 * 60_000

interface DayOfTalkProps {
  readonly day: TalkDay
  readonly peerName: string
}

export function DayOfTalk({ day, peerName }: DayOfTalkProps) {
  const titleId = useId()
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId} className="talk-day">
        <DayName atMs={day.atMs} />
      </h2>
      <ol className="talk">
        {day.messages.map((message) => (
          <li key={`${message.ours} ${message.id}`} data-own={message.ours || undefined}>
            <Said message={message} peerName={peerName} />
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Today and yesterday by their names, other days by their dates. */
function DayName({ atMs }: { readonly atMs: number }) {
  const intl = useIntl()
  const ago = daysAgo(atMs, useNow())
  const isNear = ago === 0 || ago === 1
  return (
    <time dateTime={new Date(atMs).toISOString()}>
      {isNear
        ? intl.formatRelativeTime(-ago, 'day', { numeric: 'auto' })
        : intl.formatDate(atMs, { dateStyle: 'full' })}
    </time>
  )
}

function Said({ message, peerName }: { readonly message: TalkMessageView; readonly peerName: string }) {
  const say = useSay()
  const { atMs, ours, sentAtMs, text } = message
  const isLate = !ours && atMs - sentAtMs > LATE_MS
  return (
    <TalkMessage speaker={ours ? say('talk.us') : <Peer>{peerName}</Peer>} text={text}>
      <TimeOfDay atMs={atMs} />
      {isLate && (
        <>
          {' · '}
          <Words id="talk.written" values={{ when: <ExactTime atMs={sentAtMs} /> }} />
        </>
      )}
      {ours && <> · {say(STATE_WORDS[message.state])}</>}
    </TalkMessage>
  )
}

const STATE_WORDS = {
  queued: 'talk.queued',
  sent: 'delivery.sent',
  received: 'delivery.seen',
} as const
