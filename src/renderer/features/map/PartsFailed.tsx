import { useSay } from '../../app/messages/words.tsx'
import type { AnswerStore } from '../../stores/answer-store.ts'
import { useAnswer, useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'

/** What the map would show besides, each with a word where it could not be had, and a way to try again. */
export function PartsFailed() {
  const { neighbours, transfers, resources } = useStores()
  return (
    <>
      <PartFailed of={neighbours} what="neighbours" />
      <PartFailed of={transfers} what="transfers" />
      <PartFailed of={resources} what="own" />
    </>
  )
}

interface PartFailedProps<Data> {
  readonly of: AnswerStore<Data>
  readonly what: 'neighbours' | 'transfers' | 'own'
}

function PartFailed<Data>({ of, what }: PartFailedProps<Data>) {
  const say = useSay()
  const { phase, failure } = useAnswer(of)
  if (phase !== 'failed' || failure?.code === 'channel-closed') return null // a lost Node is told of by the shell
  return (
    <div className="failure" role="alert">
      <p>{say(`map.failed.${what}`)}</p>
      <Action onPress={() => void of.load()}>{say('ui.retry')}</Action>
    </div>
  )
}
