import type { AlertState } from '../../../shared/contract/alerts.ts'
import type { MirrorId, NodeId } from '../../../shared/kernel/ids.ts'
import {
  type AuthorLimit,
  heldBackInOrder as heldBackBy,
  passesLimits as passesAuthorLimits,
} from '../../replica/author-limits.ts'
import type { KnownCorrection, KnownReview } from './alert-types.ts'

const HOUR_MS = 3_600_000
/** Alerts further apart than this do not count against each other. */
export const DAY_MS = 24 * HOUR_MS

/** Alerts of one author that go ahead of everything. Source: docs/security.md, "Alert limits". */
export const ALERTS_PER_HOUR = 3
export const ALERTS_PER_DAY = 10
/** How long an alert is passed on ahead of everything; an older one goes with the rest. Source: docs/security.md, "Alert limits". */
export const ALERT_TTL_MS = 7 * DAY_MS

const LIMITS: readonly AuthorLimit[] = [
  { windowMs: HOUR_MS, most: ALERTS_PER_HOUR },
  { windowMs: DAY_MS, most: ALERTS_PER_DAY },
]

/** Whether an alert passes its author's limits, given the signed times of those of the author that passed before it. */
export const passesLimits = (passedAtMs: readonly number[], atMs: number): boolean =>
  passesAuthorLimits(LIMITS, passedAtMs, atMs)

/** For each of one author's alerts, in the order of the log, whether it is held back. */
export const heldBackInOrder = (timesMs: readonly number[]): boolean[] => heldBackBy(LIMITS, timesMs)

/** The reviews that count: of each Mirror the first in the order of their Node's log. Expects that order. */
export function countedReviews(reviews: readonly KnownReview[]): KnownReview[] {
  const first = new Map<string, KnownReview>()
  for (const review of reviews) {
    const mirror = `${review.author} ${review.mirrorId}`
    if (!first.has(mirror)) first.set(mirror, review)
  }
  return [...first.values()]
}

/** What stands of the corrections by the alert's own author, in the order of their log: the first withdrawal is final, otherwise the latest amendment. */
export function standingCorrection(
  corrections: readonly KnownCorrection[],
  author: NodeId,
): KnownCorrection | null {
  const own = corrections.filter((correction) => correction.author === author)
  return own.find((correction) => correction.kind === 'withdrawn') ?? own.at(-1) ?? null
}

/** Who asks for a list. */
export interface Viewer {
  readonly self: NodeId
  /** The Mirror unlocked for the caller; null where none is. */
  readonly mirror: MirrorId | null
  /** The Mirrors who speak for this Node. */
  readonly activeMirrors: readonly MirrorId[]
}

export interface Unsealed {
  readonly mine: KnownReview | null
  /** Null while sealed. */
  readonly others: KnownReview[] | null
  readonly otherCount: number
}

/**
 * What a viewer may see of an alert's reviews. A Mirror sees the others' once
 * her own is signed. Where nobody is unlocked, the Node's only Mirror is meant;
 * of several all must have signed, or a locked page would open the seal for
 * those who have not judged yet.
 */
export function unseal(counted: readonly KnownReview[], viewer: Viewer): Unsealed {
  const { self, mirror, activeMirrors } = viewer
  const byMirror = (mirrorId: MirrorId) =>
    counted.find((review) => review.author === self && review.mirrorId === mirrorId) ?? null
  const judging = mirror === null ? activeMirrors : [mirror]
  const signed = judging.map(byMirror)
  const mine = signed.includes(null) ? null : (signed[0] ?? null)
  const others = counted.filter((review) => review !== mine)
  return { mine, others: mine === null ? null : others, otherCount: others.length }
}

/**
 * Whether a change of state says anything. A resolution is taken back by
 * reopening only, so that whoever acts on an old picture does not undo it; what
 * is so already stays as it is, and a snooze may always be set anew.
 */
export function mayBecome(current: AlertState, next: AlertState): boolean {
  if (next === 'new') return current !== 'new'
  if (current === 'resolved') return false
  return next === 'snoozed' || current !== next
}
