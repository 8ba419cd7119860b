import type { ReactNode } from 'react'
import type { AnswerStore } from '../stores/answer-store.ts'
import { useAnswer } from '../stores/stores.tsx'
import { Failure } from './Failure.tsx'
import { Loading } from './Loading.tsx'

interface AnsweredProps<Data> {
  readonly of: AnswerStore<Data>
  /** What is being waited for, in words. */
  readonly step: string
  readonly children: (data: Data) => ReactNode
}

/** The states of an answer in their order: loading, failed, there. What was there stays while a later question fails. */
export function Answered<Data>({ of, step, children }: AnsweredProps<Data>) {
  const { phase, failure, data } = useAnswer(of)
  const isLost = failure?.code === 'channel-closed' // the shell says so once, for all
  if (data === null && (phase === 'loading' || isLost)) return <Loading step={step} />
  return (
    <>
      {failure !== null && !isLost && <Failure of={failure} onRetry={() => void of.load()} />}
      {data !== null && children(data)}
    </>
  )
}
