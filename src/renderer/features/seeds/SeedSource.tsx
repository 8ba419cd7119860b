import type { z } from 'zod'
import type { Provenance, SeedView } from '../../../shared/contract/seeds.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { ExactTime } from '../../ui/Time.tsx'

interface SeedSourceProps {
  readonly seed: SeedView
  readonly provenance: readonly z.output<typeof Provenance>[]
}

/** Where a lesson comes from: every version, who signed it, and by which fingerprint it is known. */
export function SeedSource({ seed, provenance }: SeedSourceProps) {
  const say = useSay()
  return (
    <section className="seed-source" aria-labelledby="source">
      <h2 id="source">{say('seed.source')}</h2>
      <ol className="provenance">
        {provenance.map((link) => (
          <li key={link.id}>
            <p>
              <SourceTitle id={link.id} title={link.title} here={link.id === seed.id} />
            </p>
            <p className="meta">
              <Words
                id="seed.signedBy"
                values={{
                  mirror: <Peer>{link.mirrorName}</Peer>,
                  node: <Peer>{link.originName}</Peer>,
                  when: <ExactTime atMs={link.offeredAtMs} />,
                }}
              />
            </p>
            <Replaced id={link.replaces} among={provenance} />
            <p className="fingerprint">
              {say('seed.fingerprint')} <code>{link.hash}</code>
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

interface ReplacedProps {
  readonly id: SeedView['replaces']
  readonly among: SeedSourceProps['provenance']
}

/** Which version this offer names as the one before. Another offer of the same words may name another. */
function Replaced({ id, among }: ReplacedProps) {
  const say = useSay()
  if (id === null) return null
  const title = among.find((link) => link.id === id)?.title
  return (
    <p className="meta">
      {title === undefined ? (
        say('seed.replacesUnknown')
      ) : (
        <Words
          id="seed.replaces"
          values={{
            title: (
              <a href={`#/seedbed/${id}`}>
                <Peer>{title}</Peer>
              </a>
            ),
          }}
        />
      )}
    </p>
  )
}

interface SourceTitleProps {
  readonly id: string
  readonly title: string
  readonly here: boolean
}

function SourceTitle({ id, title, here }: SourceTitleProps) {
  const say = useSay()
  if (!here) {
    return (
      <a href={`#/seedbed/${id}`}>
        <Peer>{title}</Peer>
      </a>
    )
  }
  return (
    <>
      <b>
        <Peer>{title}</Peer>
      </b>{' '}
      <span className="tag">{say('seed.thisOne')}</span>
    </>
  )
}
