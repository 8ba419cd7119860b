import { AlertKind, AlertSeverity, AlertState } from '../../../shared/contract/alerts.ts'
import { useSay } from '../../app/messages/words.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { SearchBox } from '../../ui/SearchBox.tsx'
import type { AlertFilter } from './alert-list.ts'

interface AlertFiltersProps {
  readonly filter: AlertFilter
  readonly onChange: (filter: AlertFilter) => void
}

/** Narrow the queue by state, kind, severity or words. */
export function AlertFilters({ filter, onChange }: AlertFiltersProps) {
  const say = useSay()
  const any = { value: 'any' as const, label: say('alerts.any') }
  return (
    <div className="filters">
      <SearchBox
        label={say('alerts.search')}
        value={filter.search}
        onChange={(search) => onChange({ ...filter, search })}
      />
      <Choice
        label={say('alerts.filterState')}
        options={[any, ...AlertState.options.map((value) => ({ value, label: say(`alert.state.${value}`) }))]}
        value={filter.state}
        onChange={(state) => onChange({ ...filter, state })}
      />
      <Fold title={say('alerts.moreFilters')} level={2}>
        <Choice
          label={say('alerts.filterKind')}
          options={[any, ...AlertKind.options.map((value) => ({ value, label: say(`alert.kind.${value}`) }))]}
          value={filter.kind}
          onChange={(kind) => onChange({ ...filter, kind })}
        />
        <Choice
          label={say('alerts.filterSeverity')}
          options={[
            any,
            ...AlertSeverity.options.map((value) => ({ value, label: say(`alert.severity.${value}`) })),
          ]}
          value={filter.severity}
          onChange={(severity) => onChange({ ...filter, severity })}
        />
      </Fold>
    </div>
  )
}
