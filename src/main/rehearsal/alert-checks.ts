import type { FileOvertaking, Overtaking, Spread } from './alert-stages.ts'
import type { Equality } from './calm.ts'
import { atLeast, atMost } from './checks.ts'
import type { Community } from './community.ts'
import { AHEAD_CAP_BYTES } from './invariants.ts'
import type { RehearsalCheck } from './scenario.ts'

/** What is promised of an alert among Nodes that are linked, and of everything else after a fault. */
const ALERT_MS = 1_000
const EQUAL_MS = 30_000
/** The same for what is passed on only to those who ask, a neighbour by chance each minute. Chosen here: five questions. */
const HELD_BACK_EQUAL_MS = 300_000
const HOPS_MAX = 3
/** Alerts of one author that go ahead of everything in an hour. Source: docs/security.md, "Alert limits". */
export const AHEAD_PER_HOUR = 3

export function spreadChecks(
  spreads: readonly Spread[],
  { nodes, world }: Community,
): readonly RehearsalCheck[] {
  const took = spreads.flatMap(({ tookMs }) => tookMs)
  const ends = world.network.links().length
  return [
    atLeast({
      name: 'bad links: Nodes that an alert came to',
      value: reachedRatio(took),
      target: 1,
      unit: 'ratio',
    }),
    ...spreadTimes('bad links', took),
    atMost({
      name: 'bad links: hops to the last Node, at most',
      value: Math.max(...spreads.map(({ hops }) => hops)),
      target: HOPS_MAX,
      unit: 'hops',
    }),
    atMost({
      name: 'bad links: copies of an alert that a Node is sent, at most as many as it has links',
      value: Math.max(...spreads.map(({ copies }) => copies)) / nodes.length,
      target: ends / nodes.length,
      unit: 'copies',
    }),
  ]
}

function spreadTimes(when: string, took: readonly number[]): readonly RehearsalCheck[] {
  return [
    atMost({
      name: `${when}: half of the Nodes show an alert after`,
      value: quantile(took, 0.5),
      target: ALERT_MS,
      unit: 'ms',
    }),
    atMost({
      name: `${when}: 95 % of the Nodes show an alert after`,
      value: quantile(took, 0.95),
      target: ALERT_MS,
      unit: 'ms',
    }),
  ]
}

export function overtakingChecks(overtaking: Overtaking, { lanes }: Community): readonly RehearsalCheck[] {
  const { disagreeing, leftBehind, tookMs, wentAhead } = overtaking
  return [
    atMost({
      name: 'bytes of what is no alert before one on a line, at most',
      value: lanes.aheadOfAlertBytes,
      target: AHEAD_CAP_BYTES,
      unit: 'bytes',
    }),
    atMost({ name: 'catching up: an alert came into it after', value: tookMs, target: ALERT_MS, unit: 'ms' }),
    atLeast({
      name: 'catching up: entries that the alert overtook, at least',
      value: leftBehind,
      target: 1,
      unit: 'entries',
    }),
    atMost({
      name: 'flood: alerts of one author that went ahead of everything',
      value: wentAhead,
      target: AHEAD_PER_HOUR,
      unit: 'alerts',
    }),
    atMost({
      name: 'flood: Nodes that let others ahead than its author does',
      value: disagreeing,
      target: 0,
      unit: 'Nodes',
    }),
  ]
}

export function fileChecks({ leftBehind, missing, tookMs }: FileOvertaking): readonly RehearsalCheck[] {
  return [
    atMost({
      name: 'a file by chunk: an alert came into it, to every Node, after',
      value: tookMs,
      target: ALERT_MS,
      unit: 'ms',
    }),
    atLeast({
      name: 'a file by chunk: chunks that the alert overtook, at least',
      value: leftBehind,
      target: 1,
      unit: 'chunks',
    }),
    atMost({
      name: 'a file by chunk: chunks that never came',
      value: missing,
      target: 0,
      unit: 'chunks',
    }),
  ]
}

export function stormChecks(
  community: Community,
  { equality, last }: { readonly equality: Equality; readonly last: Spread },
): readonly RehearsalCheck[] {
  return [
    atMost({
      name: `what must never be, in ${community.looks} looks: ${[...community.broken].join('; ') || 'nothing of it was'}`,
      value: community.broken.size,
      target: 0,
      unit: 'findings',
    }),
    atMost({
      name: 'storm: all hold the same again after',
      value: equality.toldAfterMs,
      target: EQUAL_MS,
      unit: 'ms',
    }),
    atMost({
      name: 'storm: and of the alerts that were held back, after',
      value: equality.allAfterMs,
      target: HELD_BACK_EQUAL_MS,
      unit: 'ms',
    }),
    atLeast({
      name: 'storm: Nodes that the next alert came to',
      value: reachedRatio(last.tookMs),
      target: 1,
      unit: 'ratio',
    }),
    ...spreadTimes('storm, the next alert', last.tookMs),
  ]
}

export function liarChecks({ liars }: Community, unaware: number): readonly RehearsalCheck[] {
  if (liars.length === 0) return []
  return [
    atMost({
      name: 'liar: Nodes without proof that it signed twice',
      value: unaware,
      target: 0,
      unit: 'Nodes',
    }),
  ]
}

const reachedRatio = (took: readonly number[]): number => took.filter(Number.isFinite).length / took.length

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.POSITIVE_INFINITY
}
