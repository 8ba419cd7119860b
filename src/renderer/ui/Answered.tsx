import type { ReactNode } from 'react'
import { useSay } from '../app/messages/words.tsx'
import type { AnswerStore } from '../stores/answer-store.ts'
import { useAnswer } from '../stores/stores.tsx'
import { Failure, failureValues } from './Failure.tsx'
import { Loading } from './Loading.tsx'

interface AnsweredProps<Data> {
  readonly of: AnswerStore<Data>
  /** What is being waited for, in words. */
  readonly step: string
  /** The heading of a view that takes its own from the answer, for as long as there is none. */
  readonly heading?: string
  readonly children: (data: Data) => ReactNode
}

/** The states of an answer in their order: loading, failed, there. What was there stays while a later question fails. */
export function Answered<Data>({ of, step, heading, children }: AnsweredProps<Data>) {
  const say = useSay()
  const { phase, failure, data } = useAnswer(of)
  const isLost = failure?.code === 'channel-closed' // the shell says so once, for all
  /** Asking again finds it no more than before; without it, that is what the view is about. */
  const isUnknown = data === null && failure?.code.endsWith('-unknown') === true
  const isWaiting = data === null && (phase === 'loading' || isLost)
  return (
    <>
      {data === null && heading !== undefined && (
        <h1>{isUnknown ? say(`failure.${failure.code}`, failureValues(failure)) : heading}</h1>
      )}
      {isWaiting && (
        <Loading step={step} wayOut={{ label: say('ui.retry'), onPress: () => void of.askAnew() }} />
      )}
      {failure !== null && !isLost && !(isUnknown && heading !== undefined) && (
        <Failure of={failure} {...(isUnknown ? {} : { onRetry: () => void of.load() })} />
      )}
      {data !== null && children(data)}
    </>
  )
}
