import { lazy, type ReactNode, Suspense } from 'react'
import type { MirrorView } from '../../../shared/contract/mirrors.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { AlertKindMark, SeverityMark } from '../../parts/AlertKindMark.tsx'
import { AlertSources } from '../../parts/AlertSources.tsx'
import { ApartTag } from '../../parts/ApartTag.tsx'
import type { AlertGroup } from '../../parts/alert-groups.ts'
import { PracticeOffer } from '../../parts/EnterPractice.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { LongList } from '../../ui/LongList.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { Time } from '../../ui/Time.tsx'
import { useAction } from '../../ui/use-action.ts'
import type { Need } from './needs-list.ts'
import { SeedNeed } from './SeedNeed.tsx'
import { TransferNeed } from './TransferNeed.tsx'
import { useNeeds } from './use-needs.ts'

/** Seldom needed, so they come when they are. */
const StandingNeed = lazy(async () => ({ default: (await import('./StandingNeed.tsx')).StandingNeed }))

const WakeNeed = lazy(async () => ({ default: (await import('./WakeNeed.tsx')).WakeNeed }))

interface NeedsViewProps {
  /** What the page puts before the list. */
  readonly children?: ReactNode
}

/** Everything that waits for a person, alerts first. Route: / */
export function NeedsView({ children }: NeedsViewProps) {
  const say = useSay()
  const { alerts } = useStores()
  const needs = useNeeds()
  return (
    <>
      <h1>{say('needs.title', { count: needs.length })}</h1>
      <p className="lede">{say(needs.length === 0 ? 'needs.ledeEmpty' : 'needs.lede')}</p>
      {children}
      <Answered of={alerts} step={say('alerts.loading')}>
        {() => (needs.length === 0 ? <NothingNeeded /> : <NeedList needs={needs} />)}
      </Answered>
    </>
  )
}

function NeedList({ needs }: { readonly needs: readonly Need[] }) {
  return (
    <LongList
      className="cards"
      items={needs}
      keyOf={({ key }) => key}
      render={(need) => <NeedCard need={need} />}
    />
  )
}

function NeedCard({ need }: { readonly need: Need }) {
  switch (need.what) {
    case 'alert':
      return <AlertNeed group={need.group} />
    case 'transfer':
      return <TransferNeed waiting={need.waiting} />
    case 'wake-up':
      return (
        <Suspense fallback={null}>
          <WakeNeed call={need.call} />
        </Suspense>
      )
    case 'seed':
      return <SeedNeed seed={need.seed} />
    case 'apart':
      return (
        <Suspense fallback={null}>
          <StandingNeed isolation={need.isolation} ours={need.ours} />
        </Suspense>
      )
    case 'epoch':
      return <EpochNeed />
    case 'backup':
      return <BackupNeed />
    case 'mirror':
      return <MirrorNeed mirror={need.mirror} />
  }
}

function AlertNeed({ group }: { readonly group: AlertGroup }) {
  const say = useSay()
  const { alerts } = useStores()
  const { lead: alert, members } = group
  const acknowledge = useAction(async () => {
    for (const member of members) await alerts.actions.acknowledge(member.id)
  })
  const href = `#/alerts/${alert.id}`
  return (
    <article className={`card card-alert card-${alert.severity}`}>
      <div className="card-body">
        <p className="kind">
          <AlertKindMark kind={alert.kind} /> <SeverityMark severity={alert.severity} />
          <span>
            <Words id="alert.from" values={{ node: <Peer>{alert.originName}</Peer> }} />
          </span>
          <span>
            <Words id="alert.about" values={{ system: <Peer>{alert.system}</Peer> }} />
          </span>
          <Time atMs={alert.receivedAtMs} />
          <ApartTag of={alert.authorIsolated} />
        </p>
        <h2 className="quote">
          <a href={href}>
            <Words id="ui.quoted" values={{ text: <Peer>{alert.summary}</Peer> }} />
          </a>
        </h2>
        {alert.detail !== '' && (
          <p className="excerpt">
            <Peer>{alert.detail}</Peer>
          </p>
        )}
        {alert.myReview === null && (
          <p className="meta">{say('needs.sealed', { count: alert.otherReviewCount })}</p>
        )}
        {members.length > 1 && <AlertSources members={members} />}
        {acknowledge.failure !== null && <Failure of={acknowledge.failure} />}
      </div>
      <div className="stack">
        <a className="action action-main" href={href}>
          {say(alert.myReview === null ? 'alert.judge' : 'alert.look')}
        </a>
        <Action busy={acknowledge.busy} onPress={() => void acknowledge.run()}>
          {say('alert.acknowledge')}
        </Action>
      </div>
    </article>
  )
}

function EpochNeed() {
  const say = useSay()
  const { backup, node } = useStores()
  const confirm = useAction(async () => {
    await backup.actions.confirmEpoch()
    await node.load()
  })
  return (
    <article className="card">
      <div className="card-body">
        <h2>{say('needs.epochTitle')}</h2>
        <p className="meta">{say('needs.epochDetail')}</p>
        {confirm.failure !== null && <Failure of={confirm.failure} />}
      </div>
      <div className="stack">
        <Action kind="main" busy={confirm.busy} onPress={() => void confirm.run()}>
          {say('needs.epochConfirm')}
        </Action>
      </div>
    </article>
  )
}

function BackupNeed() {
  const say = useSay()
  return (
    <article className="card">
      <div className="card-body">
        <h2>{say('needs.backupTitle')}</h2>
        <p className="meta">{say('needs.backupDetail')}</p>
      </div>
      <div className="stack">
        <a className="action action-main" href="#/settings">
          {say('needs.backupDo')}
        </a>
      </div>
    </article>
  )
}

function MirrorNeed({ mirror }: { readonly mirror: MirrorView }) {
  const say = useSay()
  const { ui } = useStores()
  return (
    <article className="card">
      <div className="card-body">
        <h2>
          <Words id="needs.mirrorTitle" values={{ mirror: <Peer>{mirror.name}</Peer> }} />
        </h2>
        <p className="meta">
          {say('needs.mirrorDetail')} <Time atMs={mirror.sinceMs} />
        </p>
      </div>
      <div className="stack">
        <a className="action action-plain" href="#/settings">
          {say('needs.mirrorLook')}
        </a>
        <Action onPress={() => ui.actions.noteMirror(mirror.mirrorId)}>{say('needs.mirrorNoted')}</Action>
      </div>
    </article>
  )
}

function NothingNeeded() {
  const say = useSay()
  const { node } = useStores()
  const isAlone = (useData(node)?.knownNodes ?? 0) === 0
  return (
    <Empty title={say('needs.empty')}>
      <p className="meta">{say(isAlone ? 'needs.emptyAlone' : 'needs.emptyDetail')}</p>
      <div className="actions">
        <a className="action action-main" href="#/resources">
          {say('needs.record')}
        </a>
        <a className="action action-plain" href="#/neighbours">
          {say('needs.invite')}
        </a>
      </div>
      {isAlone && <PracticeOffer />}
    </Empty>
  )
}
