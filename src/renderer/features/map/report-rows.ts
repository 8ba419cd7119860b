import { foldText } from '../../parts/alert-groups.ts'
import type { MapNode } from './map-nodes.ts'

/** Age at which a report has lost half its weight to the eye. Chosen here: reports come hourly, six missed ones are a silence. */
const HALF_FRESH_MS = 6 * 3_600_000

/** 1 for a report just heard, towards 0 with age. */
export const freshness = (ageMs: number): number => 1 / (1 + Math.max(0, ageMs) / HALF_FRESH_MS)

type Compare = (one: string, other: string) => number

/** In the order in which people run short of them. */
const KNOWN = ['water', 'energy', 'food']

/** The resources spoken of: what others show before what only this Node does, the three that all know first, the rest by name. */
export function resourcesIn(nodes: readonly MapNode[], compare: Compare): readonly string[] {
  const named = (own: boolean) =>
    new Set(nodes.filter((node) => node.own === own).flatMap(({ reports }) => [...reports.keys()]))
  const theirs = named(false)
  const place = (name: string): number => (KNOWN.includes(name) ? KNOWN.indexOf(name) : KNOWN.length)
  const order = (names: Iterable<string>) =>
    [...names].toSorted((one, other) => place(one) - place(other) || compare(one, other))
  return [...order(theirs), ...order(named(true)).filter((name) => !theirs.has(name))]
}

/** Whoever is in need first, then plenty, then enough, then silence; within each by name. */
const ORDER = { deficit: 0, surplus: 1, enough: 2 } as const
const SILENT = 3

/** The Nodes of a table for one resource. */
export function tableOf(
  nodes: readonly MapNode[],
  resource: string | null,
  compare: Compare,
): readonly MapNode[] {
  const rank = (node: MapNode): number => {
    const state = resource === null ? undefined : node.reports.get(resource)?.state
    return state === undefined ? SILENT : ORDER[state]
  }
  return nodes.toSorted((one, other) => rank(one) - rank(other) || compare(one.name, other.name))
}

/** The Nodes whose name holds the words looked for. */
export function foundIn(nodes: readonly MapNode[], words: string): readonly MapNode[] {
  const wanted = foldText(words.trim())
  return wanted === '' ? nodes : nodes.filter(({ name }) => foldText(name).includes(wanted))
}
