import { LIMIT_NAMES, type LimitName, RATE_LIMITS } from '../../shared/kernel/rate-limits.ts'
import type { Clock } from './clock.ts'

/** What is refused to one party counts as news so far apart, so that telling of it costs nothing. Chosen here: a person cannot follow more. */
const NEWS_EVERY_MS = 1_000
/** Parties remembered for each limit; whoever has used least is forgotten first. Chosen here: twice the connection limit. */
const MAX_PARTIES = 240
/** What adding up parts of ones may be off by. Chosen here: far above rounding, far below one. */
const ROUNDING = 1e-9
/** Whose measure it is where all share one. */
const EVERYBODY = ''

/** The counts that somebody chose in place of the defaults. */
export type ChosenCounts = Readonly<Partial<Record<LimitName, number>>>

export interface LimiterDeps {
  /** Never goes back. */
  readonly clock: Clock
  /** Asked anew each time. */
  readonly chosen: () => ChosenCounts
}

/** Why something may not be just now. */
export interface LimitReached {
  readonly limit: LimitName
  /** After so long it may be, if nothing else comes meanwhile. */
  readonly waitMs: number
  /** Whether this is the first refusal to that party in a while: to be told, where every single one would be too much. */
  readonly isNews: boolean
}

/** How much of a limit one party has used, and what was refused to it. */
export interface LimitUse {
  /** null where all share one measure. */
  readonly party: string | null
  readonly used: number
  readonly refused: number
  /** Since the last refusal; null where there was none. */
  readonly refusedAgoMs: number | null
}

interface Measure {
  used: number
  atMs: number
  refused: number
  refusedAtMs: number | null
  toldAtMs: number | null
}

/**
 * Holds parties to the named limits: each has a bucket that fills by what comes
 * and drains at the limit's rate, and what does not fit is refused and remembered.
 * This is GCRA in its form as a leaky bucket. Source: ITU-T I.371, Annex A.
 */
export class Limiter {
  readonly #deps: LimiterDeps
  readonly #measures = new Map<LimitName, Map<string, Measure>>(LIMIT_NAMES.map((name) => [name, new Map()]))

  constructor(deps: LimiterDeps) {
    this.#deps = deps
  }

  /** Use one of each of these limits, or of none where one of them is reached. @returns which, or null */
  take(party: string, ...limits: readonly LimitName[]): LimitReached | null {
    const claims = limits.map((limit) => ({ limit, measure: this.#drained(limit, party) }))
    for (const { limit, measure } of claims) {
      const excess = measure.used + 1 - this.atOnce(limit)
      if (excess > ROUNDING) return this.#refuse(limit, measure, excess)
    }
    for (const { measure } of claims) measure.used += 1
    return null
  }

  /** How much may be in one period, as chosen or by default. */
  count(limit: LimitName): number {
    return this.#deps.chosen()[limit] ?? RATE_LIMITS[limit].count
  }

  /** How much may come at once. */
  atOnce(limit: LimitName): number {
    return this.count(limit) * RATE_LIMITS[limit].periodsAtOnce
  }

  /** Everybody who has used some of it lately or was refused, who used most first. */
  usesOf(limit: LimitName): readonly LimitUse[] {
    const nowMs = this.#deps.clock.nowMs()
    return [...this.#partiesOf(limit)]
      .map(([party, { refused, refusedAtMs }]) => ({
        party: party === EVERYBODY ? null : party,
        used: Math.ceil(this.#drained(limit, party).used - ROUNDING),
        refused,
        refusedAgoMs: refusedAtMs === null ? null : nowMs - refusedAtMs,
      }))
      .filter(({ refused, used }) => used > 0 || refused > 0)
      .sort((a, b) => b.used - a.used)
  }

  #refuse(limit: LimitName, measure: Measure, excess: number): LimitReached {
    const nowMs = this.#deps.clock.nowMs()
    const isNews = measure.toldAtMs === null || nowMs - measure.toldAtMs >= NEWS_EVERY_MS
    measure.refused += 1
    measure.refusedAtMs = nowMs
    if (isNews) measure.toldAtMs = nowMs
    return { limit, waitMs: Math.ceil((excess * RATE_LIMITS[limit].periodMs) / this.count(limit)), isNews }
  }

  /** The measure of a party as it is by now. */
  #drained(limit: LimitName, party: string): Measure {
    const { perNode, periodMs } = RATE_LIMITS[limit]
    const measure = this.#measureOf(limit, perNode ? party : EVERYBODY)
    const nowMs = this.#deps.clock.nowMs()
    const elapsedMs = Math.max(0, nowMs - measure.atMs)
    measure.used = Math.max(0, measure.used - (elapsedMs * this.count(limit)) / periodMs)
    measure.atMs = nowMs
    return measure
  }

  #measureOf(limit: LimitName, party: string): Measure {
    const parties = this.#partiesOf(limit)
    const known = parties.get(party)
    if (known !== undefined) return known
    if (parties.size >= MAX_PARTIES) forgetIdlest(parties)
    const fresh: Measure = {
      used: 0,
      atMs: this.#deps.clock.nowMs(),
      refused: 0,
      refusedAtMs: null,
      toldAtMs: null,
    }
    parties.set(party, fresh)
    return fresh
  }

  #partiesOf(limit: LimitName): Map<string, Measure> {
    return this.#measures.get(limit) ?? new Map()
  }
}

/** What others ask of this Node, and what it asks of them: two measures by one table. */
export interface Limits {
  readonly theirs: Limiter
  readonly ours: Limiter
}

/** Whoever was heard of longest ago has drained most. */
function forgetIdlest(parties: Map<string, Measure>): void {
  const [idlest] = [...parties].sort(([, a], [, b]) => a.atMs - b.atMs)
  if (idlest !== undefined) parties.delete(idlest[0])
}
