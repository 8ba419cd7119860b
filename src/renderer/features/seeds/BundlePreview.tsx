import type { Bridge } from '../../../shared/contract/index.ts'
import { useSay } from '../../app/messages/words.tsx'
import { ReasonWords } from '../../parts/ReasonWords.tsx'
import type { Take } from '../../parts/TextImport.tsx'
import { Action } from '../../ui/Action.tsx'
import { Peer } from '../../ui/Peer.tsx'

type ImportAnswer = Awaited<ReturnType<Bridge['seeds']['importBundle']>>

interface BundlePreviewProps extends Take {
  readonly answer: ImportAnswer
}

/** What would come into the tray and what would not, with the reason, before anything does. */
export function BundlePreview({ answer: { accepted, rejected }, busy, onLeave, onTake }: BundlePreviewProps) {
  const say = useSay()
  return (
    <section aria-label={say('bundle.preview')} className="preview">
      <div role="status">
        <h3>{say('bundle.summary', { accepted: accepted.length, rejected: rejected.length })}</h3>
      </div>
      {accepted.length > 0 && (
        <ul className="rejected" aria-label={say('bundle.accepted')}>
          {accepted.map(({ id, title, originName }) => (
            <li key={id}>
              <Peer>{title}</Peer>{' '}
              <span className="meta">
                <Peer>{originName}</Peer>
              </span>
            </li>
          ))}
        </ul>
      )}
      {rejected.length > 0 && (
        <ul className="rejected" aria-label={say('bundle.rejected')}>
          {rejected.map(({ number, reason }) => (
            <li key={number}>
              <b>{say('bundle.number', { number })}</b> <ReasonWords reason={reason} />
            </li>
          ))}
        </ul>
      )}
      <div className="actions">
        <Action kind="main" busy={busy} onLeave={onLeave} disabled={accepted.length === 0} onPress={onTake}>
          {say('bundle.take', { count: accepted.length })}
        </Action>
      </div>
    </section>
  )
}
