import type { AlertView } from '../../../shared/contract/alerts.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { AlertKindMark, SeverityMark } from '../../parts/AlertKindMark.tsx'
import { ApartTag } from '../../parts/ApartTag.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { ExactTime, Time } from '../../ui/Time.tsx'
import { AlertHandling } from './AlertHandling.tsx'
import { HandledWords } from './AlertRow.tsx'
import { AlertWay } from './AlertWay.tsx'
import { CorrectAlert } from './CorrectAlert.tsx'
import { EvidenceList } from './EvidenceList.tsx'
import { JudgeForm } from './JudgeForm.tsx'
import { Judgements } from './Judgements.tsx'
import './alerts.css'

/** One alert, whole: what it says, how far it went, what to do with it, how it was judged. Route: /alerts/:id */
export function AlertDetailView({ id }: { readonly id: string }) {
  const say = useSay()
  const { alerts } = useStores()
  return (
    <>
      <p className="back">
        <a href="#/alerts">{say('alert.backToAll')}</a>
      </p>
      <Answered of={alerts} step={say('alerts.loading')} heading={say('nav.alerts')}>
        {(list) => {
          const alert = list.find((one) => one.id === id)
          if (alert !== undefined) return <Detail alert={alert} />
          return alerts.isWhole() ? (
            <h1>{say('failure.alert-unknown')}</h1>
          ) : (
            <Loading step={say('alerts.loading')} />
          )
        }}
      </Answered>
    </>
  )
}

function Detail({ alert }: { readonly alert: AlertView }) {
  const say = useSay()
  return (
    <article className="detail alert">
      <div className="alert-said">
        <p className="kind">
          <AlertKindMark kind={alert.kind} /> <SeverityMark severity={alert.severity} />
          <span>
            <Words id="alert.about" values={{ system: <Peer>{alert.system}</Peer> }} />
          </span>
          <ApartTag of={alert.authorIsolated} />
        </p>
        <h1 className="quote">
          <Words id="ui.quoted" values={{ text: <Peer>{alert.summary}</Peer> }} />
        </h1>
        <p className="meta">
          <Words
            id="alert.raisedBy"
            values={{
              mirror: <Peer>{alert.mirrorName}</Peer>,
              node: <Peer>{alert.originName}</Peer>,
              when: <ExactTime atMs={alert.raisedAtMs} />,
            }}
          />
        </p>
        <AlertWay alert={alert} />
        {alert.heldBack && <p className="banner">{say('alerts.heldBackDetail')}</p>}
        {alert.corrected !== null && <Correction corrected={alert.corrected} />}
        {alert.detail !== '' && (
          <blockquote className="prose">
            <Peer>{alert.detail}</Peer>
          </blockquote>
        )}
        <EvidenceList evidence={alert.evidence} />
      </div>
      <div className="alert-done">
        <section aria-labelledby="judging">
          <h2 id="judging">{say('judge.title')}</h2>
          {alert.myReview === null && <JudgeForm alert={alert} />}
          <Judgements alert={alert} />
        </section>
        <section aria-labelledby="handling">
          <h2 id="handling">{say('alert.handling')}</h2>
          <p>
            <HandledWords alert={alert} />
          </p>
          <AlertHandling alert={alert} />
          <Notes alert={alert} />
        </section>
        {alert.own && <CorrectAlert alert={alert} />}
      </div>
    </article>
  )
}

/** What its author said later, beside the original. */
function Correction({ corrected }: { readonly corrected: NonNullable<AlertView['corrected']> }) {
  const say = useSay()
  return (
    <div className="banner">
      <p>
        <b>{say(`alert.corrected.${corrected.kind}`)}</b> · <Time atMs={corrected.atMs} />
      </p>
      {corrected.note !== '' && (
        <p>
          <Words id="ui.quoted" values={{ text: <Peer>{corrected.note}</Peer> }} />
        </p>
      )}
    </div>
  )
}

/** What was noted at earlier handlings: it stays. */
function Notes({ alert }: { readonly alert: AlertView }) {
  const say = useSay()
  if (alert.notes.length === 0) return null
  return (
    <>
      <h3>{say('alert.notes')}</h3>
      <ul className="notes">
        {alert.notes.map((note) => (
          <li key={`${note.atMs}-${note.state}`}>
            <b>{say(`alert.state.${note.state}`)}</b> · <Peer>{note.by}</Peer> · <Time atMs={note.atMs} />
            {note.note !== '' && (
              <p>
                <Words id="ui.quoted" values={{ text: <Peer>{note.note}</Peer> }} />
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
