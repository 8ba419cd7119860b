import { useMemo } from 'react'
import type { Bridge } from '../../../shared/contract/index.ts'
import { useSay } from '../../app/messages/words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { ExactTime } from '../../ui/Time.tsx'
import { Attachments } from './Attachments.tsx'
import { Markdown } from './Markdown.tsx'
import './seeds.css'
import { Planted } from './Planted.tsx'

type Page = Awaited<ReturnType<Bridge['handbook']['page']>>

/** One planted lesson. Route: /handbook/:slug */
export function HandbookPageView({ slug }: { readonly slug: string }) {
  const say = useSay()
  const { handbook } = useStores()
  const page = useMemo(() => handbook.page(slug), [handbook, slug])
  return (
    <>
      <p className="back">
        <a href="#/seedbed">{say('seed.backToAll')}</a>
      </p>
      <Answered of={page} step={say('handbook.loading')} heading={say('seedbed.handbook')}>
        {(whole) => <Whole page={whole} />}
      </Answered>
    </>
  )
}

function Whole({ page }: { readonly page: Page }) {
  const say = useSay()
  return (
    <article className="detail">
      <h1>
        <Peer>{page.title}</Peer>
      </h1>
      <Planted page={page} />
      <div className="sheet handbook-sheet">
        <Markdown text={page.body} below={1} />
      </div>
      <Attachments files={page.attachments} />
      <div className="actions">
        <a className="action" href={`#/seedbed/${page.seedId}`}>
          {say('handbook.toSeed')}
        </a>
        <a className="action" href={`#/seedbed/new?replaces=${page.seedId}`}>
          {say('lesson.newVersion')}
        </a>
      </div>
      {page.earlier.length > 0 && <Earlier earlier={page.earlier} />}
      <p className="fingerprint">
        {say('seed.fingerprint')} <code>{page.hash}</code>
      </p>
    </article>
  )
}

/** What stood on this page before: uprooting brings the newest of it back. */
function Earlier({ earlier }: { readonly earlier: Page['earlier'] }) {
  const say = useSay()
  return (
    <section aria-labelledby="earlier">
      <h2 id="earlier">{say('handbook.earlier')}</h2>
      <ul className="notes">
        {earlier.map(({ seedId, title, plantedAtMs }) => (
          <li key={`${seedId}-${plantedAtMs}`}>
            <a href={`#/seedbed/${seedId}`}>
              <Peer>{title}</Peer>
            </a>{' '}
            <span className="meta">
              <ExactTime atMs={plantedAtMs} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
