import { useState } from 'react'
import type { WordChange } from '../../../shared/contract/seeds.ts'
import { useSay } from '../../app/messages/words.tsx'
import { Toggle } from '../../ui/Toggle.tsx'
import { type DifferencePart, withSurroundings } from './difference-parts.ts'

/** Word by word what would be added and removed: underlined and struck through for eyes, named for ears. */
export function Difference({ changes }: { readonly changes: readonly WordChange[] }) {
  const say = useSay()
  const [whole, setWhole] = useState(false)
  const short = withSurroundings(changes)
  const hasMore = short.some(({ kind }) => kind === 'skipped')
  return (
    <figure className="difference" aria-label={say('difference.title')}>
      <figcaption className="legend">
        <span>
          <ins>{say('difference.added')}</ins>
        </span>
        <span>
          <del>{say('difference.removed')}</del>
        </span>
      </figcaption>
      {hasMore && (
        <Toggle on={whole} onChange={setWhole}>
          {say('difference.whole')}
        </Toggle>
      )}
      <div className="difference-text" dir="auto">
        {(whole ? changes : short).map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a difference is drawn whole or not at all
          <Part key={index} part={part} />
        ))}
      </div>
    </figure>
  )
}

function Part({ part: { kind, text } }: { readonly part: DifferencePart }) {
  const say = useSay()
  if (kind === 'same') return text
  if (kind === 'skipped') return <SkippedText text={text} />
  const Mark = kind === 'added' ? 'ins' : 'del'
  return (
    <Mark>
      <span className="unseen">{say(`difference.${kind}Begins`)}</span>
      {text}
      <span className="unseen">{say(`difference.${kind}Ends`)}</span>
    </Mark>
  )
}

function SkippedText({ text }: { readonly text: string }) {
  const say = useSay()
  return <span className="difference-skipped">{say('difference.skipped', { count: text.length })}</span>
}
