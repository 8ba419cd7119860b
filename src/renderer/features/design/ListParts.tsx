import { useSay } from '../../app/messages/words.tsx'
import { AlertKindMark, SeverityMark } from '../../parts/AlertKindMark.tsx'
import { StateWord } from '../../parts/resource-words.tsx'
import { Action } from '../../ui/Action.tsx'
import { Specimen } from './Specimen.tsx'

/** What a view lists: cards where people decide, rows and tables where they work through. */
export function ListParts() {
  return (
    <Specimen title={'design.lists'}>
      <Cards />
      <Rows />
      <Table />
    </Specimen>
  )
}

function Cards() {
  const say = useSay()
  return (
    <div>
      {(['card-alert card-high', 'card-alert', ''] as const).map((kind) => (
        <article key={kind} className={`card ${kind}`}>
          <div className="card-body">
            <p className="kind">
              <AlertKindMark kind="bias-drift" />
              <SeverityMark severity={kind === 'card-alert card-high' ? 'high' : 'low'} />
            </p>
            <h3>{say('design.card.title')}</h3>
            <p className="meta">{say('design.card.words')}</p>
          </div>
          <div className="stack">
            <Action kind="main">{say('design.kind.main')}</Action>
            <Action>{say('design.kind.plain')}</Action>
          </div>
        </article>
      ))}
    </div>
  )
}

function Rows() {
  const say = useSay()
  return (
    <ul className="rows">
      {[true, false].map((isCurrent) => (
        <li key={String(isCurrent)} className="row" {...(isCurrent ? { 'data-current': true } : {})}>
          <p className="kind">
            <StateWord state={isCurrent ? 'surplus' : 'deficit'} />
            <span className="tag">{say('design.said.only')}</span>
          </p>
          <h3>{say('design.card.title')}</h3>
        </li>
      ))}
    </ul>
  )
}

function Table() {
  const say = useSay()
  return (
    <table className="table stacked">
      <caption>{say('design.figure.range')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('design.field.name')}</th>
          <th scope="col">{say('design.figure.quantity')}</th>
        </tr>
      </thead>
      <tbody>
        {(['surplus', 'enough', 'deficit'] as const).map((state) => (
          <tr key={state}>
            <th scope="row" data-label={say('design.field.name')}>
              <StateWord state={state} />
            </th>
            <td data-label={say('design.figure.quantity')}>{say('design.figure.meter.words')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
