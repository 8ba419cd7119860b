import { useMemo, useState } from 'react'
import type { ReportView } from '../../../shared/contract/map.ts'
import { isolate, useSay } from '../../app/messages/words.tsx'
import { isPreset } from '../../parts/resource-words.tsx'
import { useStores, useUi } from '../../stores/stores.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import { ReportsMatrix } from './ReportsMatrix.tsx'
import { ReportsTable } from './ReportsTable.tsx'
import { resourcesIn } from './report-rows.ts'

/** What neighbours show of what they have and lack. Route: /reports */
export function ReportsView() {
  const say = useSay()
  const { reports } = useStores()
  return (
    <>
      <h1>{say('reports.title')}</h1>
      <p className="lede">{say('reports.lede')}</p>
      <Answered of={reports} step={say('reports.loading')}>
        {(list) => (list.length === 0 ? <NoReports /> : <Reports reports={list} />)}
      </Answered>
    </>
  )
}

const EVERY = '*'

function Reports({ reports }: { readonly reports: readonly ReportView[] }) {
  const say = useSay()
  const [shape, setShape] = useState<'table' | 'matrix'>('table')
  const [resource, setResource] = useState(EVERY)
  const language = useUi((state) => state.language)
  const compare = useMemo(() => new Intl.Collator(language).compare, [language])
  const resources = resourcesIn(reports, compare)
  const shown = resource === EVERY ? reports : reports.filter((report) => report.resource === resource)
  return (
    <>
      <div className="filters">
        <Choice
          label={say('reports.shape')}
          options={[
            { value: 'table', label: say('reports.table') },
            { value: 'matrix', label: say('reports.matrix') },
          ]}
          value={shape}
          onChange={setShape}
        />
        <Choice
          label={say('reports.resource')}
          options={[
            { value: EVERY, label: say('reports.every') },
            ...resources.map((value) => ({
              value,
              label: isPreset(value) ? say(`resource.${value}`) : isolate(value),
            })),
          ]}
          value={resource}
          onChange={setResource}
        />
      </div>
      {shape === 'table' ? (
        <ReportsTable reports={shown} />
      ) : (
        <ReportsMatrix reports={shown} compare={compare} />
      )}
      <Legend />
    </>
  )
}

function Legend() {
  const say = useSay()
  return (
    <p className="legend">
      <span>
        <StateMark shape="full" /> {say('state.surplus')}
      </span>
      <span>
        <StateMark shape="ring" /> {say('state.enough')}
      </span>
      <span>
        <StateMark shape="broken" /> {say('state.deficit')}
      </span>
      <span>{say('reports.legend')}</span>
    </p>
  )
}

function NoReports() {
  const say = useSay()
  return (
    <Empty title={say('reports.empty')}>
      <p className="meta">{say('reports.emptyDetail')}</p>
      <div className="actions">
        <a className="action action-main" href="#/neighbours">
          {say('needs.invite')}
        </a>
      </div>
    </Empty>
  )
}
