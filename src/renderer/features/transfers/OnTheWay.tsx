import { useState } from 'react'
import { useIntl } from 'react-intl'
import { QUANTITY_MAX } from '../../../shared/contract/resources.ts'
import { TALK_MAX_CHARS, type TransferView } from '../../../shared/contract/transfers.ts'
import { isolate, useSay, Words } from '../../app/messages/words.tsx'
import { parseFigure } from '../../parts/parse-figure.ts'
import { useStores, useUi } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Field } from '../../ui/Field.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { Form } from '../../ui/Form.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { figure, Quantity } from '../../ui/Quantity.tsx'
import { RangeBar } from '../../ui/RangeBar.tsx'
import { Time } from '../../ui/Time.tsx'
import { useAction } from '../../ui/use-action.ts'

interface OfTransfer {
  readonly transfer: TransferView
}

/** How far the goods have come, by what either side tells. */
export function OnTheWay({ transfer }: OfTransfer) {
  const say = useSay()
  const { can, progress } = transfer
  if (!can.report && progress.length === 0) return null
  return (
    <section aria-labelledby="progress">
      <h2 id="progress">{say('progress.title')}</h2>
      {progress.length === 0 && <p className="meta">{say('progress.none')}</p>}
      <Moved transfer={transfer} />
      <ol className="notes">
        {progress.map((step) => (
          <li key={`${step.atMs}-${step.own}-${step.delivered}`}>
            <Step step={step} transfer={transfer} />
          </li>
        ))}
      </ol>
      {can.report && (
        <Fold title={say('report.open')}>
          <ReportForm transfer={transfer} />
        </Fold>
      )}
    </section>
  )
}

/** How much of it has come, by what was told last. */
function Moved({ transfer: { progress, quantity, unit } }: OfTransfer) {
  const say = useSay()
  const intl = useIntl()
  const last = progress.at(-1)
  if (last === undefined) return null
  const inUnit = (value: number): string => `${figure(intl, value)} ${isolate(unit)}`
  const label = say('progress.moved', { quantity: inUnit(last.delivered), total: inUnit(quantity) })
  return (
    <span className="moved">
      <RangeBar low={0} high={last.delivered} capacity={quantity} shape="full" label={label} />
    </span>
  )
}

interface StepProps extends OfTransfer {
  readonly step: TransferView['progress'][number]
}

function Step({ step, transfer: { quantity, unit, peerName } }: StepProps) {
  const say = useSay()
  const values = {
    quantity: <Quantity value={step.delivered} unit={unit} />,
    total: <Quantity value={quantity} unit={unit} />,
  }
  return (
    <>
      <b>
        <Words id="progress.moved" values={values} />
      </b>{' '}
      · {step.own ? say('progress.us') : say('progress.them', { peer: isolate(peerName) })} ·{' '}
      <Time atMs={step.atMs} />
      {step.note !== '' && (
        <p>
          <Words id="ui.quoted" values={{ text: <Peer>{step.note}</Peer> }} />
        </p>
      )}
    </>
  )
}

function ReportForm({ transfer }: OfTransfer) {
  const say = useSay()
  const language = useUi((state) => state.language)
  const { transfers, ui } = useStores()
  const [delivered, setDelivered] = useState('')
  const [note, setNote] = useState('')
  const [isWrong, setWrong] = useState(false)
  const report = useAction(async (amount: number) => {
    await transfers.actions.report({ id: transfer.id, delivered: amount, note })
    ui.actions.announce(say('report.done', { peer: isolate(transfer.peerName) }))
    setDelivered('')
    setNote('')
  })
  function submit(): void {
    const amount = parseFigure(delivered, language)
    const isAmount = amount !== null && amount >= 0 && amount <= QUANTITY_MAX
    setWrong(!isAmount)
    if (isAmount) void report.run(amount)
  }
  return (
    <Form onSubmit={submit} label={say('report.open')}>
      <Field
        label={say('report.delivered', { unit: isolate(transfer.unit) })}
        value={delivered}
        onChange={setDelivered}
        error={isWrong ? say('report.wrong') : null}
        numeric
      />
      <Field label={say('report.note')} rows={2} value={note} onChange={setNote} maxLength={TALK_MAX_CHARS} />
      {report.failure !== null && <Failure of={report.failure} />}
      <div className="actions">
        <Action kind="main" type="submit" busy={report.busy}>
          {say('report.send')}
        </Action>
      </div>
    </Form>
  )
}
