import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { SEED_BUNDLE_MAX_CHARS } from '../../../shared/contract/seeds.ts'
import { useSay } from '../../app/messages/words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Field } from '../../ui/Field.tsx'
import { useAction } from '../../ui/use-action.ts'
import { BundlePreview, type ImportAnswer } from './BundlePreview.tsx'

/** Lessons from a file or a text: first looked at, then put into the tray, where they wait like all others. */
export function BundleImport({ onDone }: { readonly onDone: () => void }) {
  const say = useSay()
  const { seeds } = useStores()
  const [bundle, setBundle] = useState('')
  const [previewed, setPreviewed] = useState<ImportAnswer | null>(null)
  const [taken, setTaken] = useState<ImportAnswer | null>(null)
  const preview = useAction(async () => setPreviewed(await seeds.actions.previewBundle(bundle)))
  const take = useAction(async () => setTaken(await seeds.actions.importBundle(bundle)))
  const write = (text: string): void => {
    setBundle(text.trim())
    setPreviewed(null)
    preview.clear()
  }
  if (taken !== null) return <Taken count={taken.accepted.length} onDone={onDone} />
  return (
    <div className="form">
      <Field
        label={say('bundle.paste')}
        hint={say('bundle.pasteHint')}
        rows={5}
        value={bundle}
        onChange={write}
      />
      <div className="actions">
        <Action onPress={onDone}>{say('ui.cancel')}</Action>
        <PickFile onText={write} />
        <Action
          kind={previewed === null ? 'main' : 'plain'}
          busy={preview.busy}
          onLeave={preview.leave}
          disabled={bundle === ''}
          onPress={() => void preview.run()}
        >
          {say('csv.check')}
        </Action>
      </div>
      {preview.failure !== null && <Failure of={preview.failure} />}
      {take.failure !== null && <Failure of={take.failure} />}
      {previewed !== null && (
        <BundlePreview
          answer={previewed}
          busy={take.busy}
          onLeave={take.leave}
          onTake={() => void take.run()}
        />
      )}
    </div>
  )
}

/** A file is read no further than what can be a bundle: a longer one is refused as a whole. */
function PickFile({ onText }: { readonly onText: (text: string) => void }) {
  const say = useSay()
  return (
    <FileTrigger
      onSelect={(files) =>
        void files?.[0]
          ?.slice(0, SEED_BUNDLE_MAX_CHARS + 1)
          .text()
          .then(onText)
      }
    >
      <Button className="action action-plain">{say('csv.pickFile')}</Button>
    </FileTrigger>
  )
}

function Taken({ count, onDone }: { readonly count: number; readonly onDone: () => void }) {
  const say = useSay()
  return (
    <div role="status" className="say">
      <p>{say('bundle.taken', { count })}</p>
      <div className="actions">
        <Action kind="main" onPress={onDone} autoFocus>
          {say('ui.done')}
        </Action>
      </div>
    </div>
  )
}
