import { useMemo } from 'react'
import type { Bridge } from '../../../shared/contract/index.ts'
import { SeedId } from '../../../shared/kernel/ids.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { DeliveryLine } from '../../parts/DeliveryLine.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { Time } from '../../ui/Time.tsx'
import { Attachments } from './Attachments.tsx'
import { handbookAddress } from './HandbookList.tsx'
import { Markdown } from './Markdown.tsx'
import { PlantingPreview } from './PlantingPreview.tsx'
import { SeedActs } from './SeedActs.tsx'
import { SeedOrigin, SeedStateWords } from './SeedRow.tsx'
import { SeedSource } from './SeedSource.tsx'
import { TryOut } from './TryOut.tsx'
import './seeds.css'

type Whole = Awaited<ReturnType<Bridge['seeds']['get']>>

/** One lesson: what it says, whence it comes, what it would change, and what to do with it. Route: /seedbed/:id */
export function SeedDetailView({ id }: { readonly id: string }) {
  const say = useSay()
  const known = SeedId.safeParse(id)
  return (
    <>
      <p className="back">
        <a href="#/seedbed">{say('seed.backToAll')}</a>
      </p>
      {known.success ? <KnownSeed id={known.data} /> : <h1>{say('failure.seed-unknown')}</h1>}
    </>
  )
}

function KnownSeed({ id }: { readonly id: SeedId }) {
  const say = useSay()
  const { seeds } = useStores()
  const one = useMemo(() => seeds.one(id), [seeds, id])
  return (
    <Answered of={one} step={say('seed.loading')} heading={say('nav.seedbed')}>
      {(whole) => <Detail whole={whole} onChanged={one.load} />}
    </Answered>
  )
}

interface DetailProps {
  readonly whole: Whole
  readonly onChanged: () => Promise<void>
}

function Detail({ whole: { seed, body, provenance }, onChanged }: DetailProps) {
  const say = useSay()
  const { seeds } = useStores()
  const preview = useMemo(() => seeds.preview(seed.id), [seeds, seed.id])
  return (
    <article className="detail seed">
      <div className="seed-head">
        <h1>
          <Peer>{seed.title}</Peer>
        </h1>
        <SeedOrigin seed={seed} />
        <p>
          <SeedStateWords seed={seed} />
          {seed.slug !== null && <a href={handbookAddress(seed.slug)}>{say('seed.toPage')}</a>}
        </p>
        {seed.delivery !== null && <DeliveryLine delivery={seed.delivery} />}
        {seed.refusedBefore !== null && <RefusedBefore before={seed.refusedBefore} />}
        <Lesson body={body} />
        <Attachments files={seed.attachments} />
      </div>
      <SeedSource seed={seed} provenance={provenance} />
      <div className="seed-weighing">
        {seed.state !== 'planted' && <PlantingPreview preview={preview} />}
        <TryOut seed={seed} body={body} />
        <SeedActs seed={seed} preview={preview} onChanged={onChanged} />
      </div>
    </article>
  )
}

function Lesson({ body }: { readonly body: string }) {
  const say = useSay()
  return (
    <section aria-labelledby="lesson">
      <h2 id="lesson">{say('seed.lesson')}</h2>
      <div className="sheet">
        <Markdown text={body} below={2} />
      </div>
      <Fold title={say('seed.asWritten')}>
        <pre className="as-written" dir="auto">
          {body}
        </pre>
      </Fold>
    </section>
  )
}

type Before = NonNullable<Whole['seed']['refusedBefore']>

/** What was said when an earlier version was refused: it weighs, and decides nothing. */
function RefusedBefore({ before }: { readonly before: Before }) {
  return (
    <div className="banner">
      <p>
        <Words
          id="seed.refusedBeforeDetail"
          values={{ title: <Peer>{before.title}</Peer>, when: <Time atMs={before.atMs} /> }}
        />
      </p>
      <p>
        <Words id="ui.quoted" values={{ text: <Peer>{before.reason}</Peer> }} />
      </p>
    </div>
  )
}
