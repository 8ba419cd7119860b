import { SEED_BUNDLE_MAX_CHARS } from '../../../shared/contract/seeds.ts'
import { useSay } from '../../app/messages/words.tsx'
import { TextImport } from '../../parts/TextImport.tsx'
import { useStores } from '../../stores/stores.tsx'
import { BundlePreview } from './BundlePreview.tsx'

/** Lessons from a file or a text, put into the tray, where they wait like all others. */
export function BundleImport({ onDone }: { readonly onDone: () => void }) {
  const say = useSay()
  const { actions } = useStores().seeds
  return (
    <TextImport
      label={say('bundle.paste')}
      hint={say('bundle.pasteHint')}
      rows={5}
      maxChars={SEED_BUNDLE_MAX_CHARS}
      look={(text) => actions.previewBundle(text.trim())}
      take={(text) => actions.importBundle(text.trim())}
      preview={(answer, take) => <BundlePreview answer={answer} {...take} />}
      taken={({ accepted }) => say('bundle.taken', { count: accepted.length })}
      onDone={onDone}
    />
  )
}
