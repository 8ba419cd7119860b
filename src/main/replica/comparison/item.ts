import type { EntryId } from '../../../shared/kernel/ids.ts'

/** One thing that is compared: an entry by its own time and id. */
export interface Item {
  readonly timeMs: number
  readonly id: EntryId
}

/** A place between items: those below `timeMs`, and of that time those whose id is below `id`, stand before it. */
export interface Edge {
  readonly timeMs: number
  /** Whole bytes as hex; empty where every item of that time stands behind. */
  readonly id: string
}

export const BEGINNING: Edge = { timeMs: 0, id: '' }
export const END: Edge = { timeMs: Number.POSITIVE_INFINITY, id: '' }

/** Negative where `a` stands before `b`; items and edges alike. */
export function compareEdges(a: Edge, b: Edge): number {
  if (a.timeMs !== b.timeMs) return a.timeMs < b.timeMs ? -1 : 1
  return a.id < b.id ? -1 : Number(a.id > b.id)
}

/** The shortest edge between two items that follow one another. */
export function edgeBetween(before: Item, after: Item): Edge {
  if (before.timeMs !== after.timeMs) return { timeMs: after.timeMs, id: '' }
  let length = 2
  while (before.id.slice(0, length) === after.id.slice(0, length)) length += 2
  return { timeMs: after.timeMs, id: after.id.slice(0, length) }
}
