import { expect } from 'vitest'
import type { OwnResource, ResourceState } from '../../src/shared/contract/resources.ts'
import { ClassOracle, type Lines } from './household.ts'
import type { ServedNode } from './served-node.ts'

/** How exactly a test knows when the Node took a reading: it asks for the time, and then sends the reading. */
const KNOWN_WITHIN_MS = 10_000
/** How long a range stays as it was drawn. Source: docs/security.md, "Reports". */
const NOISE_PERIOD_MS = 30 * 86_400_000
const CSV_HEADER = 'at,resource,level,unit,capacity,surplusAbove,deficitBelow'

export interface Measure extends Lines {
  readonly resource: string
  readonly unit: string
}

export interface CsvReading {
  readonly atMs: number
  readonly resource: string
  readonly level: number
}

/** A line that has to be refused, and why. */
export interface BadLine {
  readonly text: string
  readonly code: string
}

interface Known {
  readonly level: number
  /** From when on the Node knew it, by its own clock. */
  readonly fromMs: number
}

interface Meter {
  readonly measure: Measure
  readonly oracle: ClassOracle
  readonly known: Known[]
  /** Whether a range held the level, for each draw of noise: one for a twentieth of the capacity and thirty days. */
  readonly draws: Map<string, boolean>
  state: ResourceState | null
  /** The range others were last shown. */
  range: string | null
}

/** What every Node should see of one resource of another. */
interface Shown {
  readonly state: ResourceState | null
  readonly low: number
  readonly high: number
  readonly reportedAtMs: number
}

/** A served Node with its meters: whatever it is told, the test knows too, and works out what has to follow. */
export class MeteredNode {
  readonly node: ServedNode
  nowMs = 0
  readonly #meters: ReadonlyMap<string, Meter>

