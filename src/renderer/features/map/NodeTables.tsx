import { useMemo, useRef, useState } from 'react'
import { useSay } from '../../app/messages/words.tsx'
import { useUi } from '../../stores/stores.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { SearchBox } from '../../ui/SearchBox.tsx'
import type { MapNode } from './map-nodes.ts'
import { Pages } from './Pages.tsx'
import { ReportsMatrix } from './ReportsMatrix.tsx'
import { ReportsTable } from './ReportsTable.tsx'
import { foundIn, tableOf } from './report-rows.ts'

/** Rows of a page, and from how many Nodes on there is a box to look for one. Chosen here: some screens, one screen. */
const ROWS_PER_PAGE = 50
const SEARCH_FROM_NODES = 12

export const TABLE_ID = 'map-table'

interface NodeTablesProps {
  readonly title: string
  readonly nodes: readonly MapNode[]
  readonly resource: string | null
  readonly resources: readonly string[]
  readonly onOpen: (nodeId: string) => void
}

/** All that the map shows, and the same ways on from it, as a list or Node by resource. */
export function NodeTables({ title, nodes, resource, resources, onOpen }: NodeTablesProps) {
  const say = useSay()
  const [shape, setShape] = useState<'table' | 'matrix'>('table')
  const [words, setWords] = useState('')
  const { found, shown, page, turnTo } = useRows(nodes, { resource, words })
  const table = useRef<HTMLElement>(null)
  return (
    <section ref={table} id={TABLE_ID} className="map-table" aria-label={title} tabIndex={-1}>
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
        {nodes.length >= SEARCH_FROM_NODES && (
          <SearchBox label={say('map.find')} value={words} onChange={setWords} />
        )}
      </div>
      {shape === 'table' ? (
        <ReportsTable title={title} nodes={shown} resource={resource} onOpen={onOpen} />
      ) : (
        <ReportsMatrix nodes={shown} resources={resources} onOpen={onOpen} />
      )}
      {shown.length === 0 && <p className="meta">{say('map.none')}</p>}
      <p className="legend">{say('reports.legend')}</p>
      <Pages
        {...{ page, count: found.length, perPage: ROWS_PER_PAGE }}
        onTurn={(to) => {
          turnTo(to)
          table.current?.focus()
        }}
      />
    </section>
  )
}

interface RowsAsked {
  readonly resource: string | null
  readonly words: string
}

function useRows(nodes: readonly MapNode[], { resource, words }: RowsAsked) {
  const language = useUi((state) => state.language)
  const [asked, turnTo] = useState(0)
  const found = useMemo(() => {
    const { compare } = new Intl.Collator(language)
    return tableOf(foundIn(nodes, words), resource, compare)
  }, [nodes, resource, words, language])
  const page = Math.min(asked, Math.max(0, Math.ceil(found.length / ROWS_PER_PAGE) - 1))
  const shown = found.slice(page * ROWS_PER_PAGE, (page + 1) * ROWS_PER_PAGE)
  return { found, shown, page, turnTo }
}
