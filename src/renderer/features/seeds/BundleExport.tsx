import { useState } from 'react'
import { Checkbox, CheckboxGroup, Label } from 'react-aria-components/CheckboxGroup'
import type { SeedView } from '../../../shared/contract/seeds.ts'
import { useSay } from '../../app/messages/words.tsx'
import { Action } from '../../ui/Action.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { TakeAlong } from './TakeAlong.tsx'

/** Most lessons in one file. Source: `seeds.exportBundle` in the contract. */
const BUNDLE_SEEDS_MAX = 200

interface BundleExportProps {
  readonly seeds: readonly SeedView[]
  readonly onDone: () => void
}

/** Choose lessons and take them along. */
export function BundleExport({ seeds, onDone }: BundleExportProps) {
  const say = useSay()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const ids = seeds.filter(({ id }) => chosen.includes(id)).map(({ id }) => id)
  const all = seeds.slice(0, BUNDLE_SEEDS_MAX).map(({ id }) => id)
  const choose = (next: readonly string[]): void => setChosen(next.slice(0, BUNDLE_SEEDS_MAX))
  return (
    <div className="form">
      <CheckboxGroup className="picks" value={[...chosen]} onChange={choose}>
        <Label>{say('bundle.which')}</Label>
        <div className="picks-list">
          {seeds.map((seed) => (
            <Checkbox key={seed.id} value={seed.id} className="pick">
              <span className="pick-mark" aria-hidden="true" />
              <span>
                <Peer>{seed.title}</Peer>{' '}
                <span className="meta">
                  <Peer>{seed.originName}</Peer> · {say(`seed.state.${seed.state}`)}
                </span>
              </span>
            </Checkbox>
          ))}
        </div>
      </CheckboxGroup>
      <div className="actions">
        <Action kind="quiet" onPress={() => choose(ids.length === all.length ? [] : all)}>
          {say(ids.length === all.length ? 'bundle.none' : 'bundle.all')}
        </Action>
      </div>
      <div className="actions">
        <TakeAlong ids={ids} />
        <Action onPress={onDone}>{say('ui.done')}</Action>
      </div>
    </div>
  )
}
