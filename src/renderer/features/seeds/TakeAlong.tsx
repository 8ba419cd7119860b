import { useState } from 'react'
import type { SeedId } from '../../../shared/kernel/ids.ts'
import { isolate, useSay } from '../../app/messages/words.tsx'
import { saveFile } from '../../platform/save-file.ts'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { CopyText } from '../../ui/CopyText.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { useAction } from '../../ui/use-action.ts'

interface Bundle {
  readonly bundle: string
  readonly fileName: string
}

/** Seeds as a file to carry by hand, signed as they are on the network. */
export function TakeAlong({ ids }: { readonly ids: readonly SeedId[] }) {
  const say = useSay()
  const { seeds } = useStores()
  const [saved, setSaved] = useState<Bundle | null>(null)
  const save = useAction(async () => {
    const bundle = await seeds.actions.exportBundle(ids)
    saveFile(bundle.fileName, bundle.bundle)
    setSaved(bundle)
  })
  return (
    <>
      <Action busy={save.busy} disabled={ids.length === 0} onPress={() => void save.run()}>
        {say('bundle.save', { count: ids.length })}
      </Action>
      {save.failure !== null && <Failure of={save.failure} />}
      <div role="status" className="bundle-saved">
        {saved !== null && (
          <>
            <p className="meta">{say('bundle.saved', { file: isolate(saved.fileName) })}</p>
            <Fold title={say('bundle.asText')}>
              <CopyText label={say('bundle.text')} text={saved.bundle} />
            </Fold>
          </>
        )}
      </div>
    </>
  )
}
