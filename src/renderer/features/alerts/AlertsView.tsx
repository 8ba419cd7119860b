import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { AlertView } from '../../../shared/contract/alerts.ts'
import { isAlertWaiting } from '../../../shared/contract/waiting.ts'
import { isolate, useSay } from '../../app/messages/words.tsx'
import { useShortcuts } from '../../app/use-shortcuts.ts'
import { type AlertGroup, groupAlerts } from '../../parts/alert-groups.ts'
import { ViewHeading } from '../../parts/ViewHeading.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { LongList } from '../../ui/LongList.tsx'
import { useAction } from '../../ui/use-action.ts'
import { AlertFilters } from './AlertFilters.tsx'
import { AlertRow } from './AlertRow.tsx'
import { AlertsByHand } from './AlertsByHand.tsx'
import { type AlertFilter, heldBackByAuthor, NO_FILTER, passes } from './alert-list.ts'
import { SnoozeDialog } from './SnoozeDialog.tsx'
import './alerts.css'

/** What was seen going wrong, here and elsewhere. Route: /alerts */
export function AlertsView() {
  const say = useSay()
  const { alerts } = useStores()
  return (
    <>
      <ViewHeading
        title={<Standing />}
        lede={say('alerts.lede')}
        begin={{ href: '#/alerts/new', label: say('alerts.raise') }}
      />
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
      <AlertsByHand />
    </>
  )
}

/** How many nobody here has taken up, in a sentence. */
function Standing() {
  const say = useSay()
  const known = useData(useStores().alerts)
  if (known === null) return say('alerts.title')
  return say('alerts.standing', { count: known.filter(isAlertWaiting).length })
}

function Queue({ alerts }: { readonly alerts: readonly AlertView[] }) {
  const say = useSay()
  const { ui } = useStores()
  const [filter, setFilter] = useState<AlertFilter>(NO_FILTER)
  const wanted = useDeferredValue(filter) // what is typed comes before what is found
  const passing = useMemo(() => alerts.filter((alert) => passes(alert, wanted)), [alerts, wanted])
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
      <LongList
        className="rows"
        items={groups}
        current={work.index}
        keyOf={({ key }) => key}
        render={(group) => (
          <AlertRow
            group={group}
            current={group.lead.id === work.current}
            onFocus={() => work.setCurrent(group.lead.id)}
          />
        )}
      />
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
        <Action kind="quiet" onPress={() => ui.actions.openOverlay('keys')}>
          {say('alerts.shortcuts')}
        </Action>
      </div>
      <SnoozeDialog id={work.snoozing ? work.current : null} onClose={() => work.setSnoozing(false)} />
    </>
  )
}

/** The queue worked by keys: which row is meant, and what is done to it. */
function useQueueKeys(groups: readonly AlertGroup[]) {
  const { alerts } = useStores()
  const [current, setCurrent] = useState<AlertView['id'] | null>(null)
  const [snoozing, setSnoozing] = useState(false)
  const acknowledge = useAction(async (members: readonly AlertView[]) => {
    for (const member of members) if (member.state === 'new') await alerts.actions.acknowledge(member.id)
  })
  const index = groups.findIndex((group) => group.lead.id === current)
  const latest = useRef(groups)
  latest.current = groups

  function step(by: 1 | -1): void {
    goTo(groups[index === -1 ? 0 : Math.min(groups.length - 1, Math.max(0, index + by))])
  }
  function goTo(next: AlertGroup | undefined): void {
    if (next === undefined) return
    flushSync(() => setCurrent(next.lead.id)) // a row far away is drawn first
    document.getElementById(`row-${next.lead.id}`)?.focus()
  }
  /** What was taken up stands elsewhere in the list, or has left it, and took the focus with it. */
  async function takeUp({ lead, members }: AlertGroup): Promise<void> {
    await acknowledge.run(members)
    if (document.activeElement !== document.body) return
    const left = latest.current
    const same = left.find((group) => group.members.some(({ id }) => id === lead.id))
    goTo(same ?? left[Math.min(index, left.length - 1)])
  }
  const group = groups[index]
  useShortcuts({
    'alerts.next': () => step(1),
    'alerts.previous': () => step(-1),
    'alerts.acknowledge': () => void (group && takeUp(group)),
    'alerts.snooze': () => setSnoozing(group !== undefined),
  })
  return { current, index, setCurrent, snoozing, setSnoozing, failure: acknowledge.failure }
}
