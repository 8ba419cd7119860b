import type { ReactNode } from 'react'
import { Action } from '../ui/Action.tsx'
import { Peer } from '../ui/Peer.tsx'
import { ReasonWords } from './ReasonWords.tsx'
import type { Take } from './TextImport.tsx'

interface ImportPreviewProps extends Take {
  readonly words: {
    /** What the whole is called. */
    readonly label: string
    readonly summary: string
    readonly accepted: string
    readonly rejected: string
    readonly take: string
    /** Which of them, by its place in the text. */
    number(number: number): ReactNode
  }
  readonly accepted: readonly { readonly id: string; readonly title: string; readonly originName: string }[]
  readonly rejected: readonly { readonly number: number; readonly reason: string }[]
  /** Whether there is anything to be taken. */
  readonly isWorthIt: boolean
}

/** What would come in and what would not, with the reason, before anything does. */
export function ImportPreview(props: ImportPreviewProps) {
  const { accepted, busy, isWorthIt, onLeave, onTake, rejected, words } = props
  return (
    <section aria-label={words.label} className="preview">
      <div role="status">
        <h3>{words.summary}</h3>
      </div>
      {accepted.length > 0 && (
        <ul className="rejected" aria-label={words.accepted}>
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
        <ul className="rejected" aria-label={words.rejected}>
          {rejected.map(({ number, reason }) => (
            <li key={number}>
              <b>{words.number(number)}</b> <ReasonWords reason={reason} />
            </li>
          ))}
        </ul>
      )}
      <div className="actions">
        <Action kind="main" busy={busy} onLeave={onLeave} disabled={!isWorthIt} onPress={onTake}>
          {words.take}
        </Action>
      </div>
    </section>
  )
}
