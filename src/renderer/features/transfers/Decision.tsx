import { type ReactNode, useId } from 'react'
import { useIntl } from 'react-intl'
import type { TransferView } from '../../../shared/contract/transfers.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { AfterTransfer } from '../../parts/AfterTransfer.tsx'
import { useIsSealed } from '../../parts/use-sealed.ts'
import { useData, useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { HoldButton } from '../../ui/HoldButton.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { Remaining, spanText } from '../../ui/Remaining.tsx'
import { ExactTime } from '../../ui/Time.tsx'
import { EndOpenly } from './EndOpenly.tsx'
import { OthersPromised } from './Promised.tsx'
import { useFocusHandedOver } from './title-focus.ts'
import { useAnswering } from './use-answering.ts'
import './decision.css'

/**
 * Yes or no, unseen by anybody else. Whatever was answered, this looks the
 * same: both stones are sealed before and after, and what follows an answer
 * does not depend on which it was.
 */
export function Decision({ transfer }: { readonly transfer: TransferView }) {
  const say = useSay()
  const titleId = useId()
  const isSealed = useIsSealed(transfer.id)
  const part = useFocusHandedOver()
  const answering = useAnswering({ id: transfer.id, isSealed, titleId })
  return (
    <section className="decision" aria-labelledby={titleId} ref={part}>
      <Pebbles transfer={transfer} />
      <h2 id={titleId} tabIndex={-1}>
        {say(answering.isOpen ? 'decision.title' : 'decision.done')}
      </h2>
      <div className="say">
        <WhatHappens transfer={transfer} />
      </div>
      <AfterTransfer transfer={transfer} />
      <OthersPromised transfer={transfer} />
      {answering.failure !== null && <Failure of={answering.failure} />}
      {answering.isOpen ? <YesOrNo answer={answering.answer} /> : <Sealed onChange={answering.reopen} />}
      <EndOpenly transfer={transfer} />
      <Fold title={say('decision.protects')}>
        <p>{say('decision.protects1')}</p>
        <p>{say('decision.protects2')}</p>
        <p>{say('decision.protects3')}</p>
      </Fold>
    </section>
  )
}

/** The two sides, both sealed, whatever anybody has said. */
function Pebbles({ transfer }: { readonly transfer: TransferView }) {
  const { node } = useStores()
  const here = useData(node)?.name ?? ''
  const [giver, receiver] = transfer.role === 'giver' ? [here, transfer.peerName] : [transfer.peerName, here]
  return (
    <div className="pebbles">
      <Pebble name={giver} />
      <span className="thread" aria-hidden="true" />
      <Pebble name={receiver} />
    </div>
  )
}

function Pebble({ name }: { readonly name: string }) {
  const say = useSay()
  return (
    <p className="pebble">
      <b>
        <Peer>{name}</Peer>
      </b>{' '}
      <small>{say('decision.sealed')}</small>
    </p>
  )
}

function WhatHappens({
  transfer: { settleAtMs, slotMs, mirrorsNeeded },
}: {
  readonly transfer: TransferView
}) {
  const say = useSay()
  const intl = useIntl()
  if (settleAtMs === null) return null
  return (
    <>
      <p>
        <Words
          id="decision.say"
          values={{
            slot: spanText(intl, slotMs ?? 0),
            remaining: <Remaining untilMs={settleAtMs} />,
            when: <ExactTime atMs={settleAtMs} />,
          }}
        />
      </p>
      <p>
        {say('decision.costs')} {say('decision.need', { count: mirrorsNeeded })}
      </p>
    </>
  )
}

function YesOrNo({ answer }: { readonly answer: (consent: boolean) => void }) {
  const say = useSay()
  return (
    <>
      <div className="yes-or-no">
        <Half detail={say('decision.noDetail')} onHeld={() => answer(false)}>
          {say('decision.no')}
        </Half>
        <Half detail={say('decision.yesDetail')} onHeld={() => answer(true)}>
          {say('decision.yes')}
        </Half>
      </div>
      <p className="meta">{say('decision.changeable')}</p>
    </>
  )
}

interface HalfProps {
  readonly children: ReactNode
  readonly detail: string
  readonly onHeld: () => void
}

function Half({ children, detail, onHeld }: HalfProps) {
  const id = useId()
  return (
    <div className="half">
      <HoldButton kind="even" describedBy={id} onHeld={onHeld}>
        {children}
      </HoldButton>
      <p id={id} className="meta">
        {detail}
      </p>
    </div>
  )
}

/** After an answer: the same words for every answer. */
function Sealed({ onChange }: { readonly onChange: () => void }) {
  const say = useSay()
  return (
    <div className="sealed" role="status">
      <p>{say('decision.doneDetail')}</p>
      <Action onPress={onChange}>{say('decision.change')}</Action>
    </div>
  )
}
