import { ALERT_BUNDLE_MAX_CHARS } from '../../../shared/contract/alert-bounds.ts'
import type { Bridge } from '../../../shared/contract/index.ts'
import { useSay } from '../../app/messages/words.tsx'
import { ImportPreview } from '../../parts/ImportPreview.tsx'
import { type Take, TextImport } from '../../parts/TextImport.tsx'
import { useStores } from '../../stores/stores.tsx'

type Imported = Awaited<ReturnType<Bridge['alerts']['importBundle']>>

/** Alerts from a file or a text, taken in as if a neighbour had sent them. */
export function AlertsImport({ onDone }: { readonly onDone: () => void }) {
  const say = useSay()
  const { actions } = useStores().alerts
  return (
    <TextImport
      label={say('carry.paste')}
      hint={say('carry.pasteHint')}
      rows={5}
      maxChars={ALERT_BUNDLE_MAX_CHARS}
      look={(text) => actions.previewBundle(text.trim())}
      take={(text) => actions.importBundle(text.trim())}
      preview={(found, take) => <Preview found={found} {...take} />}
      taken={({ accepted }) => say('carry.taken', { count: accepted.length })}
      onDone={onDone}
    />
  )
}

interface PreviewProps extends Take {
  readonly found: Imported
}

/** What would come in; what only stands beside an alert is counted and not listed. */
function Preview({ found: { accepted, alongside, rejected }, ...take }: PreviewProps) {
  const say = useSay()
  const counts = { accepted: accepted.length, alongside, rejected: rejected.length }
  return (
    <ImportPreview
      words={{
        label: say('carry.preview'),
        summary: say('carry.summary', counts),
        accepted: say('carry.accepted'),
        rejected: say('carry.rejected'),
        take: say('carry.take', { count: accepted.length + alongside }),
        number: (number) => say('carry.number', { number }),
      }}
      accepted={accepted.map(({ summary: title, ...alert }) => ({ ...alert, title }))}
      rejected={rejected}
      isWorthIt={accepted.length + alongside > 0}
      {...take}
    />
  )
}
