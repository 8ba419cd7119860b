import { useState } from 'react'
import type { NeighbourView } from '../../../shared/contract/neighbours.ts'
import type { EndedIsolationView, FlagView, IsolationView } from '../../../shared/contract/trust.ts'
import { OwnWords } from '../../app/messages/OwnWords.tsx'
import { isolate, useSay, Words } from '../../app/messages/words.tsx'
import { AnswerApart } from '../../parts/AnswerApart.tsx'
import { ApartWords } from '../../parts/ApartWords.tsx'
import { ReasonDialog } from '../../parts/ReasonDialog.tsx'
import { ReleaseApart } from '../../parts/ReleaseApart.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { Time } from '../../ui/Time.tsx'
import { useNow } from '../../ui/use-now.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const TIMES = { hour: HOUR_MS, day: DAY_MS, threeDays: 3 * DAY_MS, week: 7 * DAY_MS } as const
type Length = keyof typeof TIMES

/** How long an end is told. Chosen here: whoever looks in once a week hears of it. */
const TOLD_FOR_MS = 7 * DAY_MS

type Of = Pick<NeighbourView, 'nodeId' | 'name'>

/** What stands between this Node and a neighbour, and what a Mirror here can do about it. */
export function Standing({ neighbour }: { readonly neighbour: Of }) {
  return (
    <OwnWords of="trust">
      <Stands neighbour={neighbour} />
    </OwnWords>
  )
}

function Stands({ neighbour }: { readonly neighbour: Of }) {
  const { trust } = useStores()
  const apart = useData(trust)
  const past = useData(trust.pastOf(neighbour.nodeId))
  const flags = past?.flags ?? []
  const isOf = ({ nodeId }: IsolationView): boolean => nodeId === neighbour.nodeId
  const here = apart?.isolations.find(isOf)
  const there = apart?.isolatedBy.find(isOf)
  return (
    <div className="standing">
      {there !== undefined && (
        <div className="limits">
          <ApartWords isolation={there} ours={false} />
          <AnswerApart isolation={there} />
        </div>
      )}
      {here !== undefined && (
        <div className="limits">
          <ApartWords isolation={here} ours />
          <ReleaseApart isolation={here} />
        </div>
      )}
      <LatelyOver over={past?.over ?? []} name={neighbour.name} />
      {flags.length > 0 && <Flags flags={flags} />}
      <Acts neighbour={neighbour} isApart={here !== undefined} />
    </div>
  )
}

interface LatelyOverProps {
  readonly over: readonly EndedIsolationView[]
  readonly name: string
}

/** What has ended lately: of itself, or by whom. */
function LatelyOver({ over, name }: LatelyOverProps) {
  const nowMs = useNow()
  const lately = over.filter(({ endedAtMs }) => nowMs - endedAtMs < TOLD_FOR_MS)
  if (lately.length === 0) return null
  return (
    <ul className="limits">
      {lately.map((isolation) => (
        <li key={`${isolation.sinceMs} ${isolation.ours}`}>
          <OverWords isolation={isolation} name={name} />
        </li>
      ))}
    </ul>
  )
}

function OverWords({ isolation, name }: { readonly isolation: EndedIsolationView; readonly name: string }) {
  const { endedAtMs, ours, releasedBy } = isolation
  const values = { node: <Peer>{name}</Peer>, when: <Time atMs={endedAtMs} /> }
  if (releasedBy === null) return <Words id={ours ? 'trust.overHere' : 'trust.overThere'} values={values} />
  return (
    <Words
      id={ours ? 'trust.releasedHere' : 'trust.releasedThere'}
      values={{ ...values, mirror: <Peer>{releasedBy}</Peer> }}
    />
  )
}

function Flags({ flags }: { readonly flags: readonly FlagView[] }) {
  return (
    <ul className="limits">
      {flags.map(({ atMs, byMirror, reason }) => (
        <li key={`${atMs} ${byMirror} ${reason}`}>
          <Words
            id="trust.flagged"
            values={{ mirror: <Peer>{byMirror}</Peer>, reason: <Peer>{reason}</Peer> }}
          />{' '}
          <span className="meta">
            <Time atMs={atMs} />
          </span>
        </li>
      ))}
    </ul>
  )
}

interface ActsProps {
  readonly neighbour: Of
  readonly isApart: boolean
}

function Acts({ neighbour: { name, nodeId }, isApart }: ActsProps) {
  const say = useSay()
  const { trust } = useStores()
  const [asking, setAsking] = useState<'flag' | 'isolate' | null>(null)
  const [length, setLength] = useState<Length>('day')
  const close = (): void => setAsking(null)
  return (
    <Fold title={say('trust.title')}>
      <p className="meta">{say('trust.lede')}</p>
      <div className="actions">
        <Action onPress={() => setAsking('flag')}>{say('trust.flag')}</Action>
        <Action onPress={() => setAsking('isolate')}>
          {say(isApart ? 'trust.isolateAnew' : 'trust.isolate')}
        </Action>
      </div>
      <ReasonDialog
        title={say('trust.flagTitle', { name: isolate(name) })}
        consequence={say('trust.flagConsequence')}
        label={say('trust.reason')}
        kind="main"
        confirmLabel={say('trust.flag')}
        open={asking === 'flag'}
        onClose={close}
        perform={(reason) => trust.actions.flag(nodeId, reason)}
      />
      <ReasonDialog
        title={say('trust.isolateTitle', { name: isolate(name) })}
        consequence={say('trust.isolateConsequence')}
        label={say('trust.reason')}
        kind="danger"
        confirmLabel={say('trust.isolate')}
        open={asking === 'isolate'}
        onClose={close}
        perform={(reason) => trust.actions.isolate(nodeId, reason, TIMES[length])}
      >
        <Choice
          label={say('trust.length')}
          options={(['hour', 'day', 'threeDays', 'week'] as const).map((value) => ({
            value,
            label: say(`trust.length.${value}`),
          }))}
          value={length}
          onChange={setLength}
        />
      </ReasonDialog>
    </Fold>
  )
}
