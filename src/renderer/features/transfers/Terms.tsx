import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { TransferView } from '../../../shared/contract/transfers.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { AfterTransfer } from '../../parts/AfterTransfer.tsx'
import { Fact } from '../../parts/Fact.tsx'
import { Amount } from '../../parts/transfer-words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { Quantity } from '../../ui/Quantity.tsx'
import { spanText } from '../../ui/Remaining.tsx'
import { ExactTime } from '../../ui/Time.tsx'
import { useAction } from '../../ui/use-action.ts'
import { CounterForm } from './CounterForm.tsx'
import { OthersPromised } from './Promised.tsx'
import { focusTitle } from './title-focus.ts'

interface OfTransfer {
  readonly transfer: TransferView
}

/** What both would sign, or have signed, and the ways to answer it. */
export function Terms({ transfer }: OfTransfer) {
  const say = useSay()
  return (
    <section aria-labelledby="terms">
      <h2 id="terms">{say('terms.title')}</h2>
      <dl className="facts">
        <WhatFacts transfer={transfer} />
        <WayFacts transfer={transfer} />
      </dl>
      {transfer.phase === 'offered' && (
        <>
          <AfterTransfer transfer={transfer} />
          <OthersPromised transfer={transfer} />
        </>
      )}
      <TermsActs transfer={transfer} />
    </section>
  )
}

function WhatFacts({ transfer }: OfTransfer) {
  const say = useSay()
  const intl = useIntl()
  return (
    <>
      <Fact name={say('terms.what')}>
        <Amount of={transfer} />
      </Fact>
      <Fact name={say('terms.proposedBy')}>
        {transfer.proposedHere ? say('terms.us') : <Peer>{transfer.peerName}</Peer>} ·{' '}
        {say('terms.revision', { count: transfer.revision })}
      </Fact>
      <Fact name={say('terms.settleIn')}>
        {say('terms.settleInDetail', { time: spanText(intl, transfer.settleInMs) })}
      </Fact>
    </>
  )
}

function WayFacts({ transfer }: OfTransfer) {
  const say = useSay()
  const intl = useIntl()
  const { window, route, expectedLossRatio: lost, quantity, unit } = transfer
  return (
    <>
      <Fact name={say('terms.window')}>
        {window === null ? (
          say('terms.windowOpen')
        ) : (
          <Words
            id="terms.windowFromTo"
            values={{ from: <ExactTime atMs={window.fromMs} />, until: <ExactTime atMs={window.untilMs} /> }}
          />
        )}
      </Fact>
      <Fact name={say('terms.route')}>{route === '' ? say('terms.routeOpen') : <Peer>{route}</Peer>}</Fact>
      <Fact name={say('terms.loss')}>
        {lost === 0 ? (
          say('terms.lossNone')
        ) : (
          <Words
            id="terms.lossAbout"
            values={{
              share: intl.formatNumber(lost, { style: 'percent', maximumFractionDigits: 1 }),
              quantity: <Quantity value={quantity * (1 - lost)} unit={unit} />,
            }}
          />
        )}
      </Fact>
    </>
  )
}

/** Sign the terms as they stand, or propose others. */
function TermsActs({ transfer }: OfTransfer) {
  const say = useSay()
  const [isCountering, setCountering] = useState(false)
  const { agreeTerms: canAgree, counter: canCounter } = transfer.can
  const isAsked = canAgree && !transfer.proposedHere
  if (isCountering && canCounter) {
    return <CounterForm transfer={transfer} onClose={() => setCountering(false)} />
  }
  return (
    <>
      {isAsked && <SigningExplained transfer={transfer} />}
      <div className="actions">
        {isAsked && <AgreeAction transfer={transfer} />}
        {canCounter && (
          <Action onPress={() => setCountering(true)}>
            {say(transfer.proposedHere ? 'terms.change' : 'terms.counter')}
          </Action>
        )}
      </div>
    </>
  )
}

function SigningExplained({ transfer }: OfTransfer) {
  const say = useSay()
  const intl = useIntl()
  return <p className="say">{say('terms.agreeDetail', { time: spanText(intl, transfer.settleInMs) })}</p>
}

/** Signs the revision that is on screen, and no other. */
function AgreeAction({ transfer }: OfTransfer) {
  const say = useSay()
  const { transfers, ui } = useStores()
  const agree = useAction(async () => {
    await transfers.actions.agreeTerms(transfer.id, transfer.revision)
    ui.actions.announce(say('terms.agreed'))
    focusTitle()
  })
  return (
    <>
      <Action kind="main" busy={agree.busy} onPress={() => void agree.run()}>
        {say('terms.agree')}
      </Action>
      {agree.failure !== null && <Failure of={agree.failure} />}
    </>
  )
}
