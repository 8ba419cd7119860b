import type { SessionDetail } from '../../../shared/contract/neighbour-sessions.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Duration } from '../../ui/Duration.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { Time } from '../../ui/Time.tsx'
import { Housekeeping } from './Housekeeping.tsx'

/** The sealed sessions with everybody, and how the table of them is kept small. */
export function SessionTable() {
  const say = useSay()
  const { calls } = useStores()
  return (
    <Answered of={calls.allSessions} step={say('sessions.loading')}>
      {({ sessions, housekeeping }) => (
        <>
          <table className="table stacked sessions">
            <caption className="unseen">{say('sessions.all')}</caption>
            <Head />
            <tbody>
              {sessions.map((session) => (
                <Row key={session.nodeId} session={session} />
              ))}
            </tbody>
          </table>
          <Housekeeping of={housekeeping} />
        </>
      )}
    </Answered>
  )
}

const COLUMNS = [
  'sessions.with',
  'sessions.state',
  'sessions.opened',
  'sessions.lastFrame',
  'sessions.left',
  'sessions.frames',
] as const

function Head() {
  const say = useSay()
  return (
    <thead>
      <tr>
        {COLUMNS.map((key) => (
          <th key={key} scope="col">
            {say(key)}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function Row({ session }: { readonly session: SessionDetail }) {
  const say = useSay()
  const { ageLeftMs, channels, idleLeftMs, lastFrameAtMs, name, openedAtMs, state } = session
  const sent = channels.reduce((sum, channel) => sum + channel.sent, 0)
  const received = channels.reduce((sum, channel) => sum + channel.received, 0)
  return (
    <tr>
      <th scope="row" data-label={say('sessions.with')}>
        <Peer>{name}</Peer>
      </th>
      <td data-label={say('sessions.state')}>{say(`session.${state}`)}</td>
      <td data-label={say('sessions.opened')}>{openedAtMs === null ? '–' : <Time atMs={openedAtMs} />}</td>
      <td data-label={say('sessions.lastFrame')}>
        {lastFrameAtMs === null ? '–' : <Time atMs={lastFrameAtMs} />}
      </td>
      <td data-label={say('sessions.left')}>
        {idleLeftMs === null || ageLeftMs === null ? (
          '–'
        ) : (
          <span>
            <Words
              id="sessions.leftWords"
              values={{ idle: <Duration ms={idleLeftMs} />, age: <Duration ms={ageLeftMs} /> }}
            />
          </span>
        )}
      </td>
      <td data-label={say('sessions.frames')}>{say('sessions.counts', { sent, received })}</td>
    </tr>
  )
}
