import type { Bridge } from '../../../shared/contract/index.ts'
import { useSay } from '../../app/messages/words.tsx'
import { ResourceWord, StateWord } from '../../parts/resource-words.tsx'
import type { Take } from '../../parts/TextImport.tsx'
import { Action } from '../../ui/Action.tsx'
import { Quantity } from '../../ui/Quantity.tsx'
import { ExactTime } from '../../ui/Time.tsx'

type ImportAnswer = Awaited<ReturnType<Bridge['resources']['importCsv']>>

interface CsvPreviewProps extends Take {
  readonly answer: ImportAnswer
}

/** Rejected lines shown at once. Chosen here: whoever has more mends the file, not the lines. */
const REJECTED_SHOWN = 50

/** What an import would do, line by line, before it does it. */
export function CsvPreview({ answer, busy, onLeave, onTake }: CsvPreviewProps) {
  const say = useSay()
  return (
    <section aria-label={say('csv.preview')} className="preview">
      <div role="status">
        <h3>{say('csv.summary', { accepted: answer.accepted, rejected: answer.rejected.length })}</h3>
      </div>
      {answer.rejected.length > 0 && (
        <ul className="rejected">
          {answer.rejected.slice(0, REJECTED_SHOWN).map(({ line, code }) => (
            <li key={`${line}-${code}`}>
              <b>{say('csv.line', { line })}</b> {say(`csv-line.${code}`)}
            </li>
          ))}
        </ul>
      )}
      {answer.rejected.length > REJECTED_SHOWN && (
        <p className="meta">{say('csv.more', { count: answer.rejected.length - REJECTED_SHOWN })}</p>
      )}
      {answer.preview.length > 0 && <PreviewTable rows={answer.preview} />}
      <div className="actions">
        <Action kind="main" busy={busy} onLeave={onLeave} disabled={answer.accepted === 0} onPress={onTake}>
          {say('csv.take', { count: answer.accepted })}
        </Action>
      </div>
    </section>
  )
}

function PreviewTable({ rows }: { readonly rows: ImportAnswer['preview'] }) {
  const say = useSay()
  return (
    <table className="table stacked">
      <caption>{say('csv.firstReadings')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('csv.columnLine')}</th>
          <th scope="col">{say('csv.columnTime')}</th>
          <th scope="col">{say('reports.resource')}</th>
          <th scope="col">{say('record.level')}</th>
          <th scope="col">{say('reports.shows')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.line}>
            <td data-label={say('csv.columnLine')}>{row.line}</td>
            <td data-label={say('csv.columnTime')}>
              <ExactTime atMs={row.atMs} />
            </td>
            <td data-label={say('reports.resource')}>
              <ResourceWord resource={row.resource} />
            </td>
            <td data-label={say('record.level')}>
              <Quantity value={row.level} unit={row.unit} />
            </td>
            <td data-label={say('reports.shows')}>
              <StateWord state={row.state} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
