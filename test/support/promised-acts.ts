import { expect } from 'vitest'
import type { AlertView, ReviewVerdict } from '../../src/shared/contract/alerts.ts'
import type { Bridge } from '../../src/shared/contract/index.ts'
import { MirrorError } from '../../src/shared/kernel/errors.ts'
import type { EntryId } from '../../src/shared/kernel/ids.ts'
import type { SeededRandom } from './random.ts'

/** What is measured: one resource by hand, one from CSV files, so that each knows its own readings. */
const LINES = { unit: 'L', capacity: 1_000_000, surplusAbove: 800_000, deficitBelow: 200_000 } as const
const CSV_HEADER = 'at,resource,level,unit,capacity,surplusAbove,deficitBelow'
const CSV_LINES = 40
const VERDICTS: readonly ReviewVerdict[] = ['concur', 'not-here', 'context-differs', 'needs-more']
/** Acts under way at a time. */
const HANDS = 4

interface Review {
  readonly verdict: ReviewVerdict
  readonly note: string
}

/**
 * People and meters who act on one Node without a pause, whatever becomes of
 * it, and hold it to every act it acknowledged.
 */
export class PromisedActs {
  readonly #random: SeededRandom
  readonly #startMs: number
  #number = 0
  readonly #levels = new Set<number>()
  /** Levels of each file, and whether its import was acknowledged. */
  readonly #files: { readonly levels: readonly number[]; promised: boolean }[] = []
  readonly #raised = new Set<EntryId>()
  readonly #reviews = new Map<EntryId, Review>()
  readonly #acknowledged = new Set<EntryId>()
  /** Alerts that a review or an acknowledgement was tried of: not tried again. */
  readonly #tried = new Set<string>()

  constructor(random: SeededRandom, startMs: number) {
    this.#random = random
    this.#startMs = startMs
  }

  /** How many acts of each kind were promised. */
  get counts(): Record<string, number> {
    return {
      readings: this.#levels.size,
      files: this.#files.filter(({ promised }) => promised).length,
      alerts: this.#raised.size,
      reviews: this.#reviews.size,
      acknowledgements: this.#acknowledged.size,
    }
  }

  /** Act until the Node is gone. `promised` is told of each act it acknowledged. */
  async actOn(mirror: Bridge, promised: () => void): Promise<void> {
    await Promise.all(Array.from({ length: HANDS }, () => this.#hand(mirror, promised)))
  }

  /** Everything promised is there; what was not promised is there whole or not at all. */
  async check({ alerts, resources }: Bridge): Promise<void> {
    const listed = (await alerts.list({ limit: 1_000 })).alerts
    const byId = new Map(listed.map((alert) => [alert.id, alert]))
    expect([...this.#raised].filter((id) => !byId.has(id))).toEqual([])
    for (const [id, review] of this.#reviews) expect(byId.get(id)?.myReview).toMatchObject(review)
    expect([...this.#acknowledged].filter((id) => byId.get(id)?.state !== 'acknowledged')).toEqual([])
    const hand = await levelsOf(resources, 'by hand', this.#levels.size > 0)
    expect([...this.#levels].filter((level) => !hand.has(level))).toEqual([])
    const csv = await levelsOf(
      resources,
      'by file',
      this.#files.some(({ promised }) => promised),
    )
    for (const { levels, promised } of this.#files) {
      const present = levels.filter((level) => csv.has(level)).length
      expect(promised ? [levels.length] : [0, levels.length]).toContain(present)
    }
  }

  async #hand(mirror: Bridge, promised: () => void): Promise<void> {
    try {
      for (;;) {
        await this.#act(mirror)
        promised()
      }
    } catch (thrown) {
      if (!(thrown instanceof MirrorError) || thrown.code !== 'channel-closed') throw thrown
    }
  }

  async #act(mirror: Bridge): Promise<void> {
    const die = this.#random.int(10)
    if (die < 4) return this.#record(mirror)
    if (die < 5) return this.#importFile(mirror)
    if (die < 6) return this.#raise(mirror)
    const { alerts } = await mirror.alerts.list({ limit: 1_000 })
    return die < 8 ? this.#review(mirror, alerts) : this.#acknowledge(mirror, alerts)
  }

  async #record({ resources }: Bridge): Promise<void> {
    const level = this.#nextLevel()
    await resources.record({ resource: 'by hand', level, ...LINES })
    this.#levels.add(level)
  }

  async #importFile({ resources }: Bridge): Promise<void> {
    const rows = Array.from({ length: CSV_LINES }, () => ({ level: this.#nextLevel(), at: this.#nextPast() }))
    const { unit, capacity, surplusAbove, deficitBelow } = LINES
    const lines = rows.map(({ at, level }) =>
      [at, 'by file', level, unit, capacity, surplusAbove, deficitBelow].join(),
    )
    const file = { levels: rows.map(({ level }) => level), promised: false }
    this.#files.push(file)
    const { accepted } = await resources.importCsv({ csv: [CSV_HEADER, ...lines].join('\n'), dryRun: false })
    expect(accepted).toBe(CSV_LINES)
    file.promised = true
  }

  async #raise({ alerts }: Bridge): Promise<void> {
    const summary = `alert ${this.#number++}`
    const { id } = await alerts.raise({ kind: 'systemic-error', severity: 'low', summary, system: 'pump 2' })
    this.#raised.add(id)
  }

  async #review({ alerts }: Bridge, listed: readonly AlertView[]): Promise<void> {
    const id = this.#choose('review', listed)
    if (id === null) return
    const verdict = VERDICTS[this.#random.int(VERDICTS.length)] ?? 'concur'
    const review = { verdict, note: `note ${this.#number++}` }
    await alerts.review({ id, ...review })
    this.#reviews.set(id, review)
  }

  async #acknowledge({ alerts }: Bridge, listed: readonly AlertView[]): Promise<void> {
    const id = this.#choose('acknowledge', listed)
    if (id === null) return
    await alerts.acknowledge({ id })
    this.#acknowledged.add(id)
  }

  /** An alert on which this has not been tried. */
  #choose(what: string, listed: readonly AlertView[]): EntryId | null {
    const left = listed.filter(({ id }) => !this.#tried.has(`${what} ${id}`))
    const chosen = left[this.#random.int(left.length)]
    if (chosen !== undefined) this.#tried.add(`${what} ${chosen.id}`)
    return chosen?.id ?? null
  }

  /** A level like no other, in any of the three classes. */
  #nextLevel(): number {
    return (1 + 4 * this.#random.int(3)) * 100_000 + this.#number++ / 1_000
  }

  /** A moment before all others given. */
  #nextPast(): number {
    return this.#startMs - this.#number++ * 1_000
  }
}

/** All levels in the history of a resource, which must be there where something was promised of it. */
async function levelsOf(
  { history }: Bridge['resources'],
  resource: string,
  isPromised: boolean,
): Promise<Set<number>> {
  try {
    return new Set((await history({ resource, limit: 10_000 })).points.map(({ level }) => level))
  } catch (thrown) {
    if (isPromised || MirrorError.from(thrown).code !== 'resource-unknown') throw thrown
    return new Set()
  }
}
