import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { OwnResource } from '../../../shared/contract/resources.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { DeliveryLine } from '../../parts/DeliveryLine.tsx'
import { ResourceWord, resourceText, STATE_SHAPES, StateWord } from '../../parts/resource-words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { figure, Quantity } from '../../ui/Quantity.tsx'
import { RangeBar } from '../../ui/RangeBar.tsx'
import { Time } from '../../ui/Time.tsx'
import { useAction } from '../../ui/use-action.ts'
import { useArrival } from '../../ui/use-arrival.ts'
import { History } from './History.tsx'
import { PrivacyMeter } from './PrivacyMeter.tsx'

interface OwnResourceCardProps {
  readonly own: OwnResource
  readonly onRecord: () => void
}

/** One resource: exact here, and as others see it. */
export function OwnResourceCard({ own, onRecord }: OwnResourceCardProps) {
  const say = useSay()
  const here = useArrival<HTMLElement>(own.resource)
  return (
    <article ref={here} tabIndex={-1} className="card own">
      <div className="card-body">
        <p className="kind">
          <StateWord state={own.state} /> <Time atMs={own.recordedAtMs} />
        </p>
        <h2>
          <ResourceWord resource={own.resource} />
        </h2>
        <div className="standing">
          <div>
            <Level own={own} />
            <DaysLeft own={own} />
          </div>
          <Shown own={own} />
        </div>
        <PrivacyMeter own={own} />
        <Fold title={say('resources.history')}>
          <History own={own} />
        </Fold>
      </div>
      <div className="stack">
        <Action onPress={onRecord}>{say('resources.recordAgain')}</Action>
        <RemoveResource own={own} />
      </div>
    </article>
  )
}

/** How much there is, exactly. */
function Level({ own }: { readonly own: OwnResource }) {
  const say = useSay()
  return (
    <p className="level">
      <strong>
        <Quantity value={own.level} unit={own.unit} />
      </strong>{' '}
      <Words
        id="resources.ofCapacity"
        values={{ capacity: <Quantity value={own.capacity} unit={own.unit} /> }}
      />{' '}
      <span className="only-here">{say('resources.onlyHere')}</span>
    </p>
  )
}

/** What others see of it. */
function Shown({ own }: { readonly own: OwnResource }) {
  const say = useSay()
  const intl = useIntl()
  const { shown, unit } = own
  if (shown === null) {
    return (
      <p className="meta">
        <Words id="resources.notShown" values={{ when: <Time atMs={own.nextReportAtMs} /> }} />
      </p>
    )
  }
  const range = { low: figure(intl, shown.low), high: figure(intl, shown.high), unit }
  return (
    <div className="shown">
      <RangeBar
        low={shown.low}
        high={shown.high}
        capacity={own.capacity}
        exact={own.level}
        shape={STATE_SHAPES[shown.state]}
        label={say('reports.rangeLabel', { ...range, capacity: figure(intl, own.capacity) })}
      />
      <p className="meta">
        {say('resources.othersSee', { ...range, state: say(`state.${shown.state}`) })}{' '}
        <Words
          id="resources.reported"
          values={{ when: <Time atMs={shown.reportedAtMs} />, next: <Time atMs={own.nextReportAtMs} /> }}
        />
      </p>
      {own.delivery !== null && <DeliveryLine delivery={own.delivery} />}
    </div>
  )
}

function DaysLeft({ own }: { readonly own: OwnResource }) {
  const say = useSay()
  const intl = useIntl()
  if (own.daysLeft === null) return <p className="meta">{say('resources.notFalling')}</p>
  const key = own.state === 'deficit' ? 'resources.daysUntilEmpty' : 'resources.daysUntilNeed'
  const days = Math.max(0, own.daysLeft)
  return <p className="meta">{say(key, { days: Math.floor(days), exact: figure(intl, inTenths(days)) })}</p>
}

/** A pace of some weeks tells no hundredth of a day. */
const inTenths = (days: number): number => Math.round(days * 10) / 10

function RemoveResource({ own }: { readonly own: OwnResource }) {
  const say = useSay()
  const { resources } = useStores()
  const [asking, setAsking] = useState(false)
  const remove = useAction(() => resources.actions.remove(own.resource))
  return (
    <>
      <Action kind="quiet" onPress={() => setAsking(true)}>
        {say('resources.remove')}
      </Action>
      <ConfirmDialog
        title={say('resources.removeTitle', { resource: resourceText(say, own.resource) })}
        consequence={say('resources.removeConsequence')}
        confirmLabel={say('resources.removeConfirm')}
        open={asking}
        busy={remove.busy}
        failure={remove.failure}
        onConfirm={() => void remove.run()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
