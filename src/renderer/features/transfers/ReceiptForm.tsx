import { useState } from 'react'
import { Condition, type TransferView } from '../../../shared/contract/transfers.ts'
import { isolate, type MessageKey, useSay } from '../../app/messages/words.tsx'
import { useOwnLevel } from '../../parts/AfterTransfer.tsx'
import { useStores, useUi } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Field } from '../../ui/Field.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { Form } from '../../ui/Form.tsx'
import { useAction } from '../../ui/use-action.ts'
import { EMPTY_RECEIPT, type ReceiptDraft, type ReceiptProblems, readReceipt } from './receipt-draft.ts'
import { focusTitle } from './title-focus.ts'

interface OfTransfer {
  readonly transfer: TransferView
}

/** Sign for what arrived, or for what was given. */
export function ReceiptForm({ transfer }: OfTransfer) {
  const say = useSay()
  const isGiver = transfer.role === 'giver'
  return (
    <Fold title={say(isGiver ? 'receipt.openGave' : 'receipt.openTook')} open={transfer.phase !== 'agreed'}>
      <ReceiptFields transfer={transfer} />
    </Fold>
  )
}

function ReceiptFields({ transfer }: OfTransfer) {
  const say = useSay()
  const language = useUi((state) => state.language)
  const hasLevel = useOwnLevel(transfer) !== undefined
  const [draft, setDraft] = useState<ReceiptDraft>(EMPTY_RECEIPT)
  const [isTried, setTried] = useState(false)
  const read = readReceipt(draft, { id: transfer.id, language, hasLevel })
  const problems: ReceiptProblems = isTried ? read.problems : {}
  const sign = useSigning()
  const change = (patch: Partial<ReceiptDraft>): void => setDraft((before) => ({ ...before, ...patch }))

  function submit(): void {
    setTried(true)
    if (read.input !== null) void sign.run(read.input)
  }
  return (
    <Form onSubmit={submit} label={say('receipt.title')}>
      <Field
        label={say(transfer.role === 'giver' ? 'receipt.quantityGave' : 'receipt.quantityTook', {
          unit: isolate(transfer.unit),
        })}
        value={draft.quantity}
        onChange={(quantity) => change({ quantity })}
        error={problems.quantity === undefined ? null : say(problems.quantity)}
        numeric
      />
      <ConditionChoice draft={draft} change={change} />
      <Problem of={problems.condition} />
      {hasLevel ? (
        <BookChoice transfer={transfer} draft={draft} change={change} />
      ) : (
        <p className="hint">{say('receipt.noLevel', { unit: isolate(transfer.unit) })}</p>
      )}
      <Problem of={problems.book} />
      <p className="say">{say('receipt.consequence', { peer: isolate(transfer.peerName) })}</p>
      {sign.failure !== null && <Failure of={sign.failure} />}
      <div className="actions">
        <Action kind="main" type="submit" busy={sign.busy}>
          {say('receipt.sign')}
        </Action>
      </div>
    </Form>
  )
}

function Problem({ of }: { readonly of: MessageKey | undefined }) {
  const say = useSay()
  if (of === undefined) return null
  return (
    <p className="field-error" role="alert">
      {say(of)}
    </p>
  )
}

interface ChoiceProps {
  readonly draft: ReceiptDraft
  readonly change: (patch: Partial<ReceiptDraft>) => void
}

function ConditionChoice({ draft, change }: ChoiceProps) {
  const say = useSay()
  return (
    <Choice
      label={say('receipt.condition')}
      shape="cards"
      options={Condition.options.map((value) => ({
        value,
        label: say(`receipt.${value}`),
        detail: say(`receipt.${value}Detail`),
      }))}
      value={draft.condition}
      onChange={(condition) => change({ condition })}
    />
  )
}

function BookChoice({ transfer, draft, change }: ChoiceProps & OfTransfer) {
  const say = useSay()
  return (
    <Choice
      label={say(transfer.role === 'giver' ? 'receipt.bookGave' : 'receipt.bookTook')}
      shape="cards"
      options={[
        { value: 'yes' as const, label: say('receipt.bookYes'), detail: say('receipt.bookYesDetail') },
        { value: 'no' as const, label: say('receipt.bookNo'), detail: say('receipt.bookNoDetail') },
      ]}
      value={draft.book}
      onChange={(book) => change({ book })}
    />
  )
}

function useSigning() {
  const say = useSay()
  const { transfers, resources, ui } = useStores()
  return useAction(async (input: Parameters<typeof transfers.actions.confirmReceipt>[0]) => {
    const { booked } = await transfers.actions.confirmReceipt(input)
    if (booked) await resources.load()
    const unbooked = input.book ? 'receipt.doneNotBooked' : 'receipt.done'
    ui.actions.announce(say(booked ? 'receipt.doneBooked' : unbooked))
    focusTitle()
  })
}
