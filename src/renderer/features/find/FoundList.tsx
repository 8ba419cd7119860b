import { Fragment } from 'react'
import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox'
import { type MessageKey, useSay } from '../../app/messages/words.tsx'
import { useUi } from '../../stores/stores.tsx'
import type { FindEntry, FoundGroup } from './find-entries.ts'
import { markedParts } from './find-text.ts'

interface FoundListProps {
  readonly groups: readonly FoundGroup[]
  readonly words: readonly string[]
  readonly onTake: (entry: FindEntry) => void
}

/** What was found, by kind, with what fits marked. */
export function FoundList({ groups, words, onTake }: FoundListProps) {
  const say = useSay()
  return (
    <ListBox
      className="found"
      aria-label={say('find.results')}
      selectionMode="none"
      renderEmptyState={() => <p className="found-none">{say('find.none')}</p>}
    >
      {groups.map(({ kind, entries, more }) => (
        <ListBoxSection key={kind} id={kind} className="found-kind">
          <Header className="found-header">
            {say(`find.kind.${kind}` satisfies MessageKey)}
            {more > 0 && <span className="found-more">{say('find.more', { count: more })}</span>}
          </Header>
          {entries.map((entry) => (
            <ListBoxItem
              key={entry.key}
              id={`${kind} ${entry.key}`}
              textValue={entry.title}
              className="found-entry"
              onAction={() => onTake(entry)}
            >
              <span className="found-title">
                <Marked text={entry.title} words={words} />
              </span>
              {entry.detail !== '' && (
                <span className="found-detail">
                  <Marked text={entry.detail} words={words} />
                </span>
              )}
            </ListBoxItem>
          ))}
        </ListBoxSection>
      ))}
    </ListBox>
  )
}

/** A text of ours or of others, with the words looked for marked in it. */
function Marked({ text, words }: { readonly text: string; readonly words: readonly string[] }) {
  const language = useUi((state) => state.language)
  if (words.length === 0) return <bdi>{text}</bdi>
  let at = 0
  return (
    <bdi>
      {markedParts(text, words, language).map((part) => {
        const key = at
        at += part.text.length
        return part.marked ? <mark key={key}>{part.text}</mark> : <Fragment key={key}>{part.text}</Fragment>
      })}
    </bdi>
  )
}
