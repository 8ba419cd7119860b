import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { useSay } from '../app/messages/words.tsx'
import { Action } from '../ui/Action.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Field } from '../ui/Field.tsx'
import { Finished } from '../ui/Finished.tsx'
import { useAction } from '../ui/use-action.ts'

/** Taking in what was looked at, for the preview's own button. */
export interface Take {
  readonly busy: boolean
  readonly onLeave: () => void
  readonly onTake: () => void
}

interface TextImportProps<Found> {
  readonly label: string
  readonly hint: ReactNode
  readonly rows: number
  /** A file is read no further than this and one more: a longer one is refused as a whole. */
  readonly maxChars: number
  readonly fileTypes?: readonly string[]
  /** What the text would bring, without taking it. */
  readonly look: (text: string) => Promise<Found>
  readonly take: (text: string) => Promise<Found>
  readonly preview: (found: Found, take: Take) => ReactNode
  readonly taken: (found: Found) => string
  readonly onDone: () => void
}

/** Many things at once, from a text or a file: first looked at, then taken. */
export function TextImport<Found>(props: TextImportProps<Found>) {
  const { fileTypes, hint, label, look, maxChars, onDone, preview, rows, take, taken } = props
  const say = useSay()
  const [text, setText] = useState('')
  const [found, setFound] = useState<Found | null>(null)
  const [done, setDone] = useState<Found | null>(null)
  const looking = useAction(async () => setFound(await look(text)))
  const taking = useAction(async () => setDone(await take(text)))
  function write(next: string): void {
    setText(next)
    setFound(null)
    looking.clear()
  }
  if (done !== null) {
    return (
      <Finished onDone={onDone}>
        <p>{taken(done)}</p>
      </Finished>
    )
  }
  return (
    <div className="form">
      <Field label={label} hint={hint} rows={rows} value={text} onChange={write} />
      <div className="actions">
        <Action onPress={onDone}>{say('ui.cancel')}</Action>
        <PickFile maxChars={maxChars} {...(fileTypes ? { types: fileTypes } : {})} onText={write} />
        <Action
          kind={found === null ? 'main' : 'plain'}
          busy={looking.busy}
          onLeave={looking.leave}
          disabled={text.trim() === ''}
          onPress={() => void looking.run()}
        >
          {say('import.look')}
        </Action>
      </div>
      {looking.failure !== null && <Failure of={looking.failure} />}
      {taking.failure !== null && <Failure of={taking.failure} />}
      {found !== null &&
        preview(found, { busy: taking.busy, onLeave: taking.leave, onTake: () => void taking.run() })}
    </div>
  )
}

interface PickFileProps {
  readonly maxChars: number
  readonly types?: readonly string[]
  readonly onText: (text: string) => void
}

function PickFile({ maxChars, types, onText }: PickFileProps) {
  const say = useSay()
  return (
    <FileTrigger
      {...(types ? { acceptedFileTypes: types } : {})}
      onSelect={(files) =>
        void files?.[0]
          ?.slice(0, maxChars + 1)
          .text()
          .then(onText)
      }
    >
      <Button className="action action-plain">{say('import.pickFile')}</Button>
    </FileTrigger>
  )
}
