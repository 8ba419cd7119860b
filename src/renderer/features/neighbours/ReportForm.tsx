import { useState } from 'react'
import { REPORT_MAX_BYTES } from '../../../shared/contract/call-bounds.ts'
import type { NodeId } from '../../../shared/kernel/ids.ts'
import { useSay } from '../../app/messages/words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { useAction } from '../../ui/use-action.ts'

const bytesOf = (text: string): number => new TextEncoder().encode(text.trim()).length

/** A few words to a neighbour that need no answer. What could not be sent stays written. */
export function ReportForm({ nodeId }: { readonly nodeId: NodeId }) {
  const say = useSay()
  const { actions } = useStores().calls
  const [text, setText] = useState('')
  const report = useAction(() => actions.report(nodeId, text))
  const isTooLong = bytesOf(text) > REPORT_MAX_BYTES
  async function submit(): Promise<void> {
    if (bytesOf(text) > 0 && !isTooLong && (await report.run())) setText('')
  }
  return (
    <Form onSubmit={() => void submit()}>
      <Field
        label={say('calls.reportLabel')}
        hint={say('calls.reportHint')}
        value={text}
        onChange={setText}
        error={isTooLong ? say('calls.reportTooLong') : null}
        rows={2}
      />
      {report.failure !== null && <Failure of={report.failure} />}
      <div className="actions">
        <Action type="submit" busy={report.busy}>
          {say('calls.report')}
        </Action>
      </div>
    </Form>
  )
}
