import { lazy, Suspense, useEffect, useState } from 'react'
import { Door } from '../parts/Door.tsx'
import type { FailureState } from '../stores/answer-store.ts'
import {
  type Stores,
  StoresProvider,
  useAnswer,
  useData,
  useLink,
  useStores,
  useUi,
} from '../stores/stores.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Loading } from '../ui/Loading.tsx'
import { LinkBanner } from './Banners.tsx'
import { useSay, WordsProvider } from './messages/words.tsx'
import { Shell } from './Shell.tsx'
import { useTheme } from './use-theme.ts'

const FirstRun = lazy(async () => ({ default: (await import('../features/setup/FirstRun.tsx')).FirstRun }))
const UnlockNode = lazy(async () => ({
  default: (await import('../features/setup/UnlockNode.tsx')).UnlockNode,
}))
const Welcome = lazy(async () => ({ default: (await import('./Welcome.tsx')).Welcome }))

/** The whole page over its stores. */
export function App({ stores }: { readonly stores: Stores }) {
  return (
    <StoresProvider value={stores}>
      <Speaking />
    </StoresProvider>
  )
}

function Speaking() {
  const language = useUi((state) => state.language)
  useTheme()
  return (
    <WordsProvider language={language}>
      <Suspense fallback={null}>
        <Doors />
      </Suspense>
    </WordsProvider>
  )
}

/** Which of the page's doors a person stands before. */
function Doors() {
  const say = useSay()
  const { phase: link } = useLink()
  const { setup } = useStores()
  const { data: status, failure } = useAnswer(setup)
  const [founding, setFounding] = useState(false)
  const [welcoming, setWelcoming] = useState(false)
  useSuggestedLanguage()

  if (link === 'refused' && status === null) return <Refused />
  if (status === null && failure !== null && failure.code !== 'channel-closed')
    return <Unanswered failure={failure} onRetry={() => void setup.load()} />
  if (status === null) return <Waiting step={say(link === 'open' ? 'app.asking' : 'app.connecting')} />
  if (founding || status.phase === 'empty') {
    return (
      <>
        <LinkBanner />
        <FirstRun onFounding={setFounding} onDone={() => setWelcoming(true)} />
      </>
    )
  }
  if (status.phase !== 'open') return <UnlockNode />
  return welcoming ? <Welcome onDone={() => setWelcoming(false)} /> : <Shell />
}

/** Before a Node is open it only suggests a language; afterwards its settings say it. */
function useSuggestedLanguage(): void {
  const { setup, ui } = useStores()
  const suggested = useData(setup)?.suggestedLanguage
  useEffect(() => {
    if (suggested !== undefined) ui.actions.suggestLanguage(suggested)
  }, [suggested, ui])
}

interface UnansweredProps {
  readonly failure: FailureState
  readonly onRetry: () => void
}

/** The Node is there and cannot say how it stands. */
function Unanswered({ failure, onRetry }: UnansweredProps) {
  const say = useSay()
  return (
    <Door>
      <h1>{say('app.unanswered')}</h1>
      <Failure of={failure} onRetry={onRetry} />
    </Door>
  )
}

function Waiting({ step }: { readonly step: string }) {
  return (
    <Door>
      <Loading step={step} />
    </Door>
  )
}

function Refused() {
  const say = useSay()
  return (
    <Door>
      <h1>{say('app.refusedTitle')}</h1>
      <p className="lede">{say('failure.unauthorised')}</p>
      <p className="meta">{say('app.refusedHow')}</p>
    </Door>
  )
}
