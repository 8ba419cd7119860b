import { useIntl } from 'react-intl'
import type { AlertView } from '../../../shared/contract/alerts.ts'
import { useSay } from '../../app/messages/words.tsx'
import { Peer } from '../../ui/Peer.tsx'

/** Bytes of a kilobyte as people count them. */
const KB = 1_000

/** Files that back an alert: name, size and fingerprint; the files stay where they are. */
export function EvidenceList({ evidence }: { readonly evidence: AlertView['evidence'] }) {
  const say = useSay()
  const intl = useIntl()
  if (evidence.length === 0) return null
  const size = (sizeBytes: number): string =>
    intl.formatNumber(sizeBytes / KB, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 })
  return (
    <section aria-labelledby="evidence">
      <h2 id="evidence">{say('evidence.title')}</h2>
      <p className="meta">{say('evidence.lede')}</p>
      <ul className="evidence">
        {evidence.map(({ name, sha256, sizeBytes }) => (
          <li key={`${name}-${sha256}`}>
            <Peer>{name}</Peer> · {size(sizeBytes)}
            <code className="hash">{sha256}</code>
          </li>
        ))}
      </ul>
    </section>
  )
}
