import { useState } from 'react'
import type { SeedView } from '../../../shared/contract/seeds.ts'
import { useSay } from '../../app/messages/words.tsx'
import { ViewHeading } from '../../parts/ViewHeading.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { sortIntoBeds } from './beds.ts'
import { CarryByHand } from './CarryByHand.tsx'
import { FoundSeeds } from './FoundSeeds.tsx'
import { HandbookList } from './HandbookList.tsx'
import { SeedList } from './SeedList.tsx'
import './seeds.css'
import './seedbed.css'

/** Longest search. Source: `seeds.list` in the contract. */
const QUERY_MAX_CHARS = 200

/** What other Nodes learned and what became of it here. Route: /seedbed */
export function SeedbedView() {
  const say = useSay()
  const [query, setQuery] = useState('')
  const { seeds } = useStores()
  const known = useData(seeds)
  const waiting = known?.filter(({ state }) => state === 'tray').length
  const hasAny = (known?.length ?? 1) + (useData(seeds.heldBack)?.length ?? 0) > 0
  return (
    <>
      <ViewHeading
        title={waiting === undefined ? say('nav.seedbed') : say('seedbed.tray', { count: waiting })}
        titleId="bed-tray"
        lede={say('seedbed.lede')}
        begin={{ href: '#/seedbed/new', label: say('lesson.write') }}
      />
      {hasAny && (
        <div className="filters">
          <SearchBox
            label={say('seedbed.search')}
            value={query}
            onChange={setQuery}
            maxLength={QUERY_MAX_CHARS}
          />
        </div>
      )}
      {query.trim() === '' ? <AllBeds /> : <FoundSeeds query={query.trim()} />}
    </>
  )
}

function AllBeds() {
  const say = useSay()
  const { seeds } = useStores()
  return (
    <Answered of={seeds} step={say('seedbed.loading')}>
      {(list) => (
        <>
          {list.length === 0 ? <NothingYet /> : <Tray seeds={sortIntoBeds(list).tray} />}
          <div className="beds">
            {list.length > 0 && <Beds seeds={list} />}
            <HeldBack />
            <CarryByHand seeds={list} />
          </div>
        </>
      )}
    </Answered>
  )
}

/** What an origin offered beyond its limits: kept out of the tray, and not hidden. */
function HeldBack() {
  const say = useSay()
  const held = useData(useStores().seeds.heldBack) ?? []
  if (held.length === 0) return null
  return (
    <section className="bed">
      <Fold title={say('seedbed.heldBack', { count: held.length })} level={2}>
        <p className="meta">{say('seedbed.heldBackDetail')}</p>
        <SeedList seeds={held} />
      </Fold>
    </section>
  )
}

function NothingYet() {
  const say = useSay()
  return (
    <Empty title={say('seedbed.empty')}>
      <p className="meta">{say('seedbed.emptyDetail')}</p>
    </Empty>
  )
}

/** What waits for a person comes first and has room; the heading of the view is its own. */
function Tray({ seeds }: { readonly seeds: readonly SeedView[] }) {
  const say = useSay()
  return (
    <section className="tray" aria-labelledby="bed-tray">
      {seeds.length === 0 ? (
        <p className="meta">{say('seedbed.trayEmpty')}</p>
      ) : (
        <SeedList seeds={seeds} level={2} />
      )}
    </section>
  )
}

function Beds({ seeds }: { readonly seeds: readonly SeedView[] }) {
  const say = useSay()
  const { own, compost } = sortIntoBeds(seeds)
  return (
    <>
      <section className="bed" aria-labelledby="bed-handbook">
        <h2 id="bed-handbook">{say('seedbed.handbook')}</h2>
        <p className="meta">{say('seedbed.handbookDetail')}</p>
        <HandbookList />
      </section>
      {own.length > 0 && (
        <section className="bed" aria-labelledby="bed-own">
          <h2 id="bed-own">{say('seedbed.own')}</h2>
          <SeedList seeds={own} />
        </section>
      )}
      {compost.length > 0 && (
        <section className="bed">
          <Fold title={say('seedbed.compost', { count: compost.length })} level={2}>
            <p className="meta">{say('seedbed.compostDetail')}</p>
            <SeedList seeds={compost} />
          </Fold>
        </section>
      )}
    </>
  )
}
