import { CHOSEN_ABOVE_MESH, FULL_MESH_NODES } from '../network/dial-choice.ts'
import type { WayQuality } from '../network/simulated-way.ts'
import {
  AHEAD_PER_HOUR,
  fileChecks,
  liarChecks,
  overtakingChecks,
  spreadChecks,
  stormChecks,
} from './alert-checks.ts'
import { exposeLiar, overtakeBulk, overtakeFile, spreadAlerts, spreadOne } from './alert-stages.ts'
import { untilEqual } from './calm.ts'
import { Community } from './community.ts'
import type { RehearsalCheck, Scenario, ScenarioOptions } from './scenario.ts'
import { SeededRandom } from './seeded-random.ts'
import { Storm } from './storm.ts'
import type { VirtualNode } from './virtual-node.ts'

/** Nodes where none are asked for. Chosen here: above eight, so that not everybody is linked with everybody. */
const NODES = 10
const NODES_MIN = 3
/** Chosen here: what one machine rehearses in some minutes. */
const NODES_MAX = 40
/** Links across a country on a bad day, at both ends a slow subscriber's line of 1 Mbit/s. */
const LINKS: WayQuality = { delayMs: { min: 50, max: 150 }, lossRatio: 0.05, bytesPerSecond: 125_000 }
/** What happens in a storm for each Node, and at most how long after the last. Chosen here: each in trouble now and then, several at once. */
const STORM_EVENTS_PER_NODE = 4
const STORM_PAUSE_MS = 10_000
/** Members that lie, of all. Chosen here: fewer than a third, as in every federation that can be saved. */
const LIARS_RATIO = 0.25
const HOUR_MS = 3_600_000
/** How long the last alert has. */
const LAST_WAIT_MS = 5_000

const liarsAmong = (nodes: number): number => Math.floor(nodes * LIARS_RATIO)

/** What is not real where so many rehearse. */
export const simulatedAmong = (nodes: number): readonly string[] => [
  'network (streams over TCP as they show it: delay, waits for what is lost, narrow lines, silence, broken links; never loss, doubling or disorder inside a stream)',
  'clocks (drift, wrong by an hour)',
  'chance (drawn from the seed)',
  'crashes, power cuts, full disks (on real files)',
  'key storage',
  'the disk under files that are sent (memory)',
  'people',
  ...(liarsAmong(nodes) > 0 ? ['liars (members with keys of their own that keep no rule)'] : []),
  ...(nodes > FULL_MESH_NODES
    ? [
        `modelled gossip (above ${FULL_MESH_NODES} Nodes each seeks ${CHOSEN_ABOVE_MESH} links, as in life; the topic beside them passes on to all of these, without mesh and announcements)`,
      ]
    : []),
]

export interface AlertRun {
  readonly checks: readonly RehearsalCheck[]
  readonly digest: string
  /** What happened, line by line. */
  readonly chronicle: readonly string[]
}

/**
 * Whether an alert gets around: over bad links, into a file by chunk and a
 * catching up, and through a storm of faults. What must always hold is looked at after every moment that
 * changed a Node's tables, and on the line frame by frame.
 */
export const alert: Scenario = {
  name: 'alert',
  async run(options) {
    const nodes = Math.min(Math.max(options.nodes ?? NODES, NODES_MIN), NODES_MAX)
    const { checks, digest } = await runAlert({ ...options, nodes })
    return {
      scenario: 'alert',
      passed: checks.every(({ passed }) => passed),
      seed: options.seed,
      nodes,
      simulated: simulatedAmong(nodes),
      checks,
      digest,
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
  const liars = liarsAmong(nodes)
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
    progress(0.37, 'a file')
    const file = await overtakeFile(community)
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
      ...fileChecks(file),
      ...overtakingChecks(overtaking, community),
      ...stormChecks(community, { equality, last }),
      ...liarChecks(community, unaware),
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
