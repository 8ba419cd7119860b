import type { OwnResource } from '../../shared/contract/resources.ts'
import { Words } from '../app/messages/words.tsx'
import { useData, useStores } from '../stores/stores.tsx'
import type { TransferSummary } from '../stores/transfers-store.ts'
import { Quantity } from '../ui/Quantity.tsx'

type Moved = Pick<TransferSummary, 'role' | 'resource' | 'quantity' | 'unit' | 'expectedLossRatio'>

/** What would be left here, or come to be, by the level kept here; nothing where none is kept in this unit. */
export function AfterTransfer({ transfer }: { readonly transfer: Moved }) {
  const own = useOwnLevel(transfer)
  if (own === undefined) return null
  const quantity = (value: number) => <Quantity value={value} unit={own.unit} />
  const rest = levelAfter(own.level, transfer)
  const values = { level: quantity(own.level), rest: quantity(rest), line: quantity(own.deficitBelow) }
  const given = rest < own.deficitBelow ? 'after.giveShort' : 'after.give'
  return (
    <p className="meta">
      <Words id={transfer.role === 'receiver' ? 'after.take' : given} values={values} />
    </p>
  )
}

/** The own reading of what is being moved, in the unit it is moved in. */
export function useOwnLevel({ resource, unit }: Pick<Moved, 'resource' | 'unit'>): OwnResource | undefined {
  const { resources } = useStores()
  return useData(resources)?.find((own) => own.resource === resource && own.unit === unit)
}

/** A giver loses all of it; a receiver gains what is expected to arrive. */
function levelAfter(level: number, { role, quantity, expectedLossRatio }: Moved): number {
  if (role === 'giver') return Math.max(0, level - quantity)
  return level + quantity * (1 - expectedLossRatio)
}
