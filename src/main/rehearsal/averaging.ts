import { DEFAULT_ACCURACY } from '../../shared/contract/privacy.ts'
import { sha256 } from '../crypto/digests.ts'
import { drawDiscreteLaplace } from '../crypto/discrete-laplace.ts'
import { NoiseStream } from '../crypto/noise-stream.ts'
import { bucketMiddleSteps, epsilonHundredthsOf, scaleSteps } from '../features/resources/accuracy.ts'
import { drawFor, NOISE_PERIOD_MS } from '../features/resources/noisy-range.ts'
import { ReleaseDesk } from '../features/resources/release-desk.ts'
import { ReleaseStore, releaseMigrations } from '../features/resources/release-store.ts'
import { CAPACITY_STEPS } from '../features/resources/resource-rules.ts'
import { Database } from '../storage/database.ts'
import { migrate } from '../storage/migrate.ts'
import { atLeast, atMost } from './checks.ts'
import { keyOf, rangeChecks } from './range-checks.ts'
import { samplerChecks } from './sampler-checks.ts'
import type { RehearsalCheck, RehearsalResult, Scenario, ScenarioOptions } from './scenario.ts'

const HOUR_MS = 3_600_000
/** Thirty days of hourly reports. Source: NODE_SYNCHRONIZATION §2.1. */
const REPORTS = 720
const RESTART_EVERY_REPORTS = 24
/** Nodes whose level is guessed. Enough that what chance gives one is nothing to all. */
const NODES = 50
const NODES_MAX = 1_000
/** A moment at which noise is drawn anew, some years after 1970. */
const START_MS = 700 * NOISE_PERIOD_MS
/** How near the mean of as many fresh draws comes, as a share of the capacity, and how often. Chosen here: what makes the attack worth an afternoon. */
const FRESH_WITHIN = 0.05
const FRESH_SUCCESS = 0.8

/**
 * Somebody keeps every report of thirty days and takes the mean: against noise
 * drawn anew each hour that finds the level, against ours it finds what one
 * report told. With it, whether noise, ranges and coverage are what they claim.
 */
export const averaging: Scenario = {
  name: 'averaging',
  async run(options) {
    const { progress, seed } = options
    const root = sha256(Buffer.from(`mirrorwell rehearsal averaging ${seed}`))
    const noiseKey = keyOf(root)
    const nodes = Math.min(Math.max(options.nodes ?? NODES, 1), NODES_MAX)
    progress(0, 'noise')
    const sampler = samplerChecks(noiseKey)
    progress(0.4, 'ranges')
    const ranges = rangeChecks(root)
    progress(0.5, 'thirty days')
    const attack = await attackChecks(root, nodes, options)
    progress(1, 'done')
    return resultOf({ seed, nodes, checks: [...sampler, ...ranges, ...attack] })
  },
}

function resultOf(found: Pick<RehearsalResult, 'seed' | 'nodes' | 'checks'>): RehearsalResult {
  return {
    scenario: 'averaging',
    passed: found.checks.every(({ passed }) => passed),
    seed: found.seed,
    nodes: found.nodes,
    simulated: ['levels (drawn from the seed)', 'clock', 'whoever keeps the reports'],
    checks: found.checks,
  }
}

/** One Node's constant level, and what somebody who listens has of it. */
interface Victim {
  readonly resource: string
  readonly levelSteps: number
  /** Middle of each report's range. */
  readonly heard: number[]
}

async function attackChecks(
  root: Uint8Array,
  nodes: number,
  { progress }: Pick<ScenarioOptions, 'progress'>,
): Promise<RehearsalCheck[]> {
  const chance = new NoiseStream(keyOf(root), Buffer.from('victims'))
  const victims = Array.from({ length: nodes }, (_, index): Victim => {
    return { resource: `victim ${index}`, levelSteps: chance.below(CAPACITY_STEPS + 1), heard: [] }
  })
  await listen(victims, root, (ratio) => progress(0.5 + ratio / 2, 'thirty days'))
  const errorOfOne = meanOf(victims.map(({ heard, levelSteps }) => Math.abs((heard[0] ?? 0) - levelSteps)))
  const errorOfAll = meanOf(victims.map(({ heard, levelSteps }) => Math.abs(meanOf(heard) - levelSteps)))
  return [
    // Below 1 as soon as noise is drawn anew, by the hour or at a restart: `freshCheck` shows how far below.
    atLeast({
      name: `error of the mean of ${REPORTS} reports, against that of one report, at least`,
      value: errorOfAll / errorOfOne,
      target: 1,
      unit: 'ratio',
    }),
    atMost({
      name: `different ranges in ${REPORTS} reports of a level that stands still, the Node restarted daily, at most`,
      value: Math.max(...victims.map(({ heard }) => new Set(heard).size)),
      target: 1,
      unit: 'ranges',
    }),
    freshCheck(victims, chance),
  ]
}

/** Let a month pass, hour by hour, every Node over one database that outlives its restarts. */
async function listen(
  victims: readonly Victim[],
  root: Uint8Array,
  progress: (ratio: number) => void,
): Promise<void> {
  const database = Database.open(':memory:')
  const clock = { nowMs: () => nowMs }
  let nowMs = START_MS
  migrate(database, releaseMigrations, { clock, backUp: () => {} })
  const open = (): ReleaseDesk =>
    new ReleaseDesk({ store: new ReleaseStore(database), clock }, { noiseKey: keyOf(root) })
  try {
    let desk = open()
    for (let report = 0; report < REPORTS; report += 1) {
      if (report % RESTART_EVERY_REPORTS === 0) {
        desk = open()
        progress(report / REPORTS)
      }
      await database.write(() => hear(victims, desk))
      nowMs += HOUR_MS
    }
  } finally {
    database.close()
  }
}

function hear(victims: readonly Victim[], desk: ReleaseDesk): void {
  for (const { resource, levelSteps, heard } of victims) {
    const reading = { resource, unit: 'L', capacity: CAPACITY_STEPS, level: levelSteps }
    const { lowSteps, highSteps } = desk.release(reading)
    heard.push((lowSteps + highSteps) / 2)
  }
}

/** The same attack where noise is drawn anew each hour: it has to succeed, or this rehearsal would prove nothing. */
function freshCheck(victims: readonly Victim[], chance: NoiseStream): RehearsalCheck {
  const scale = scaleSteps(epsilonHundredthsOf(DEFAULT_ACCURACY))
  const found = victims.filter(({ resource, levelSteps }) => {
    const reading = { resource, level: levelSteps, capacity: CAPACITY_STEPS }
    const { bucket } = drawFor(reading, { nowMs: START_MS, within: DEFAULT_ACCURACY })
    const draws = Array.from({ length: REPORTS }, () => drawDiscreteLaplace(scale, chance))
    const guess = bucketMiddleSteps(bucket) + meanOf(draws)
    return Math.abs(guess - levelSteps) <= FRESH_WITHIN * CAPACITY_STEPS
  })
  return atLeast({
    name: `share of levels found within ${FRESH_WITHIN * 100} % if noise were drawn anew for each of ${REPORTS} reports, at least`,
    value: found.length / victims.length,
    target: FRESH_SUCCESS,
    unit: 'ratio',
  })
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
