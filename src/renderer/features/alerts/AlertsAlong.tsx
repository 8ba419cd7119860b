import { useState } from 'react'
import type { Bridge } from '../../../shared/contract/index.ts'
import { isolate, useSay } from '../../app/messages/words.tsx'
import { saveFile } from '../../platform/save-file.ts'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { CopyText } from '../../ui/CopyText.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { useAction } from '../../ui/use-action.ts'

type Bundle = Awaited<ReturnType<Bridge['alerts']['exportBundle']>>

/** The newest alerts as a file to carry by hand, signed as they are on the network. */
export function AlertsAlong({ onDone }: { readonly onDone: () => void }) {
  const say = useSay()
  const { actions } = useStores().alerts
  const [saved, setSaved] = useState<Bundle | null>(null)
  const save = useAction(async () => {
    const bundle = await actions.exportBundle()
    if (bundle.alerts > 0) saveFile(bundle.fileName, bundle.bundle)
    setSaved(bundle)
  })
  return (
    <div className="form">
      <p>{say('carry.takeOutDetail')}</p>
      {save.failure !== null && <Failure of={save.failure} />}
      <div role="status">{saved !== null && <Saved bundle={saved} />}</div>
      <div className="actions">
        <Action kind="main" busy={save.busy} onPress={() => void save.run()}>
          {say('carry.save')}
        </Action>
        <Action onPress={onDone}>{say('ui.done')}</Action>
      </div>
    </div>
  )
}

function Saved({ bundle: { alerts, bundle, fileName } }: { readonly bundle: Bundle }) {
  const say = useSay()
  return (
    <>
      <p className="meta">{say('carry.saved', { count: alerts, file: isolate(fileName) })}</p>
      {alerts > 0 && (
        <Fold title={say('carry.asText')}>
          <CopyText label={say('carry.text')} text={bundle} />
        </Fold>
      )}
    </>
  )
}
