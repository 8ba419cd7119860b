import type { AlertView } from '../../../shared/contract/alerts.ts'
import { isAlertWaiting } from '../../../shared/contract/waiting.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { AlertKindMark, SeverityMark } from '../../parts/AlertKindMark.tsx'
import { AlertSources } from '../../parts/AlertSources.tsx'
import { ApartTag } from '../../parts/ApartTag.tsx'
import type { AlertGroup } from '../../parts/alert-groups.ts'
import { Peer } from '../../ui/Peer.tsx'
import { ExactTime, Time } from '../../ui/Time.tsx'

interface AlertRowProps {
  readonly group: AlertGroup
  readonly current: boolean
  readonly onFocus: () => void
}

/** One alert in the queue, or several that say the same. */
export function AlertRow({ group, current, onFocus }: AlertRowProps) {
  const say = useSay()
  const { lead, members } = group
  return (
    <article className="row alert-row" data-current={current || undefined} data-state={lead.state}>
      <div className="card-body">
        <p className="kind">
          <AlertKindMark kind={lead.kind} /> <SeverityMark severity={lead.severity} />
          <span>
            <Words id="alert.about" values={{ system: <Peer>{lead.system}</Peer> }} />
          </span>
          <ApartTag of={lead.authorIsolated} />
          {lead.heldBack && <span className="tag">{say('alert.heldBack')}</span>}
          {lead.corrected !== null && (
            <span className="tag">{say(`alert.corrected.${lead.corrected.kind}`)}</span>
          )}
        </p>
        <h2 className="quote">
          <a href={`#/alerts/${lead.id}`} id={`row-${lead.id}`} onFocus={onFocus}>
            <Words id="ui.quoted" values={{ text: <Peer>{lead.summary}</Peer> }} />
          </a>
        </h2>
        <p className="meta">
          <Words id="alert.from" values={{ node: <Peer>{lead.originName}</Peer> }} /> ·{' '}
          <Time atMs={lead.receivedAtMs} /> · {say('reports.hopCount', { count: lead.hops })}
        </p>
        {members.length > 1 && <AlertSources members={members} />}
      </div>
      <p className="meta">
        <HandledWords alert={lead} />
      </p>
    </article>
  )
}

/** The state of an alert with who, why and when. */
export function HandledWords({ alert }: { readonly alert: AlertView }) {
  const say = useSay()
  const { handled, state, snoozedUntilMs } = alert
  return (
    <>
      <b className="alert-state" data-waiting={isAlertWaiting(alert) || undefined}>
        {say(`alert.state.${state}`)}
      </b>
      {state === 'snoozed' && snoozedUntilMs !== null && (
        <>
          {' '}
          <Words id="alert.until" values={{ when: <ExactTime atMs={snoozedUntilMs} /> }} />
        </>
      )}
      {handled !== null && (
        <>
          {' · '}
          <Words
            id="alert.handled"
            values={{ by: <Peer>{handled.by}</Peer>, when: <Time atMs={handled.atMs} /> }}
          />
          {handled.note !== '' && (
            <>
              {' '}
              <Words id="ui.quoted" values={{ text: <Peer>{handled.note}</Peer> }} />
            </>
          )}
        </>
      )}
    </>
  )
}
