import { useIntl } from 'react-intl'
import type { NeighbourView } from '../../../shared/contract/neighbours.ts'
import { TransferRole } from '../../../shared/contract/transfers.ts'
import { isolate, useSay } from '../../app/messages/words.tsx'
import { resourceText } from '../../parts/resource-words.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Field } from '../../ui/Field.tsx'
import { Pick } from '../../ui/Pick.tsx'
import { relative } from '../../ui/Time.tsx'
import { useNow } from '../../ui/use-now.ts'
import {
  type Measured,
  type OfferDraft,
  type OfferProblems,
  OTHER,
  resourceChoices,
  unitOf,
} from './offer-draft.ts'

interface OfferWhatProps {
  readonly draft: OfferDraft
  readonly problems: OfferProblems
  readonly measured: Measured
  readonly change: (patch: Partial<OfferDraft>) => void
}

/** Which way, with whom, and what. */
export function OfferWhat({ draft, problems, measured, change }: OfferWhatProps) {
  const say = useSay()
  function chooseResource(resource: string): void {
    const unit = unitOf({ resource, to: draft.to }, measured)
    change({ resource, terms: { ...draft.terms, unit } })
  }
  return (
    <>
      <Choice
        label={say('offer.as')}
        shape="cards"
        options={TransferRole.options.map((value) => ({
          value,
          label: say(`offer.${value}`),
          detail: say(`offer.${value}Detail`),
        }))}
        value={draft.as}
        onChange={(as) => change({ as })}
      />
      <PeerPick draft={draft} problems={problems} change={change} />
      <Choice
        label={say('offer.resource')}
        options={resourceChoices(draft, measured).map((value) => ({
          value,
          label: value === OTHER ? say('resource.other') : resourceText(say, value),
        }))}
        value={draft.resource}
        onChange={chooseResource}
      />
      {problems.resource !== undefined && (
        <p className="field-error" role="alert">
          {say(problems.resource)}
        </p>
      )}
      {draft.resource === OTHER && (
        <Field
          label={say('offer.name')}
          value={draft.name}
          onChange={(name) => change({ name })}
          error={problems.name === undefined ? null : say(problems.name)}
        />
      )}
    </>
  )
}

function PeerPick({ draft, problems, change }: Omit<OfferWhatProps, 'measured'>) {
  const say = useSay()
  const intl = useIntl()
  const nowMs = useNow()
  const known = useData(useStores().neighbours) ?? []
  const wordsOf = ({ name, lastHeardMs }: NeighbourView): string =>
    lastHeardMs === null
      ? isolate(name)
      : say('offer.toHeard', { name: isolate(name), when: relative(intl, lastHeardMs - nowMs) })
  return (
    <Pick
      label={say('offer.to')}
      placeholder={say('offer.toChoose')}
      options={known.map((one) => ({ value: one.nodeId, label: wordsOf(one) }))}
      value={draft.to}
      onChange={(to) => change({ to })}
      error={problems.to === undefined ? null : say(problems.to)}
    />
  )
}
