import { useState } from 'react'
import type { LimitView } from '../../../shared/contract/limits.ts'
import type { Settings } from '../../../shared/contract/settings.ts'
import { OwnWords } from '../../app/messages/OwnWords.tsx'
import { useSay, Words } from '../../app/messages/words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { Time } from '../../ui/Time.tsx'
import { useAction } from '../../ui/use-action.ts'
import { LimitForm } from './LimitForm.tsx'
import { perKey } from './limit-period.ts'
import { Section } from './Section.tsx'

/** What other Nodes may ask of this one, how often, and what was refused. */
export function LimitsSection({ settings }: { readonly settings: Settings }) {
  return (
    <OwnWords of="calls">
      <Limits settings={settings} />
    </OwnWords>
  )
}

function Limits({ settings }: { readonly settings: Settings }) {
  const say = useSay()
  const { limits } = useStores()
  return (
    <Section title={say('limits.title')} lede={say('limits.lede')}>
      <WakeChoice value={settings.wakeFrom} />
      <Answered of={limits} step={say('limits.loading')}>
        {(list) => (
          <ul className="rows limits-list">
            {list.map((limit) => (
              <li key={limit.name}>
                <LimitRow limit={limit} />
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </Section>
  )
}

function WakeChoice({ value }: { readonly value: Settings['wakeFrom'] }) {
  const say = useSay()
  const { settings } = useStores()
  const set = useAction(settings.actions.set)
  return (
    <>
      <Choice
        label={say('limits.wake')}
        options={(['pinned', 'nobody'] as const).map((from) => ({
          value: from,
          label: say(`limits.wake.${from}`),
        }))}
        value={value}
        onChange={(wakeFrom) => void set.run({ wakeFrom })}
      />
      <p className="hint">{say('limits.wakeHint')}</p>
      {set.failure !== null && <Failure of={set.failure} />}
    </>
  )
}

function LimitRow({ limit }: { readonly limit: LimitView }) {
  const say = useSay()
  const [changing, setChanging] = useState(false)
  const per = say(perKey(limit.periodMs))
  const name = say(`limits.name.${limit.name}`)
  return (
    <div className="row row-line">
      <div>
        <h3>{name}</h3>
        <p>{say('limits.allowed', { count: limit.count, atOnce: limit.atOnce, per })}</p>
        <Uses uses={limit.uses} />
      </div>
      {!changing && (
        <Action kind="quiet" label={`${say('limits.change')}: ${name}`} onPress={() => setChanging(true)}>
          {say('limits.change')}
        </Action>
      )}
      {changing && <LimitForm limit={limit} onDone={() => setChanging(false)} />}
    </div>
  )
}

function Uses({ uses }: { readonly uses: LimitView['uses'] }) {
  const [most] = uses
  if (most === undefined) return null
  return (
    <ul className="meta">
      {most.used > 0 && (
        <li>
          <Used use={most} />
        </li>
      )}
      {uses
        .filter(({ refused }) => refused > 0)
        .map((use) => (
          <li key={use.nodeId}>
            <Refused use={use} />
          </li>
        ))}
    </ul>
  )
}

type Use = LimitView['uses'][number]

function Used({ use: { name, used } }: { readonly use: Use }) {
  if (name === null) return <Words id="limits.usedByAll" values={{ used }} />
  return <Words id="limits.used" values={{ used, name: <Peer>{name}</Peer> }} />
}

function Refused({ use: { lastRefusedAtMs, name, refused: count } }: { readonly use: Use }) {
  const when = <Time atMs={lastRefusedAtMs ?? 0} />
  if (name === null) return <Words id="limits.refusedToAll" values={{ count, when }} />
  return <Words id="limits.refused" values={{ count, when, name: <Peer>{name}</Peer> }} />
}
