import { useMemo, useState } from 'react'
import type { AlertView } from '../../../shared/contract/alerts.ts'
import { isolate, useSay } from '../../app/messages/words.tsx'
import { type AlertGroup, groupAlerts } from '../../parts/alert-groups.ts'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { useAction } from '../../ui/use-action.ts'
import { AlertFilters } from './AlertFilters.tsx'
import { AlertRow } from './AlertRow.tsx'
import { type AlertFilter, heldBackByAuthor, NO_FILTER, passes } from './alert-list.ts'
import { ShortcutHelp } from './ShortcutHelp.tsx'
import { SnoozeDialog } from './SnoozeDialog.tsx'
import { useListKeys } from './use-list-keys.ts'

/** What was seen going wrong, here and elsewhere. Route: /alerts */
export function AlertsView() {
  const say = useSay()
  const { alerts } = useStores()
  return (
    <>
      <div className="heading-row">
        <div>
          <h1>{say('alerts.title')}</h1>
          <p className="lede">{say('alerts.lede')}</p>
        </div>
        <a className="action action-main" href="#/alerts/new">
          {say('alerts.raise')}
        </a>
      </div>
      <Answered of={alerts} step={say('alerts.loading')}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={say('alerts.empty')}>
              <p className="meta">{say('alerts.emptyDetail')}</p>
            </Empty>
          ) : (
            <Queue alerts={list} />
          )
        }
      </Answered>
    </>
  )
}

function Queue({ alerts }: { readonly alerts: readonly AlertView[] }) {
  const say = useSay()
  const [filter, setFilter] = useState<AlertFilter>(NO_FILTER)
  const passing = useMemo(() => alerts.filter((alert) => passes(alert, filter)), [alerts, filter])
  const groups = useMemo(() => groupAlerts(passing.filter((alert) => !alert.heldBack)), [passing])
  const held = useMemo(() => heldBackByAuthor(passing), [passing])
  const work = useQueueKeys(groups)
  return (
    <>
      <AlertFilters filter={filter} onChange={setFilter} />
      <p className="meta" role="status">
        {say('alerts.count', { count: passing.length })}
      </p>
      {work.failure !== null && <Failure of={work.failure} />}
      <ul className="rows">
        {groups.map((group) => (
          <li key={group.key}>
            <AlertRow
              group={group}
              current={group.lead.id === work.current}
              onFocus={() => work.setCurrent(group.lead.id)}
            />
          </li>
        ))}
      </ul>
      {held.map(({ author, alerts: kept }) => (
        <Fold
          key={author}
          level={2}
          title={say('alerts.heldBack', { count: kept.length, author: isolate(author) })}
        >
          <p className="meta">{say('alerts.heldBackDetail')}</p>
          <ul className="rows">
            {groupAlerts(kept).map((group) => (
              <li key={group.key}>
                <AlertRow group={group} current={false} onFocus={() => {}} />
              </li>
            ))}
          </ul>
        </Fold>
      ))}
      <div className="actions">
        <Action kind="quiet" onPress={() => work.setOpen('help')}>
          {say('alerts.shortcuts')}
        </Action>
      </div>
      <ShortcutHelp open={work.open === 'help'} onClose={() => work.setOpen(null)} />
      <SnoozeDialog id={work.open === 'snooze' ? work.current : null} onClose={() => work.setOpen(null)} />
    </>
  )
}

/** The queue worked by keys: which row is meant, and what is done to it. */
function useQueueKeys(groups: readonly AlertGroup[]) {
  const { alerts } = useStores()
  const [current, setCurrent] = useState<AlertView['id'] | null>(null)
  const [open, setOpen] = useState<'help' | 'snooze' | null>(null)
  const acknowledge = useAction(async (members: readonly AlertView[]) => {
    for (const member of members) if (member.state === 'new') await alerts.actions.acknowledge(member.id)
  })
  const index = groups.findIndex((group) => group.lead.id === current)

  function step(by: 1 | -1): void {
    const next = groups[index === -1 ? 0 : Math.min(groups.length - 1, Math.max(0, index + by))]
    if (next === undefined) return
    setCurrent(next.lead.id)
    document.getElementById(`row-${next.lead.id}`)?.focus()
  }
  useListKeys((key) => {
    if (key === 'help') return setOpen('help')
    if (key === 'next') return step(1)
    if (key === 'previous') return step(-1)
    const group = groups[index]
    if (group === undefined) return
    if (key === 'snooze') return setOpen('snooze')
    void acknowledge.run(group.members)
  })
  return { current, setCurrent, open, setOpen, failure: acknowledge.failure }
}
