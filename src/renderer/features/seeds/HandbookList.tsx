import { useSay } from '../../app/messages/words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { Planted } from './Planted.tsx'

/** The pages that stand planted, by title. */
export function HandbookList() {
  const say = useSay()
  const { handbook } = useStores()
  return (
    <Answered of={handbook} step={say('handbook.loading')}>
      {(pages) =>
        pages.length === 0 ? (
          <p className="meta">{say('handbook.empty')}</p>
        ) : (
          <ul className="rows">
            {pages.map((page) => (
              <li key={page.slug} className="row row-whole">
                <h3>
                  <a href={handbookAddress(page.slug)}>
                    <Peer>{page.title}</Peer>
                  </a>
                </h3>
                <Planted page={page} />
              </li>
            ))}
          </ul>
        )
      }
    </Answered>
  )
}

/** Where a page of the handbook is shown. */
export const handbookAddress = (slug: string): string => `#/handbook/${encodeURIComponent(slug)}`
