import { useRef, useState } from 'react'
import type { SeedView } from '../../../shared/contract/seeds.ts'
import { isolate, useSay } from '../../app/messages/words.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { HoldButton } from '../../ui/HoldButton.tsx'
import { useAction } from '../../ui/use-action.ts'
import type { Preview } from './PlantingPreview.tsx'
import { RefuseDialog } from './RefuseDialog.tsx'
import { TakeAlong } from './TakeAlong.tsx'

interface ActProps {
  readonly seed: SeedView
  readonly onChanged: () => Promise<void>
}

interface PlantProps extends ActProps {
  /** What is shown of planting it. */
  readonly preview: Preview
}

/** What a Mirror can do with a seed, each with what follows from it. */
export function SeedActs({ seed, preview, onChanged: reload }: PlantProps) {
  const say = useSay()
  const heading = useRef<HTMLHeadingElement>(null)
  /** What was pressed is gone afterwards: the focus goes to what can be done now. */
  async function onChanged(): Promise<void> {
    await reload()
    heading.current?.focus()
  }
  return (
    <section aria-labelledby="acts">
      <h2 id="acts" ref={heading} tabIndex={-1}>
        {say('seed.acts')}
      </h2>
      {seed.state === 'planted' ? (
        <Uproot seed={seed} onChanged={onChanged} />
      ) : (
        <Plant seed={seed} preview={preview} onChanged={onChanged} />
      )}
      <div className="actions">
        {(seed.state === 'tray' || seed.state === 'uprooted') && <Refuse seed={seed} onChanged={onChanged} />}
        <a className="action" href={`#/seedbed/new?replaces=${seed.id}`}>
          {say('lesson.newVersion')}
        </a>
        <TakeAlong ids={[seed.id]} />
      </div>
    </section>
  )
}

/** Nothing is planted before it was shown what that changes, nor where that has changed since. */
function Plant({ seed, preview, onChanged }: PlantProps) {
  const say = useSay()
  const { seeds, ui } = useStores()
  const shown = useData(preview)
  const plant = useAction(async () => {
    if (shown === null) return
    await seeds.actions.plant(seed.id, shown.difference.against?.hash ?? null)
    ui.actions.announce(say('plant.done', { title: isolate(seed.title) }))
    await onChanged()
  })
  return (
    <>
      <p className="say" id="plant-consequence">
        {say(seed.replaces === null ? 'plant.consequence' : 'plant.consequenceReplace')}
      </p>
      {plant.failure !== null && <Failure of={plant.failure} />}
      <div className="actions">
        <HoldButton
          kind="main"
          disabled={plant.busy || shown === null}
          describedBy="plant-consequence"
          onHeld={() => void plant.run()}
        >
          {say('plant.hold')}
        </HoldButton>
      </div>
    </>
  )
}

function Uproot({ seed, onChanged }: ActProps) {
  const say = useSay()
  const { seeds, ui } = useStores()
  const [asking, setAsking] = useState(false)
  const uproot = useAction(async () => {
    await seeds.actions.uproot(seed.id)
    setAsking(false)
    ui.actions.announce(say('uproot.done', { title: isolate(seed.title) }))
    await onChanged()
  })
  return (
    <>
      <p>{say('uproot.detail')}</p>
      <div className="actions">
        <Action kind="danger" onPress={() => setAsking(true)}>
          {say('uproot.do')}
        </Action>
      </div>
      <ConfirmDialog
        title={say('uproot.title', { title: isolate(seed.title) })}
        consequence={say(seed.replaces === null ? 'uproot.consequence' : 'uproot.consequenceReplace')}
        confirmLabel={say('uproot.do')}
        open={asking}
        busy={uproot.busy}
        failure={uproot.failure}
        onConfirm={() => void uproot.run()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}

function Refuse({ seed, onChanged }: ActProps) {
  const say = useSay()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Action onPress={() => setOpen(true)}>{say('refuse.open')}</Action>
      <RefuseDialog
        seed={seed}
        open={open}
        onClose={() => setOpen(false)}
        onRefused={() => {
          setOpen(false)
          void onChanged()
        }}
      />
    </>
  )
}
