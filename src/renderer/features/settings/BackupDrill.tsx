import { useEffect, useState } from 'react'
import { useSay } from '../../app/messages/words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Field } from '../../ui/Field.tsx'
import { Finished } from '../../ui/Finished.tsx'
import { Form } from '../../ui/Form.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { useAction } from '../../ui/use-action.ts'

/** Four words from paper: the only proof that the paper is there and legible. */
export function BackupDrill({ onDone }: { readonly onDone: () => void }) {
  const say = useSay()
  const { backup } = useStores()
  const [positions, setPositions] = useState<readonly number[] | null>(null)
  const [words, setWords] = useState<Readonly<Record<number, string>>>({})
  const [passed, setPassed] = useState(false)
  const ask = useAction(async () => {
    setWords({})
    setPositions(await backup.actions.drillQuestions())
  })
  const check = useAction(async (asked: readonly number[]) => {
    await backup.actions.drill(
      asked.map((position) => ({ position, word: cleanWord(words[position] ?? '') })),
    )
    setPassed(true)
  })
  const { run: askNow } = ask
  useEffect(() => void askNow(), [askNow])
  function askAgain(): void {
    ask.leave()
    void askNow()
  }

  if (passed) {
    return (
      <Finished onDone={onDone}>
        <p>{say('backup.drillPassed')}</p>
      </Finished>
    )
  }
  if (ask.failure !== null) return <Failure of={ask.failure} onRetry={() => void ask.run()} />
  if (positions === null)
    return <Loading step={say('ui.loading')} wayOut={{ label: say('ui.retry'), onPress: askAgain }} />
  return (
    <Form onSubmit={() => void check.run(positions).then((right) => !right && void ask.run())}>
      <p className="meta">{say('backup.drillLede')}</p>
      <div className="field-row">
        {positions.map((position, index) => (
          <Field
            key={position}
            label={say('backup.drillWord', { position })}
            value={words[position] ?? ''}
            onChange={(word) => setWords({ ...words, [position]: word })}
            autoFocus={index === 0}
          />
        ))}
      </div>
      {check.failure !== null && <Failure of={check.failure} />}
      <div className="actions">
        <Action onPress={onDone}>{say('ui.cancel')}</Action>
        <Action kind="main" type="submit" busy={check.busy}>
          {say('backup.drillCheck')}
        </Action>
      </div>
    </Form>
  )
}

const cleanWord = (word: string): string => word.normalize('NFKC').trim().toLowerCase()
