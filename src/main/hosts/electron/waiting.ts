import type { AlertView } from '../../../shared/contract/alerts.ts'
import type { CallView } from '../../../shared/contract/neighbour-calls.ts'
import type { NeighbourView } from '../../../shared/contract/neighbours.ts'
import type { SeedView } from '../../../shared/contract/seeds.ts'
import type { TransferView } from '../../../shared/contract/transfers.ts'
import { isAlertWaiting, openWakeUps, waitOf } from '../../../shared/contract/waiting.ts'

/** The kinds of thing that wait for a person, in the order in which they matter. */
export const WAITING_KINDS = ['alerts', 'transfers', 'calls', 'seeds'] as const
export type WaitingKind = (typeof WAITING_KINDS)[number]

/** One thing that waits. Its title is what somebody wrote, here or elsewhere. */
export interface WaitingThing {
  readonly id: string
  readonly title: string
}
export type Waiting = Readonly<Record<WaitingKind, readonly WaitingThing[]>>

export const NOTHING_WAITS: Waiting = { alerts: [], transfers: [], calls: [], seeds: [] }

export interface WaitingLists {
  readonly alerts: readonly AlertView[]
  readonly transfers: readonly Omit<TransferView, 'messages' | 'progress'>[]
  readonly seeds: readonly SeedView[]
  readonly calls: readonly CallView[]
  readonly neighbours: readonly Pick<NeighbourView, 'nodeId' | 'name'>[]
}

/** What waits for somebody here, by the same rules as the page. */
export function waitingIn(
  { alerts, calls, neighbours, seeds, transfers }: WaitingLists,
  nowMs: number,
): Waiting {
  return {
    alerts: alerts.filter(isAlertWaiting).map(({ id, summary }) => ({ id, title: summary })),
    transfers: transfers.flatMap((transfer) => {
      const wait = waitOf(transfer)
      return wait === null ? [] : [{ id: `${transfer.id} ${wait}`, title: transfer.peerName }]
    }),
    calls: openWakeUps(calls, nowMs).map(({ id, nodeId }) => ({
      id,
      title: neighbours.find((one) => one.nodeId === nodeId)?.name ?? '',
    })),
    seeds: seeds.filter(({ state }) => state === 'tray').map(({ id, title }) => ({ id, title })),
  }
}

/** How many things wait altogether. */
export const countOf = (waiting: Waiting): number =>
  WAITING_KINDS.reduce((sum, kind) => sum + waiting[kind].length, 0)
