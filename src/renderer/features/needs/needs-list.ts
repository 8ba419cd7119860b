import type { AlertSeverity, AlertView } from '../../../shared/contract/alerts.ts'
import type { MirrorView } from '../../../shared/contract/mirrors.ts'
import type { CallView } from '../../../shared/contract/neighbour-calls.ts'
import type { SeedView } from '../../../shared/contract/seeds.ts'
import type { IsolationView } from '../../../shared/contract/trust.ts'
import { isAlertWaiting, openWakeUps } from '../../../shared/contract/waiting.ts'
import { type AlertGroup, groupAlerts } from '../../parts/alert-groups.ts'
import { type WaitingTransfer, waitingOf } from '../../parts/transfer-waiting.ts'
import type { TransferSummary } from '../../stores/transfers-store.ts'
import type { Apart } from '../../stores/trust-store.ts'

/** Something that waits for a person. */
export type Need =
  | { readonly what: 'alert'; readonly key: string; readonly group: AlertGroup }
  | { readonly what: 'transfer'; readonly key: string; readonly waiting: WaitingTransfer }
  | { readonly what: 'wake-up'; readonly key: string; readonly call: CallView }
  | { readonly what: 'seed'; readonly key: string; readonly seed: SeedView }
  | {
      readonly what: 'apart'
      readonly key: string
      readonly isolation: IsolationView
      readonly ours: boolean
    }
  | { readonly what: 'epoch'; readonly key: 'epoch' }
  | { readonly what: 'backup'; readonly key: 'backup' }
  | { readonly what: 'mirror'; readonly key: string; readonly mirror: MirrorView }

export interface NeedsInput {
  readonly alerts: readonly AlertView[]
  readonly transfers: readonly TransferSummary[]
  /** Decisions that the Mirror who is unlocked has answered on this page. */
  readonly answered: ReadonlySet<string>
  readonly calls: readonly CallView[]
  readonly seeds: readonly SeedView[]
  readonly apart: Apart
  readonly mirrors: readonly MirrorView[]
  readonly notedMirrors: readonly string[]
  readonly backupNudge: boolean
  readonly epochUnconfirmed: boolean
  readonly nowMs: number
}

const GRAVITY: Readonly<Record<AlertSeverity, number>> = { high: 0, medium: 1, low: 2 }
/** How long a Mirror counts as newly added. Chosen here: everybody at the Node looks in once a week. */
const NEW_MIRROR_MS = 7 * 24 * 3_600_000

const gravity = (group: AlertGroup): number =>
  Math.min(...group.members.map(({ severity }) => GRAVITY[severity]))

/** Graver first, then newer. */
const byUrgency = (one: AlertGroup, other: AlertGroup): number =>
  gravity(one) - gravity(other) || other.lead.receivedAtMs - one.lead.receivedAtMs

/** Alerts first, then transfers, then who asks whether anybody is there, then who is set apart, then seeds in the tray, then what keeps the Node itself safe, then news of its people. */
export function needsOf(input: NeedsInput): readonly Need[] {
  const waiting = input.alerts.filter(isAlertWaiting)
  return [
    ...groupAlerts(waiting)
      .toSorted(byUrgency)
      .map((group): Need => ({ what: 'alert', key: group.lead.id, group })),
    ...waitingTransfers(input),
    ...wakeUps(input).map((call): Need => ({ what: 'wake-up', key: call.id, call })),
    ...unanswered(input.apart),
    ...input.seeds
      .filter(({ state }) => state === 'tray')
      .map((seed): Need => ({ what: 'seed', key: seed.id, seed })),
    ...(input.epochUnconfirmed ? [{ what: 'epoch', key: 'epoch' } as const] : []),
    ...(input.backupNudge ? [{ what: 'backup', key: 'backup' } as const] : []),
    ...newMirrors(input).map((mirror): Need => ({ what: 'mirror', key: mirror.mirrorId, mirror })),
  ]
}

/** Whoever has been set apart since cannot be answered. */
const wakeUps = ({ apart, calls, nowMs }: NeedsInput): readonly CallView[] =>
  openWakeUps(calls, nowMs).filter((call) => !apart.isolations.some(({ nodeId }) => nodeId === call.nodeId))

/** Nodes that have set this one apart and were not answered, and answers of those set apart here. */
function unanswered({ isolations, isolatedBy }: Apart): readonly Need[] {
  const asked = isolatedBy.filter(({ appeal }) => appeal === null)
  const answered = isolations.filter(({ appeal }) => appeal !== null)
  const need =
    (ours: boolean) =>
    (isolation: IsolationView): Need => {
      const { nodeId, sinceMs } = isolation
      return { what: 'apart', key: `${nodeId} ${sinceMs} ${ours}`, isolation, ours }
    }
  return [...asked.map(need(false)), ...answered.map(need(true))]
}

function waitingTransfers({ transfers, answered }: NeedsInput): readonly Need[] {
  return waitingOf(transfers)
    .filter(({ transfer, wait }) => wait !== 'decide' || !answered.has(transfer.id))
    .map((waiting) => ({ what: 'transfer', key: waiting.transfer.id, waiting }))
}

/** Mirrors added lately beside the first: the others should know who may now speak for the Node. */
function newMirrors({ mirrors, notedMirrors, nowMs }: NeedsInput): readonly MirrorView[] {
  const first = Math.min(...mirrors.map((mirror) => mirror.sinceMs))
  return mirrors.filter(
    (mirror) =>
      !mirror.revoked &&
      !mirror.unlocked &&
      !notedMirrors.includes(mirror.mirrorId) &&
      mirror.sinceMs > first &&
      nowMs - mirror.sinceMs < NEW_MIRROR_MS,
  )
}
