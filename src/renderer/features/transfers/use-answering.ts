import { useEffect, useState } from 'react'
import type { TransferId } from '../../../shared/kernel/ids.ts'
import type { FailureState } from '../../stores/answer-store.ts'
import { useStores } from '../../stores/stores.tsx'
import { useAction } from '../../ui/use-action.ts'

interface AnsweringInput {
  readonly id: TransferId
  readonly isSealed: boolean
  /** The heading that takes the focus when the choices go or come back. */
  readonly titleId: string
}

export interface Answering {
  /** The choices are to be shown. */
  readonly isOpen: boolean
  readonly failure: FailureState | null
  answer(consent: boolean): void
  reopen(): void
}

/** Seals an answer and puts the choices away; the same happens on the page after a yes and after a no. */
export function useAnswering({ id, isSealed, titleId }: AnsweringInput): Answering {
  const { transfers } = useStores()
  const [isReopened, setReopened] = useState(false)
  const [turns, setTurns] = useState(0)
  const seal = useAction((consent: boolean) => transfers.actions.decide(id, consent))
  useEffect(() => {
    if (turns > 0) document.getElementById(titleId)?.focus()
  }, [turns, titleId])

  async function answer(consent: boolean): Promise<void> {
    if (!(await seal.run(consent))) return
    setReopened(false)
    setTurns((before) => before + 1)
  }
  function reopen(): void {
    setReopened(true)
    setTurns((before) => before + 1)
  }
  return {
    isOpen: !isSealed || isReopened,
    failure: seal.failure,
    answer: (consent) => void answer(consent),
    reopen,
  }
}
