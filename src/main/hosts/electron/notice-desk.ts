import { WAITING_KINDS, type Waiting, type WaitingKind } from './waiting.ts'

/** One notification: things of one kind that arrived since the last, grouped. */
export interface Notice {
  readonly kind: WaitingKind
  readonly count: number
  /** What it is, where a single thing may be named; null for a count alone. */
  readonly title: string | null
}

/** How things stand when somebody could be told. */
export interface Moment {
  /** In the quiet hours only alerts may disturb. */
  readonly isQuiet: boolean
  /** Nobody has unlocked a Mirror: what waits is counted and not told. */
  readonly isLocked: boolean
  /** The window is in front of somebody, who sees it there. */
  readonly isWatched: boolean
}

/**
 * Decides what to notify of: only what is new since it last looked, once, and
 * never what was already there when it first did. What arrives in quiet hours
 * stays new until they are over.
 */
export class NoticeDesk {
  readonly #known = new Map<WaitingKind, ReadonlySet<string>>()

  judge(waiting: Waiting, moment: Moment): readonly Notice[] {
    return WAITING_KINDS.flatMap((kind) => this.#judgeKind(kind, waiting[kind], moment))
  }

  #judgeKind(kind: WaitingKind, things: Waiting[WaitingKind], moment: Moment): readonly Notice[] {
    const known = this.#known.get(kind)
    const mustWait = moment.isQuiet && kind !== 'alerts' && !moment.isWatched
    if (known !== undefined && mustWait) return []
    // Only what still waits is remembered, so that an alert that comes back is told again.
    this.#known.set(kind, new Set(things.map(({ id }) => id)))
    const fresh = known === undefined ? [] : things.filter(({ id }) => !known.has(id))
    if (fresh.length === 0 || moment.isWatched) return []
    const [only] = fresh
    const title = fresh.length === 1 && only !== undefined && !moment.isLocked ? only.title : null
    return [{ kind, count: fresh.length, title }]
  }
}
