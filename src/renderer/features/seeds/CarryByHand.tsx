import { useState } from 'react'
import type { SeedView } from '../../../shared/contract/seeds.ts'
import { useSay } from '../../app/messages/words.tsx'
import { Action } from '../../ui/Action.tsx'
import { Dialogue } from '../../ui/Dialogue.tsx'
import { BundleExport } from './BundleExport.tsx'
import { BundleImport } from './BundleImport.tsx'

/** Lessons without a network: out in a file, in from a file. */
export function CarryByHand({ seeds }: { readonly seeds: readonly SeedView[] }) {
  const say = useSay()
  const [open, setOpen] = useState<'in' | 'out' | null>(null)
  const close = (): void => setOpen(null)
  return (
    <section className="bed" aria-labelledby="by-hand">
      <h2 id="by-hand">{say('bundle.title')}</h2>
      <p className="meta">{say('bundle.detail')}</p>
      <div className="actions">
        <Action onPress={() => setOpen('in')}>{say('bundle.bringIn')}</Action>
        {seeds.length > 0 && <Action onPress={() => setOpen('out')}>{say('bundle.takeOut')}</Action>}
      </div>
      <Dialogue title={say('bundle.bringIn')} open={open === 'in'} onClose={close}>
        <BundleImport onDone={close} />
      </Dialogue>
      <Dialogue title={say('bundle.takeOut')} open={open === 'out'} onClose={close}>
        <BundleExport seeds={seeds} onDone={close} />
      </Dialogue>
    </section>
  )
}
