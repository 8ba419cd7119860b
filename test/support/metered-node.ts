import { expect } from 'vitest'
import type { OwnResource, ResourceState } from '../../src/shared/contract/resources.ts'
import { ClassOracle, type Lines } from './household.ts'
import type { ServedNode } from './served-node.ts'

/** How exactly a test knows when the Node took a reading: it asks for the time, and then sends the reading. */
const KNOWN_WITHIN_MS = 10_000
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
  state: ResourceState | null
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
        { measure, oracle: new ClassOracle(measure), known: [], state: null },
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
    return new Map(own.map((resource) => [resource.resource, this.#checkOwn(resource)]))
  }

  /** Whether a range holds what this Node knew of its level when it showed it. */
  holds(resource: string, shown: Pick<Shown, 'low' | 'high' | 'reportedAtMs'>): boolean {
    const { known } = this.#meter(resource)
    return known.some(({ level, fromMs }, index) => {
      const untilMs = known[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY
      const isInForce =
        fromMs - KNOWN_WITHIN_MS <= shown.reportedAtMs && shown.reportedAtMs <= untilMs + KNOWN_WITHIN_MS
      return isInForce && shown.low <= level && level <= shown.high
    })
  }

  /** What it would tell of its levels, without what follows from the hour alone. */
  async #stored(): Promise<unknown> {
    const { resources } = await this.node.bridge.resources.own({})
    return resources.map(({ daysLeft, nextReportAtMs, ...rest }) => rest)
  }

  #isSettled({ nextReportAtMs, shown }: OwnResource): boolean {
    return nextReportAtMs > this.nowMs && shown !== null
  }

  #checkOwn({ resource, level, state, shown }: OwnResource): Shown {
    const { known, state: expected } = this.#meter(resource)
    expect({ resource, level, state }).toEqual({ resource, level: known.at(-1)?.level, state: expected })
    if (shown === null) throw new Error(`${resource} was never shown`)
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
