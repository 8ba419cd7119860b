import { ALERT_BUNDLE_MAX_CHARS } from '../../../shared/contract/alert-bounds.ts'
import type { Bridge } from '../../../shared/contract/index.ts'
import { useSay } from '../../app/messages/words.tsx'
import { ReasonWords } from '../../parts/ReasonWords.tsx'
import { type Take, TextImport } from '../../parts/TextImport.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Peer } from '../../ui/Peer.tsx'

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

/** What would come in and what would not, with the reason, before anything does. */
function Preview({ found: { accepted, alongside, rejected }, busy, onLeave, onTake }: PreviewProps) {
  const say = useSay()
  const counts = { accepted: accepted.length, alongside, rejected: rejected.length }
  return (
    <section aria-label={say('carry.preview')} className="preview">
      <div role="status">
        <h3>{say('carry.summary', counts)}</h3>
      </div>
      {accepted.length > 0 && (
        <ul className="rejected" aria-label={say('carry.accepted')}>
          {accepted.map(({ id, summary, originName }) => (
            <li key={id}>
              <Peer>{summary}</Peer>{' '}
              <span className="meta">
                <Peer>{originName}</Peer>
              </span>
            </li>
          ))}
        </ul>
      )}
      {rejected.length > 0 && (
        <ul className="rejected" aria-label={say('carry.rejected')}>
          {rejected.map(({ number, reason }) => (
            <li key={number}>
              <b>{say('carry.number', { number })}</b> <ReasonWords reason={reason} />
            </li>
          ))}
        </ul>
      )}
      <div className="actions">
        <Action
          kind="main"
          busy={busy}
          onLeave={onLeave}
          disabled={accepted.length + alongside === 0}
          onPress={onTake}
        >
          {say('carry.take', { count: accepted.length + alongside })}
        </Action>
      </div>
    </section>
  )
}
