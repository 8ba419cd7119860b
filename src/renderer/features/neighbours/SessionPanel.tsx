import type { SessionDetail } from '../../../shared/contract/neighbour-sessions.ts'
import type { NodeId } from '../../../shared/kernel/ids.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { Fact } from '../../parts/Fact.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Duration } from '../../ui/Duration.tsx'
import { Time } from '../../ui/Time.tsx'
import { Housekeeping } from './Housekeeping.tsx'
import { sessionReasonKey } from './session-reason.ts'

/** The sealed session with a neighbour: how it was opened, how it stands, what happened. */
export function SessionPanel({ nodeId }: { readonly nodeId: NodeId }) {
  const say = useSay()
  const { calls } = useStores()
  return (
    <Answered of={calls.sessionWith(nodeId)} step={say('sessions.loading')}>
      {({ sessions, housekeeping }) => (
        <div className="session">
          {sessions.map((session) => (
            <Session key={session.nodeId} session={session} />
          ))}
          <Housekeeping of={housekeeping} />
        </div>
      )}
    </Answered>
  )
}

function Session({ session }: { readonly session: SessionDetail }) {
  return (
    <>
      {session.state !== 'none' && <Standing session={session} />}
      <Handshake of={session.handshake} />
      <Events events={session.events} />
    </>
  )
}

function Standing({ session }: { readonly session: SessionDetail }) {
  const say = useSay()
  const { ageLeftMs, channels, idleLeftMs, lastFrameAtMs, openedAtMs, rekeys, shortId } = session
  return (
    <dl className="facts">
      {shortId !== null && (
        <Fact name={say('sessions.id')}>
          <code>{shortId}</code>
          <p className="hint">{say('sessions.idHint')}</p>
        </Fact>
      )}
      {openedAtMs !== null && (
        <Fact name={say('sessions.opened')}>
          <Time atMs={openedAtMs} />
        </Fact>
      )}
      {lastFrameAtMs !== null && (
        <Fact name={say('sessions.lastFrame')}>
          <Time atMs={lastFrameAtMs} />
        </Fact>
      )}
      {idleLeftMs !== null && ageLeftMs !== null && (
        <Fact name={say('sessions.left')}>
          <Words
            id="sessions.leftWords"
            values={{ idle: <Duration ms={idleLeftMs} />, age: <Duration ms={ageLeftMs} /> }}
          />
        </Fact>
      )}
      <Fact name={say('sessions.rekeys')}>{rekeys}</Fact>
      <Fact name={say('sessions.frames')}>
        <ul>
          {channels.map(({ channel, received, sent }) => (
            <li key={channel}>
              {say(`sessions.channel.${channel}`)}: {say('sessions.counts', { sent, received })}
            </li>
          ))}
        </ul>
      </Fact>
    </dl>
  )
}

function Handshake({ of }: { readonly of: SessionDetail['handshake'] }) {
  const say = useSay()
  return (
    <section>
      <h4>{say('sessions.handshake')}</h4>
      <p className="meta">
        {of === null
          ? say('sessions.noHandshake')
          : say(of.begunHere ? 'sessions.begun.here' : 'sessions.begun.there')}
      </p>
      {of !== null && (
        <ol className="call-steps">
          {of.steps.map(({ atMs, step }) => (
            <li key={step}>
              {say(`sessions.step.${step}`)}{' '}
              <span className="meta">
                <Time atMs={atMs} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function Events({ events }: { readonly events: SessionDetail['events'] }) {
  const say = useSay()
  if (events.length === 0) return null
  return (
    <section>
      <h4>{say('sessions.events')}</h4>
      <ul className="call-steps">
        {events.map(({ atMs, count, kind, reason }) => (
          <li key={`${atMs} ${kind} ${reason}`}>
            {say(`sessions.event.${kind}`, kind === 'refused' ? { count } : {})}{' '}
            <span className="meta">
              <Time atMs={atMs} />
              {reason !== null && (
                <>
                  {' '}
                  · <Why reason={reason} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Why({ reason }: { readonly reason: string }) {
  const say = useSay()
  const key = sessionReasonKey(reason)
  return key === null ? <code>{reason}</code> : say(key)
}
