import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { Route, Router, Switch, useLocation } from 'wouter'
import { NeedsView } from '../features/needs/NeedsView.tsx'
import { ThingsToTry } from '../features/practice/ThingsToTry.tsx'
import { useData, useStores } from '../stores/stores.tsx'
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx'
import { Loading } from '../ui/Loading.tsx'
import { Announcer } from './Announcer.tsx'
import { LinkBanner, NodeBanners, PracticeBand } from './Banners.tsx'
import { useHashPath } from './hash-location.ts'
import { useSay } from './messages/words.tsx'
import { NavRail } from './NavRail.tsx'
import { Overlays } from './Overlays.tsx'
import { SightBanner } from './SightBanner.tsx'
import { UnlockDialog } from './UnlockDialog.tsx'
import { createShortcutBoard, ShortcutBoardContext, useShortcutKeys } from './use-shortcuts.ts'

const ResourcesView = lazy(async () => ({
  default: (await import('../features/resources/ResourcesView.tsx')).ResourcesView,
}))
const MapView = lazy(async () => ({ default: (await import('../features/map/MapView.tsx')).MapView }))
const AlertsView = lazy(async () => ({
  default: (await import('../features/alerts/AlertsView.tsx')).AlertsView,
}))
const RaiseAlertView = lazy(async () => ({
  default: (await import('../features/alerts/RaiseAlertView.tsx')).RaiseAlertView,
}))
const AlertDetailView = lazy(async () => ({
  default: (await import('../features/alerts/AlertDetailView.tsx')).AlertDetailView,
}))
const TransfersView = lazy(async () => ({
  default: (await import('../features/transfers/TransfersView.tsx')).TransfersView,
}))
const OfferView = lazy(async () => ({
  default: (await import('../features/transfers/OfferView.tsx')).OfferView,
}))
const TransferDetailView = lazy(async () => ({
  default: (await import('../features/transfers/TransferDetailView.tsx')).TransferDetailView,
}))
const NeighboursView = lazy(async () => ({
  default: (await import('../features/neighbours/NeighboursView.tsx')).NeighboursView,
}))
const TalkView = lazy(async () => ({ default: (await import('../features/talk/TalkView.tsx')).TalkView }))
const SeedbedView = lazy(async () => ({
  default: (await import('../features/seeds/SeedbedView.tsx')).SeedbedView,
}))
const WriteLessonView = lazy(async () => ({
  default: (await import('../features/seeds/WriteLessonView.tsx')).WriteLessonView,
}))
const SeedDetailView = lazy(async () => ({
  default: (await import('../features/seeds/SeedDetailView.tsx')).SeedDetailView,
}))
const HandbookPageView = lazy(async () => ({
  default: (await import('../features/seeds/HandbookPageView.tsx')).HandbookPageView,
}))
const SettingsView = lazy(async () => ({
  default: (await import('../features/settings/SettingsView.tsx')).SettingsView,
}))
const ValleyLogView = lazy(async () => ({
  default: (await import('../features/practice/ValleyLogView.tsx')).ValleyLogView,
}))
const DesignView = lazy(async () => ({
  default: (await import('../features/design/DesignView.tsx')).DesignView,
}))

/** Everything around the views once a Node is open. */
export function Shell() {
  const say = useSay()
  const [shortcuts] = useState(createShortcutBoard)
  useShortcutKeys(shortcuts)
  useNodeLanguage()
  useApplicationClock()
  useTopOfView()
  useFocusInView()
  return (
    <Router hook={useHashPath}>
      <ShortcutBoardContext value={shortcuts}>
        <button type="button" className="skip" onClick={() => document.getElementById('main')?.focus()}>
          {say('nav.skip')}
        </button>
        <PracticeBand />
        <div className="app">
          <NavRail />
          <div className="page">
            <main id="main" tabIndex={-1}>
              <LinkBanner />
              <NodeBanners />
              <SightBanner />
              <Sheltered>
                <Suspense fallback={<Loading step={say('ui.loading')} />}>
                  <Routes />
                </Suspense>
              </Sheltered>
            </main>
          </div>
        </div>
        <Announcer />
        <UnlockDialog />
        <Overlays />
      </ShortcutBoardContext>
    </Router>
  )
}

/** A view that breaks leaves the way to the others open. */
function Sheltered({ children }: { readonly children: ReactNode }) {
  const [location] = useLocation()
  return <ErrorBoundary key={location}>{children}</ErrorBoundary>
}

function Routes() {
  const say = useSay()
  return (
    <Switch>
      <Route path="/">
        <NeedsView>
          <ThingsToTry />
        </NeedsView>
      </Route>
      <Route path="/resources" component={ResourcesView} />
      <Route path="/map" component={MapView} />
      <Route path="/alerts" component={AlertsView} />
      <Route path="/alerts/new" component={RaiseAlertView} />
      <Route path="/alerts/:id">{({ id }) => <AlertDetailView id={id} key={id} />}</Route>
      <Route path="/transfers" component={TransfersView} />
      <Route path="/transfers/new" component={OfferView} />
      <Route path="/transfers/:id">{({ id }) => <TransferDetailView id={id} key={id} />}</Route>
      <Route path="/neighbours" component={NeighboursView} />
      <Route path="/neighbours/:id/talk">{({ id }) => <TalkView id={id} key={id} />}</Route>
      <Route path="/seedbed" component={SeedbedView} />
      <Route path="/seedbed/new" component={WriteLessonView} />
      <Route path="/seedbed/:id">{({ id }) => <SeedDetailView id={id} key={id} />}</Route>
      <Route path="/handbook/:slug">{({ slug }) => <HandbookPageView slug={slug} key={slug} />}</Route>
      <Route path="/settings" component={SettingsView} />
      <Route path="/practice/log" component={ValleyLogView} />
      <Route path="/design" component={DesignView} />
      <Route>
        <h1>{say('app.nowhere')}</h1>
        <p className="lede">
          <a href="#/">{say('nav.needs')}</a>
        </p>
      </Route>
    </Switch>
  )
}

/** The language of the page follows the Node's setting. */
function useNodeLanguage(): void {
  const { settings, ui } = useStores()
  const language = useData(settings)?.language
  useEffect(() => {
    if (language !== undefined) ui.actions.followLanguage(language)
  }, [language, ui])
}

/** Ages on screen count by the application's clock, so it must be known while the shell is up. */
function useApplicationClock(): void {
  const { clock } = useStores()
  useEffect(() => clock.start(), [clock])
}

/** An address that names a part of its view: that part comes into sight instead. */
const IS_AT_PART = /\?(?:.*&)?at=/u

/** A view newly gone to begins at its top; one gone back to is where it was left. */
function useTopOfView(): void {
  const [location] = useHashPath()
  const isReturn = useRef(false)
  useEffect(() => {
    const note = ({ navigationType }: NavigateEvent): void => {
      isReturn.current = navigationType === 'traverse'
    }
    window.navigation?.addEventListener('navigate', note)
    return () => window.navigation?.removeEventListener('navigate', note)
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place is what it happens at
  useEffect(() => {
    if (!isReturn.current && !IS_AT_PART.test(window.location.hash)) document.documentElement.scrollTop = 0
  }, [location])
}

/** A link that went with its view leaves the focus nowhere: it goes on to the view that came, so that a screen reader tells of it. */
function useFocusInView(): void {
  const [location] = useHashPath()
  const shown = useRef(location)
  useEffect(() => {
    if (shown.current === location) return
    shown.current = location
    if (document.activeElement === document.body)
      document.getElementById('main')?.focus({ preventScroll: true })
  }, [location])
}
