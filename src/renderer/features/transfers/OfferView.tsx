import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { useSay } from '../../app/messages/words.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { useData, useStores, useUi } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Form } from '../../ui/Form.tsx'
import { useAction } from '../../ui/use-action.ts'
import { OfferWhat } from './OfferWhat.tsx'
import {
  draftFrom,
  filledFrom,
  type Measured,
  type OfferDraft,
  type OfferInput,
  type OfferProblems,
  readOffer,
} from './offer-draft.ts'
import { Promised } from './Promised.tsx'
import { AmountFields, WayAndTimeFields } from './TermsFields.tsx'
import type { TermsDraft } from './terms-draft.ts'
import './transfers.css'

/** Offer from one's own, or ask for some of theirs. Route: /transfers/new?to=&resource=&as= */
export function OfferView() {
  const say = useSay()
  const { neighbours, resources, reports } = useStores()
  return (
    <div className="offering">
      <p className="back">
        <a href="#/transfers">{say('transfer.backToAll')}</a>
      </p>
      <h1>{say('offer.title')}</h1>
      <p className="lede">{say('offer.lede')}</p>
      <Answered of={neighbours} step={say('neighbours.loading')}>
        {(known) =>
          known.length === 0 ? (
            <Alone />
          ) : (
            <Answered of={resources} step={say('resources.loading')}>
              {(own) => (
                <Answered of={reports} step={say('reports.loading')}>
                  {(shown) => <OfferForm measured={{ own, reports: shown }} />}
                </Answered>
              )}
            </Answered>
          )
        }
      </Answered>
    </div>
  )
}

function Alone() {
  const say = useSay()
  return (
    <Empty title={say('offer.alone')}>
      <div className="actions">
        <a className="action action-main" href="#/neighbours">
          {say('needs.invite')}
        </a>
      </div>
    </Empty>
  )
}

function OfferForm({ measured }: { readonly measured: Measured }) {
  const say = useSay()
  const language = useUi((state) => state.language)
  const { draft, change, changeTerms, forget } = useOfferDraft(measured)
  const [isTried, setTried] = useState(false)
  const read = readOffer(draft, language)
  const problems: OfferProblems = isTried ? read.problems : {}
  const send = useSending(forget)
  const known = useData(useStores().neighbours) ?? []
  const peerName = known.find(({ nodeId }) => nodeId === draft.to)?.name ?? null

  function submit(): void {
    setTried(true)
    if (read.input !== null) void send.run(read.input)
  }
  return (
    <Form onSubmit={submit} label={say('offer.title')}>
      <OfferWhat draft={draft} problems={problems} measured={measured} change={change} />
      <AmountFields draft={draft.terms} problems={problems} change={changeTerms} />
      <Promised promise={{ ...draft.terms, as: draft.as, resource: draft.resource, released: 0, peerName }} />
      <WayAndTimeFields draft={draft.terms} problems={problems} change={changeTerms} />
      <p className="say">{say('offer.consequence')}</p>
      {send.failure !== null && <Failure of={send.failure} />}
      <div className="actions">
        <Action kind="main" type="submit" busy={send.busy}>
          {say('offer.sign')}
        </Action>
      </div>
    </Form>
  )
}

/** The draft begins with what the address asks for; what is measured fills the rest. */
function useOfferDraft(measured: Measured) {
  const search = useSearch()
  const [asked] = useState(search)
  const hints = useData(useStores().transferHints) ?? []
  const { draft: written, ...kept } = useDraft<OfferDraft | null>(`offer ${asked}`, null)
  const draft = written ?? filledFrom(draftFrom(new URLSearchParams(asked)), measured, hints)
  const change = (patch: Partial<OfferDraft>): void => kept.change(() => ({ ...draft, ...patch }))
  const changeTerms = (patch: Partial<TermsDraft>): void => change({ terms: { ...draft.terms, ...patch } })
  return { draft, change, changeTerms, forget: kept.forget }
}

function useSending(onSent: () => void) {
  const say = useSay()
  const { transfers, ui } = useStores()
  const [, navigate] = useLocation()
  return useAction(async (input: OfferInput) => {
    const { id, warning } = await transfers.actions.offer(input)
    onSent()
    ui.actions.announce(say(warning === null ? 'offer.done' : 'offer.doneWarned'))
    navigate(`/transfers/${id}`)
  })
}