  constructor(node: ServedNode, measures: readonly Measure[]) {
    this.node = node
    this.#meters = new Map(
      measures.map((measure) => [
        measure.resource,
        { measure, oracle: new ClassOracle(measure), known: [], draws: new Map(), state: null, range: null },
      ]),
    )
  }

  get resources(): string[] {
    return [...this.#meters.keys()]
  }

  /** Every exact level this Node was told. */
  get levels(): number[] {
    return [...this.#meters.values()].flatMap(({ known }) => known.map(({ level }) => level))
  }

  /** Readings whose class the lines alone would not have told. */
  get heldByHysteresis(): number {
    return [...this.#meters.values()].reduce((sum, { oracle }) => sum + oracle.heldByHysteresis, 0)
  }

  stateOf(resource: string): ResourceState | null {
    return this.#meter(resource).state
  }

  async advance(ms: number): Promise<void> {
    this.nowMs = (await this.node.bridge.clock.advance({ ms })).nowMs
  }

  async readClock(): Promise<void> {
    this.nowMs = (await this.node.bridge.clock.now({})).nowMs
  }

  async record(resource: string, level: number): Promise<void> {
    const { measure } = this.#meter(resource)
    const state = this.#learn(resource, level)
    const recorded = await this.node.bridge.resources.record({ ...measure, level })
    expect(recorded).toMatchObject({ resource, level, state })
  }

  /** Import a CSV with one bad line in its middle: a dry run, which must change nothing, then in earnest. */
  async importCsv(readings: readonly CsvReading[], bad: BadLine): Promise<void> {
    const { bridge } = this.node
    const middle = Math.floor(readings.length / 2)
    const lines = readings.map((reading) => this.#csvLine(reading))
    const csv = [CSV_HEADER, ...lines.toSpliced(middle, 0, bad.text)].join('\n')
    const before = await this.#stored()
    const dry = await bridge.resources.importCsv({ csv, dryRun: true })
    expect(await this.#stored()).toEqual(before)
    expect(dry).toMatchObject({
      accepted: readings.length,
      rejected: [{ line: middle + 2, code: bad.code }],
    })
    for (const { resource, level } of readings) this.#learn(resource, level)
    expect(await bridge.resources.importCsv({ csv, dryRun: false })).toEqual(dry)
  }

  /** Resolves once everything due by now has been reported. @returns what others should come to see, by resource */
  async settled(): Promise<Map<string, Shown>> {
    let own: OwnResource[] = []
    await this.node.until('resources.changed', async () => {
      own = (await this.node.bridge.resources.own({})).resources
      return own.length === this.#meters.size && own.every((resource) => this.#isSettled(resource))
    })
    const { resources: budgets } = await this.node.bridge.privacy.budget({})
    for (const { releasesToday, releasesLimit } of budgets)
      expect(releasesToday).toBeLessThanOrEqual(releasesLimit)
    const held = new Set(budgets.flatMap((spent) => (spent.heldSinceMs === null ? [] : [spent.resource])))
    return new Map(own.map((mine) => [mine.resource, this.#checkOwn(mine, held.has(mine.resource))]))
  }

  /** For every draw of noise that was shown, whether its range held the level. */
  get draws(): boolean[] {
    return [...this.#meters.values()].flatMap(({ draws }) => [...draws.values()])
  }

  /** Whether a range holds what this Node knew of its level when it showed it. */
  #holds(meter: Meter, shown: Shown): boolean {
    return this.#inForce(meter, shown.reportedAtMs).some((level) => shown.low <= level && level <= shown.high)
  }

  /** What a resource's level was at a moment, as far as the test can tell: one level, or two where it changed just then. */
  #inForce({ known }: Meter, atMs: number): number[] {
    return known
      .filter(({ fromMs }, index) => {
        const untilMs = known[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY
        return fromMs - KNOWN_WITHIN_MS <= atMs && atMs <= untilMs + KNOWN_WITHIN_MS
      })
      .map(({ level }) => level)
  }

  /** A held change leaves the range as it was; any other range was drawn for the level of its time. */
  #noteRange(resource: string, shown: Shown, isHeld: boolean): void {
    const meter = this.#meter(resource)
    const range = `${shown.low}-${shown.high}`
    if (isHeld) expect(range, `${resource} is held`).toBe(meter.range)
    meter.range = range
    const level = this.#inForce(meter, shown.reportedAtMs).at(-1)
    if (isHeld || level === undefined) return
    const bucket = Math.floor((level / meter.measure.capacity) * 20)
    const period = Math.floor(shown.reportedAtMs / NOISE_PERIOD_MS)
    meter.draws.set(`${bucket} ${period}`, this.#holds(meter, shown))
  }

  /** What it would tell of its levels, without what follows from the hour alone. */
  async #stored(): Promise<unknown> {
    const { resources } = await this.node.bridge.resources.own({})
    return resources.map(({ daysLeft, delivery, nextReportAtMs, ...rest }) => rest)
  }

  #isSettled({ nextReportAtMs, shown }: OwnResource): boolean {
    return nextReportAtMs > this.nowMs && shown !== null
  }

  #checkOwn({ resource, level, state, shown }: OwnResource, isHeld: boolean): Shown {
    const { known, state: expected } = this.#meter(resource)
    expect({ resource, level, state }).toEqual({ resource, level: known.at(-1)?.level, state: expected })
    if (shown === null) throw new Error(`${resource} was never shown`)
    this.#noteRange(resource, shown, isHeld)
    return shown
  }

  #learn(resource: string, level: number): ResourceState {
    const meter = this.#meter(resource)
    meter.known.push({ level, fromMs: this.nowMs })
    meter.state = meter.oracle.next(level)
    return meter.state
  }

  #csvLine({ atMs, resource, level }: CsvReading): string {
    const { unit, capacity, surplusAbove, deficitBelow } = this.#meter(resource).measure
    const at = new Date(atMs).toISOString()
    return [at, resource, level, unit, capacity, surplusAbove, deficitBelow].join()
  }

  #meter(resource: string): Meter {
    const meter = this.#meters.get(resource)
    if (meter === undefined) throw new Error(`nothing measures ${resource} here`)
    return meter
  }
}
