import type { WayQuality } from '../network/simulated-way.ts'
import {
  exposeLiar,
  type Overtaking,
  overtakeBulk,
  type Spread,
  spreadAlerts,
  spreadOne,
} from './alert-stages.ts'
import { type Equality, untilEqual } from './calm.ts'
import { atLeast, atMost } from './checks.ts'
import { Community } from './community.ts'
import { AHEAD_CAP_BYTES } from './invariants.ts'
import type { RehearsalCheck, Scenario, ScenarioOptions } from './scenario.ts'
import { SeededRandom } from './seeded-random.ts'
import { Storm } from './storm.ts'
import type { VirtualNode } from './virtual-node.ts'

/** Nodes where none are asked for. Chosen here: above eight, so that not everybody is linked with everybody. */
const NODES = 10
const NODES_MIN = 3
/** Chosen here: what one machine rehearses in some minutes. */
const NODES_MAX = 40
/** Up to so many everybody links to everybody. Source: docs/protocol.md, "Neighbours". */
const FULL_MESH_NODES = 8
/** Links across a country on a bad day, at both ends a slow subscriber's line of 1 Mbit/s. */
const LINKS: WayQuality = { delayMs: { min: 50, max: 150 }, lossRatio: 0.05, bytesPerSecond: 125_000 }
/** What happens in a storm for each Node, and at most how long after the last. Chosen here: each in trouble now and then, several at once. */
const STORM_EVENTS_PER_NODE = 4
const STORM_PAUSE_MS = 10_000
/** Members that lie, of all. Chosen here: fewer than a third, as in every federation that can be saved. */
const LIARS_RATIO = 0.25
/** What is promised of an alert among Nodes that are linked, and of everything else after a fault. */
const ALERT_MS = 1_000
const EQUAL_MS = 30_000
/** The same for what is passed on only to those who ask, a neighbour by chance each minute. Chosen here: five questions. */
const HELD_BACK_EQUAL_MS = 300_000
const HOPS_MAX = 3
/** Alerts of one author that go ahead of everything in an hour. Source: docs/security.md, "Alert limits". */
const AHEAD_PER_HOUR = 3
const HOUR_MS = 3_600_000
/** How long the last alert has. */
const LAST_WAIT_MS = 5_000

export interface AlertRun {
  readonly checks: readonly RehearsalCheck[]
  readonly digest: string
  /** What happened, line by line. */
  readonly chronicle: readonly string[]
}

/**
 * Whether an alert gets around: over bad links, into a catching up, and through
 * a storm of faults. After every event everything that must always hold is looked at.
 */
export const alert: Scenario = {
  name: 'alert',
  async run(options) {
    const nodes = Math.min(Math.max(options.nodes ?? NODES, NODES_MIN), NODES_MAX)
    const { checks } = await runAlert({ ...options, nodes })
    return {
      scenario: 'alert',
      passed: checks.every(({ passed }) => passed),
      seed: options.seed,
      nodes,
      simulated: [
        'network (streams over TCP as they show it: delay, waits for what is lost, narrow lines, silence, broken links; never loss, doubling or disorder inside a stream)',
        'clocks (drift, wrong by an hour)',
        'chance (drawn from the seed)',
        'crashes, power cuts, full disks (on real files)',
        'key storage',
        'people',
        'liars (members with keys of their own that keep no rule)',
        ...(nodes > FULL_MESH_NODES
          ? ['the mesh: links alone carry alerts, no gossip topic beside them']
          : []),
      ],
      checks,
    }
  },
}

export type AlertOptions = Omit<ScenarioOptions, 'nodes'> & {
  readonly nodes: number
  readonly stormEvents?: number
}

/** As the scenario, with what two runs are compared by. */
export async function runAlert(options: AlertOptions): Promise<AlertRun> {
  const { nodes, progress, seed, stormEvents = STORM_EVENTS_PER_NODE * nodes } = options
  const liars = Math.floor(nodes * LIARS_RATIO)
  const community = await Community.gather({
    seed: `alert ${seed}`,
    nodes: nodes - liars,
    liars,
    links: LINKS,
    progress: (ratio) => progress(0.3 * ratio, 'joining'),
  })
  try {
    progress(0.3, 'bad links')
    const spreads = await spreadAlerts(community)
    progress(0.4, 'catching up')
    const overtaking = await overtakeBulk(community)
    progress(0.5, 'storm')
    const storm = new Storm(community, new SeededRandom(`storm ${seed}`))
    const far = (ratio: number): void => progress(0.5 + 0.4 * ratio, 'storm')
    const more = community.liars.map((liar) => () => liar.misbehave())
    await storm.rage({ events: stormEvents, pauseMs: STORM_PAUSE_MS, more, progress: far })
    progress(0.9, 'calm')
    const equality = await untilEqual(community)
    const last = await spreadOne(community, await quietest(community), LAST_WAIT_MS)
    const unaware = await exposeLiar(community)
    community.look({ dear: true })
    const checks = [
      ...spreadChecks(spreads, community),
      ...overtakingChecks(overtaking, community),
      ...stormChecks(community, { equality, last }),
      atMost({
        name: 'liar: Nodes without proof that it signed twice',
        value: unaware,
        target: 0,
        unit: 'Nodes',
      }),
    ]
    return { checks, digest: community.digest(), chronicle: community.chronicle.lines }
  } finally {
    await community.stop()
  }
}

/** Who has warned least, at a moment at which they may go ahead of everything. */
async function quietest({ acts, nodes, time }: Community): Promise<VirtualNode> {
  const actsOf = ({ nodeId }: VirtualNode): number => acts.filter((act) => act.nodeId === nodeId).length
  const [first] = [...nodes].sort((a, b) => actsOf(a) - actsOf(b))
  if (first === undefined) throw new RangeError('nobody is there')
  if (actsOf(first) >= AHEAD_PER_HOUR) await time.advance(HOUR_MS)
  return first
}

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

function overtakingChecks(overtaking: Overtaking, { lanes }: Community): readonly RehearsalCheck[] {
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

function stormChecks(
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

const reachedRatio = (took: readonly number[]): number => took.filter(Number.isFinite).length / took.length

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.POSITIVE_INFINITY
}
