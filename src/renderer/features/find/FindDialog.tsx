import { type KeyboardEvent, useDeferredValue, useMemo, useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { goTo } from '../../app/hash-location.ts'
import { useSay } from '../../app/messages/words.tsx'
import { useStores, useUi } from '../../stores/stores.tsx'
import { isComposing } from '../../ui/composing.ts'
import { Dialogue } from '../../ui/Dialogue.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { FoundList } from './FoundList.tsx'
import { type FindEntry, findIn } from './find-entries.ts'
import { wordsOf } from './find-text.ts'
import { useKnown } from './use-known.ts'
import { useWays } from './use-ways.ts'
import './find.css'

/** Longest question. Chosen here: longer than any title that is looked for. */
const QUESTION_MAX_CHARS = 200

interface FindDialogProps {
  readonly open: boolean
  readonly onClose: () => void
}

/** Go to every place, begin every act, find what the Node knows. */
export function FindDialog({ open, onClose }: FindDialogProps) {
  const say = useSay()
  return (
    <Dialogue title={say('find.title')} open={open} onClose={onClose}>
      <Finding onClose={onClose} />
    </Dialogue>
  )
}

function Finding({ onClose }: Pick<FindDialogProps, 'onClose'>) {
  const say = useSay()
  const { ui } = useStores()
  const language = useUi((state) => state.language)
  const lastFound = useUi((state) => state.lastFound)
  const [text, setText] = useState('')
  const asked = useDeferredValue(text)
  const known = useKnown()
  const ways = useWays()
  const groups = useMemo(
    () => findIn([...ways, ...known.entries], { text: asked, language, lastFound }),
    [ways, known.entries, asked, language, lastFound],
  )
  function take(entry: FindEntry): void {
    onClose()
    ui.actions.noteFound(entry.key)
    if ('address' in entry.way) goTo(entry.way.address)
    else entry.way.run()
  }
  const count = groups.reduce((sum, { entries, more }) => sum + entries.length + more, 0)
  return (
    <div className="find" onKeyDownCapture={holdBack}>
      <Autocomplete inputValue={text} onInputChange={setText}>
        <SearchBox
          label={say('find.label')}
          value={text}
          onChange={setText}
          maxLength={QUESTION_MAX_CHARS}
          autoFocus
        />
        <p className="meta find-count" role="status">
          {asked.trim() !== '' && say('find.count', { count })}
        </p>
        <FoundList groups={groups} words={wordsOf(asked, language)} onTake={take} />
      </Autocomplete>
      {known.isLoading && <Loading step={say('find.loading')} />}
      {known.failure !== null && <Failure of={known.failure} onRetry={known.askAgain} />}
    </div>
  )
}

/** The Enter that ends a composition of an input method takes nothing. */
function holdBack(event: KeyboardEvent): void {
  if (!isComposing(event.nativeEvent)) return
  event.stopPropagation()
}
