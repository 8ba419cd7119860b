import { useState } from 'react'
import { PASSPHRASE_MIN_CHARS } from '../../../shared/contract/setup.ts'
import { type MessageKey, useSay, Words } from '../../app/messages/words.tsx'
import { emptySecret, SecretPairFields, type SecretProblems, secretProblems } from '../../parts/PinPair.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Dialogue } from '../../ui/Dialogue.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Finished } from '../../ui/Finished.tsx'
import { Form } from '../../ui/Form.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import { Time } from '../../ui/Time.tsx'
import { useAction } from '../../ui/use-action.ts'
import { BackupDrill } from './BackupDrill.tsx'
import { Section } from './Section.tsx'

/** Keeping the Node safe from a lost machine: words on paper, a drill, an encrypted copy. */
export function BackupSection() {
  const say = useSay()
  const { backup } = useStores()
  return (
    <Section part="backup" title={say('backup.title')} lede={say('backup.lede')}>
      <Answered of={backup} step={say('settings.loading')}>
        {(status) => (
          <ol className="backup-steps">
            <Step words="backup.words" none="backup.wordsNone" atMs={status.wordsWrittenAtMs}>
              <WriteWords />
            </Step>
            <Step words="backup.drill" none="backup.drillNone" atMs={status.drilledAtMs}>
              <Drill />
            </Step>
            <Step words="backup.file" none="backup.fileNone" atMs={status.fileWrittenAtMs}>
              <WriteFile />
            </Step>
          </ol>
        )}
      </Answered>
    </Section>
  )
}

interface StepProps {
  readonly words: MessageKey
  readonly none: MessageKey
  readonly atMs: number | null
  readonly children: React.ReactNode
}

function Step({ words, none, atMs, children }: StepProps) {
  const say = useSay()
  return (
    <li>
      <h3>{say(words)}</h3>
      <p className="meta backup-state">
        <StateMark shape={atMs === null ? 'ring' : 'full'} />
        {atMs === null ? say(none) : <Words id="backup.done" values={{ when: <Time atMs={atMs} /> }} />}
      </p>
      {children}
    </li>
  )
}

function WriteWords() {
  const say = useSay()
  const { backup } = useStores()
  const [path, setPath] = useState<string | null>(null)
  const write = useAction(async () => setPath((await backup.actions.writeWords()).path))
  return (
    <>
      <div className="actions">
        <Action busy={write.busy} onLeave={write.leave} onPress={() => void write.run()}>
          {say('backup.writeWords')}
        </Action>
      </div>
      {write.failure !== null && <Failure of={write.failure} />}
      {path !== null && (
        <p className="say" role="status">
          <Words id="backup.wordsWritten" values={{ path: <code className="path">{path}</code> }} />
        </p>
      )}
    </>
  )
}

function Drill() {
  const say = useSay()
  const [open, setOpen] = useState(false)
  return (
    <div className="actions">
      <Action onPress={() => setOpen(true)}>{say('backup.drillBegin')}</Action>
      <Dialogue title={say('backup.drill')} open={open} onClose={() => setOpen(false)}>
        <BackupDrill onDone={() => setOpen(false)} />
      </Dialogue>
    </div>
  )
}

function WriteFile() {
  const say = useSay()
  const [open, setOpen] = useState(false)
  return (
    <div className="actions">
      <Action onPress={() => setOpen(true)}>{say('backup.writeFile')}</Action>
      <Dialogue title={say('backup.file')} open={open} onClose={() => setOpen(false)}>
        <WriteFileForm onDone={() => setOpen(false)} />
      </Dialogue>
    </div>
  )
}

const RULES = {
  minChars: PASSPHRASE_MIN_CHARS,
  tooShort: 'passphrase.tooShort',
  differs: 'passphrase.differs',
} as const

function WriteFileForm({ onDone }: { readonly onDone: () => void }) {
  const say = useSay()
  const { backup } = useStores()
  const [pair, setPair] = useState(emptySecret)
  const [problems, setProblems] = useState<SecretProblems>({})
  const [path, setPath] = useState<string | null>(null)
  const write = useAction(async () => setPath((await backup.actions.writeFile(pair.first)).path))
  function submit(): void {
    const wrong = secretProblems(pair, RULES)
    setProblems(wrong)
    if (Object.keys(wrong).length === 0) void write.run()
  }
  if (path !== null) {
    return (
      <Finished onDone={onDone}>
        <p>
          <Words id="backup.fileWritten" values={{ path: <code className="path">{path}</code> }} />
        </p>
      </Finished>
    )
  }
  return (
    <Form onSubmit={submit}>
      <p className="meta">{say('backup.filePassphrase')}</p>
      <SecretPairFields
        pair={pair}
        problems={problems}
        onChange={setPair}
        labels={{
          first: say('passphrase.label'),
          second: say('passphrase.again'),
          hint: say('passphrase.hint', { min: PASSPHRASE_MIN_CHARS }),
        }}
      />
      {write.failure !== null && <Failure of={write.failure} />}
      <div className="actions">
        <Action onPress={onDone}>{say('ui.cancel')}</Action>
        <Action kind="main" type="submit" busy={write.busy} onLeave={write.leave}>
          {say('backup.writeFile')}
        </Action>
      </div>
    </Form>
  )
}
