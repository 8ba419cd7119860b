import type { SeedView } from '../../../shared/contract/seeds.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { ApartTag } from '../../parts/ApartTag.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { Time } from '../../ui/Time.tsx'

/** A lesson in the tray: it waits there until somebody plants or refuses it. */
export function SeedNeed({ seed }: { readonly seed: SeedView }) {
  const say = useSay()
  const href = `#/seedbed/${seed.id}`
  return (
    <article className="card">
      <div className="card-body">
        <p className="kind">
          <span className="kind-mark kind-seed">
            <svg viewBox="0 0 12 12" aria-hidden="true">
              <path d="M12 0v4a8 8 0 0 1-8 8H0V8a8 8 0 0 1 8-8z" />
            </svg>
            {say('needs.seed')}
          </span>
          <span>
            <Words id="needs.seedFrom" values={{ node: <Peer>{seed.originName}</Peer> }} />
          </span>
          <Time atMs={seed.receivedAtMs} />
          <ApartTag of={seed.originIsolated} />
        </p>
        <h2 className="quote">
          <a href={href}>
            <Peer>{seed.title}</Peer>
          </a>
        </h2>
        <p className="meta">{say('needs.seedDetail')}</p>
      </div>
      <div className="stack">
        <a className="action action-main" href={href}>
          {say('needs.seedLook')}
        </a>
      </div>
    </article>
  )
}
