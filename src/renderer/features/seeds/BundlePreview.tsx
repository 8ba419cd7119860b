import type { Bridge } from '../../../shared/contract/index.ts'
import { useSay } from '../../app/messages/words.tsx'
import { ImportPreview } from '../../parts/ImportPreview.tsx'
import type { Take } from '../../parts/TextImport.tsx'

interface BundlePreviewProps extends Take {
  readonly answer: Awaited<ReturnType<Bridge['seeds']['importBundle']>>
}

/** What would come into the tray. */
export function BundlePreview({ answer: { accepted, rejected }, ...take }: BundlePreviewProps) {
  const say = useSay()
  return (
    <ImportPreview
      words={{
        label: say('bundle.preview'),
        summary: say('bundle.summary', { accepted: accepted.length, rejected: rejected.length }),
        accepted: say('bundle.accepted'),
        rejected: say('bundle.rejected'),
        take: say('bundle.take', { count: accepted.length }),
        number: (number) => say('bundle.number', { number }),
      }}
      accepted={accepted}
      rejected={rejected}
      isWorthIt={accepted.length > 0}
      {...take}
    />
  )
}
