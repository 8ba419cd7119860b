import type { Reach } from '../stores/reach-store.ts'

/** How long a Node may be silent before it counts as out of sight. Chosen here: reports go out hourly, so that two are missing. */
const SILENT_AFTER_MS = 2 * 3_600_000
/** How long nobody may be heard before it is told. Chosen here: a restart or a nap of the machine is not loneliness. */
const ALONE_AFTER_MS = 10 * 60_000

/** How much of the federation can be seen: `whole` needs no word. */
export type Sight =
  | { readonly sees: 'whole' }
  | { readonly sees: 'nobody' }
  | {
      readonly sees: 'some'
      readonly near: number
      readonly known: number
      /** The oldest figures shown, where any are old; null where none are. */
      readonly oldest: { readonly resource: string; readonly ageMs: number } | null
    }

export function sightOf({ nodes, oldest }: Reach, nowMs: number): Sight {
  const silentFor = ({ connected, lastHeardMs }: Reach['nodes'][number]): number =>
    connected ? 0 : nowMs - (lastHeardMs ?? 0)
  if (nodes.length === 0) return { sees: 'whole' }
  if (nodes.every((node) => silentFor(node) > ALONE_AFTER_MS)) return { sees: 'nobody' }
  const near = nodes.filter((node) => silentFor(node) <= SILENT_AFTER_MS).length
  if (near === nodes.length) return { sees: 'whole' }
  return { sees: 'some', near, known: nodes.length, oldest: aged(oldest, nowMs) }
}

function aged(oldest: Reach['oldest'], nowMs: number) {
  if (oldest === null || nowMs - oldest.reportedAtMs <= SILENT_AFTER_MS) return null
  return { resource: oldest.resource, ageMs: nowMs - oldest.reportedAtMs }
}
