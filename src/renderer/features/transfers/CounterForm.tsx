import { useState } from 'react'
import type { TransferView } from '../../../shared/contract/transfers.ts'
import { useSay } from '../../app/messages/words.tsx'
import { useStores, useUi } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Form } from '../../ui/Form.tsx'
import { useAction } from '../../ui/use-action.ts'
import { Promised } from './Promised.tsx'
import { AmountFields, WayAndTimeFields } from './TermsFields.tsx'
import { draftOf, readTerms, type Terms, type TermsDraft, type TermsProblems } from './terms-draft.ts'
import { focusTitle } from './title-focus.ts'

interface CounterFormProps {
  readonly transfer: TransferView
  readonly onClose: () => void
}

/** Propose other terms, beginning from those that stand. */
export function CounterForm({ transfer, onClose }: CounterFormProps) {
  const say = useSay()
  const language = useUi((state) => state.language)
  const [draft, setDraft] = useState<TermsDraft>(() => draftOf(transfer))
  const [isTried, setTried] = useState(false)
  const read = readTerms(draft, language)
  const problems: TermsProblems = isTried ? read.problems : {}
  const counter = useCountering(transfer, onClose)
  const change = (patch: Partial<TermsDraft>): void => setDraft((before) => ({ ...before, ...patch }))

  function submit(): void {
    setTried(true)
    if (read.terms !== null) void counter.run(read.terms)
  }
  return (
    <Form onSubmit={submit} label={say('terms.counterTitle')}>
      <div>
        <h3>{say('terms.counterTitle')}</h3>
        <p className="meta">{say('terms.counterDetail')}</p>
      </div>
      <AmountFields draft={draft} problems={problems} change={change} autoFocus />
      <Promised
        promise={{
          ...draft,
          as: transfer.role,
          resource: transfer.resource,
          released: transfer.unit === draft.unit ? transfer.quantity : 0,
          peerName: transfer.peerName,
        }}
      />
      <WayAndTimeFields draft={draft} problems={problems} change={change} />
      {counter.failure !== null && <Failure of={counter.failure} />}
      <div className="actions">
        <Action onPress={onClose}>{say('ui.cancel')}</Action>
        <Action kind="main" type="submit" busy={counter.busy}>
          {say('terms.counterSign')}
        </Action>
      </div>
    </Form>
  )
}

function useCountering({ id }: TransferView, onClose: () => void) {
  const say = useSay()
  const { transfers, ui } = useStores()
  return useAction(async (terms: Terms) => {
    const { warning } = await transfers.actions.counter({ id, ...terms })
    ui.actions.announce(say(warning === null ? 'terms.counterDone' : 'offer.doneWarned'))
    onClose()
    focusTitle()
  })
}
