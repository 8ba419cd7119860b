import { useEffect, useRef, useState } from 'react'
import { useSay } from '../../app/messages/words.tsx'
import { Door } from '../../parts/Door.tsx'
import { PracticeOffer } from '../../parts/EnterPractice.tsx'
import { useData, useStores, useUi } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Form } from '../../ui/Form.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { useAction } from '../../ui/use-action.ts'
import { StepFields } from './FirstRunSteps.tsx'
import {
  cleanWords,
  emptyDraft,
  type FirstRunDraft,
  type Problems,
  problemsOf,
  type StepName,
  stepsOf,
  toCreateInput,
} from './first-run-draft.ts'
import './first-run.css'

interface FirstRunProps {
  /** Told around the founding, so that this screen stays until it is known whether it worked. */
  readonly onFounding: (founding: boolean) => void
  readonly onDone: () => void
}

/** From an empty folder to a Node, one question at a time. */
export function FirstRun({ onFounding, onDone }: FirstRunProps) {
  const say = useSay()
  const { setup } = useStores()
  const vault = useData(setup)?.vault ?? 'passphrase'
  const language = useUi((state) => state.language)
  const [draft, setDraft] = useState<FirstRunDraft>(emptyDraft)
  const [index, setIndex] = useState(0)
  const [problems, setProblems] = useState<Problems>({})
  const found = useFounding(onFounding, onDone)

  const steps = stepsOf(draft, vault)
  const step = steps[Math.min(index, steps.length - 1)] ?? 'language'
  const heading = useHeadingFocus(step)
  const isLast = index === steps.length - 1

  function next(): void {
    const wrong = problemsOf(step, draft, language)
    setProblems(wrong)
    if (Object.keys(wrong).length > 0) return
    if (isLast) void found.run(draft, vault)
    else setIndex(index + 1)
  }
  function back(): void {
    setProblems({})
    found.clear()
    setIndex(index - 1)
  }
  if (found.busy) return <Founding restoring={draft.origin === 'restore'} />
  return (
    <Door>
      <Progress step={index + 1} steps={steps.length} />
      <h1 ref={heading} tabIndex={-1}>
        {say(`firstRun.${step}.title`)}
      </h1>
      <p className="lede">{say(`firstRun.${step}.lede`)}</p>
      <Form onSubmit={next}>
        <StepFields
          step={step}
          draft={draft}
          problems={problems}
          change={(patch) => setDraft((before) => ({ ...before, ...patch }))}
        />
        {found.failure !== null && <Failure of={found.failure} />}
        <div className="actions">
          {index > 0 && <Action onPress={back}>{say('ui.back')}</Action>}
          <Action kind="main" type="submit">
            {say(isLast ? 'firstRun.found' : 'ui.next')}
          </Action>
        </div>
      </Form>
      {OFFER_PRACTICE_AT.has(step) && <PracticeOffer />}
    </Door>
  )
}

/** How far one has come, in words and as a line. */
function Progress({ step, steps }: { readonly step: number; readonly steps: number }) {
  const say = useSay()
  return (
    <div className="first-run-step">
      <span className="first-run-track" aria-hidden="true">
        {Array.from({ length: steps }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
          <i key={index} data-done={index < step || undefined} />
        ))}
      </span>
      <p>{say('firstRun.step', { step, steps })}</p>
    </div>
  )
}

/** Beside the choice of making a Node, before anything is asked that takes thought. */
const OFFER_PRACTICE_AT: ReadonlySet<StepName> = new Set(['language', 'origin'])

/** Makes or restores the Node, then unlocks the Mirror who has just chosen the PIN. */
function useFounding(onFounding: (founding: boolean) => void, onDone: () => void) {
  const { setup, mirrors } = useStores()
  const language = useUi((state) => state.language)
  return useAction(async (draft: FirstRunDraft, vault: 'passphrase' | 'os') => {
    onFounding(true)
    try {
      const input = toCreateInput(draft, { language, vault })
      if (draft.origin === 'new') await setup.actions.create(input)
      else await setup.actions.restore({ ...input, words: cleanWords(draft) })
      await mirrors.load()
      const first = mirrors.store.getState().data?.find((mirror) => !mirror.revoked)
      if (first) await mirrors.actions.unlock(first.mirrorId, draft.pin.first)
      onDone()
    } finally {
      onFounding(false)
    }
  })
}

/** Steps whose first field takes the focus; it may do so only after a moment, so the heading must leave it alone. */
const BEGIN_IN_FIELD: ReadonlySet<StepName> = new Set(['words', 'node', 'mirror'])

/** Any other step begins with its heading in focus, so that a screen reader starts there. */
function useHeadingFocus(step: StepName) {
  const heading = useRef<HTMLHeadingElement>(null)
  const seen = useRef(step)
  useEffect(() => {
    if (seen.current === step) return
    seen.current = step
    if (!BEGIN_IN_FIELD.has(step)) heading.current?.focus()
  }, [step])
  return heading
}

function Founding({ restoring }: { readonly restoring: boolean }) {
  const say = useSay()
  return (
    <Door>
      <h1>{say(restoring ? 'firstRun.restoring' : 'firstRun.founding')}</h1>
      <p className="lede">{say('firstRun.foundingLede')}</p>
      <Loading step={say('firstRun.foundingStep')} />
    </Door>
  )
}
