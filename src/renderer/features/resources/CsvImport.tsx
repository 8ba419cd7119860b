import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { CSV_MAX_CHARS } from '../../../shared/contract/resources.ts'
import { useSay } from '../../app/messages/words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Field } from '../../ui/Field.tsx'
import { useAction } from '../../ui/use-action.ts'
import { CsvPreview, type ImportAnswer } from './CsvPreview.tsx'

/** The first line of every CSV. Source: docs/protocol.md, "Readings as CSV". */
const CSV_HEADER = 'at,resource,level,unit,capacity,surplusAbove,deficitBelow'

/** Many readings at once: first looked at, then taken. */
export function CsvImport({ onDone }: { readonly onDone: () => void }) {
  const say = useSay()
  const { resources } = useStores()
  const [csv, setCsv] = useState('')
  const [previewed, setPreviewed] = useState<ImportAnswer | null>(null)
  const [taken, setTaken] = useState<ImportAnswer | null>(null)
  const preview = useAction(async () => setPreviewed(await resources.actions.previewCsv(csv)))
  const take = useAction(async () => setTaken(await resources.actions.importCsv(csv)))
  const write = (text: string): void => {
    setCsv(text)
    setPreviewed(null)
    preview.clear()
  }
  if (taken !== null) return <Imported count={taken.accepted} onDone={onDone} />
  return (
    <div className="form">
      <Field
        label={say('csv.paste')}
        hint={<code>{CSV_HEADER}</code>}
        rows={6}
        value={csv}
        onChange={write}
      />
      <div className="actions">
        <FileTrigger
          acceptedFileTypes={['.csv', 'text/csv', 'text/plain']}
          onSelect={(files) =>
            void files?.[0]
              ?.slice(0, CSV_MAX_CHARS + 1)
              .text()
              .then(write)
          }
        >
          <Button className="action action-plain">{say('csv.pickFile')}</Button>
        </FileTrigger>
        <Action
          kind={previewed === null ? 'main' : 'plain'}
          busy={preview.busy}
          onLeave={preview.leave}
          disabled={csv.trim() === ''}
          onPress={() => void preview.run()}
        >
          {say('csv.check')}
        </Action>
        <Action onPress={onDone}>{say('ui.cancel')}</Action>
      </div>
      {preview.failure !== null && <Failure of={preview.failure} />}
      {take.failure !== null && <Failure of={take.failure} />}
      {previewed !== null && (
        <CsvPreview answer={previewed} busy={take.busy} onLeave={take.leave} onTake={() => void take.run()} />
      )}
    </div>
  )
}

function Imported({ count, onDone }: { readonly count: number; readonly onDone: () => void }) {
  const say = useSay()
  return (
    <div role="status" className="say">
      <p>{say('csv.imported', { count })}</p>
      <div className="actions">
        <Action kind="main" onPress={onDone} autoFocus>
          {say('ui.done')}
        </Action>
      </div>
    </div>
  )
}
