import type { SeedView } from '../../../shared/contract/seeds.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { ApartTag } from '../../parts/ApartTag.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { Time } from '../../ui/Time.tsx'

/** Where being held back still means something: a lesson that was dealt with is out of the tray anyway. */
const HELD_BACK_STATES: readonly SeedView['state'][] = ['tray', 'own']

export interface SeedRowProps {
  readonly seed: SeedView
  /** Of its heading: one below the heading it stands under. */
  readonly level: 2 | 3
}

/** One seed in a bed. */
export function SeedRow({ seed, level }: SeedRowProps) {
  const say = useSay()
  const Heading = `h${level}` as const
  return (
    <article className="row row-whole">
      <Heading>
        <a href={`#/seedbed/${seed.id}`}>
          <Peer>{seed.title}</Peer>
        </a>
      </Heading>
      <SeedOrigin seed={seed} isBrief />
      <p className="meta seed-became">
        <SeedStateWords seed={seed} />
        <ApartTag of={seed.originIsolated} />
        {seed.replaces !== null && <span className="tag">{say('seed.newVersion')}</span>}
        {seed.refusedBefore !== null && <span className="tag">{say('seed.refusedBefore')}</span>}
      </p>
    </article>
  )
}

interface SeedOriginProps {
  readonly seed: SeedView
  /** Without saying that it came as lessons come. */
  readonly isBrief?: boolean
}

/** Who offers a seed, how it came here and when. */
export function SeedOrigin({ seed, isBrief = false }: SeedOriginProps) {
  const say = useSay()
  const age = <Time atMs={seed.receivedAtMs} />
  if (seed.own) {
    return (
      <p className="meta">
        {say('seed.own')} · {age}
      </p>
    )
  }
  return (
    <p className="meta">
      <Words
        id="seed.from"
        values={{ node: <Peer>{seed.originName}</Peer>, mirror: <Peer>{seed.mirrorName}</Peer> }}
      />{' '}
      {(seed.via === 'file' || !isBrief) && (
        <>· {say(seed.via === 'file' ? 'seed.via.file' : 'seed.via.network')} </>
      )}
      · {age}
    </p>
  )
}

/** What became of a seed here: state, who, when and, for a refusal, why; and whether it is held back. */
export function SeedStateWords({ seed }: { readonly seed: SeedView }) {
  const say = useSay()
  return (
    <>
      <b className={`seed-state seed-state-${seed.state}`}>{say(`seed.state.${seed.state}`)}</b>{' '}
      {seed.heldBack && HELD_BACK_STATES.includes(seed.state) && (
        <span className="tag">{say('seed.heldBack')}</span>
      )}{' '}
      {seed.handled !== null && (
        <>
          <Words
            id="alert.handled"
            values={{ by: <Peer>{seed.handled.by}</Peer>, when: <Time atMs={seed.handled.atMs} /> }}
          />{' '}
        </>
      )}
      {seed.state === 'refused' && seed.refusedReason !== null && (
        <Words id="ui.quoted" values={{ text: <Peer>{seed.refusedReason}</Peer> }} />
      )}{' '}
    </>
  )
}
