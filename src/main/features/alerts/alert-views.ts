import type { Caller } from '../../../shared/bridge/caller.ts'
import type { AlertState, AlertView, ReviewView } from '../../../shared/contract/alerts.ts'
import type { Delivery } from '../../../shared/contract/delivery.ts'
import type { EntryId, FederationId, MirrorId, NodeId } from '../../../shared/kernel/ids.ts'
import { countedReviews, standingCorrection, unseal } from './alert-rules.ts'
import type { AlertStore } from './alert-store.ts'
import type { Handling, KnownReview, QueuedAlert } from './alert-types.ts'
import type { QueueStore, StateMoment } from './queue-store.ts'

export interface AlertViewsDeps {
  readonly alerts: AlertStore
  readonly queue: QueueStore
  readonly moment: () => StateMoment
  readonly federation: () => FederationId
  readonly self: () => NodeId
  /** What a Node calls itself. */
  readonly nameOf: (nodeId: NodeId) => string
  /** Whether this Node has set another apart just now. */
  readonly isIsolated: (nodeId: NodeId) => boolean
  /** How many neighbours are known to hold an entry. */
  readonly seenBy: (id: EntryId) => number
  /** How far an entry of this Node's own has come; null where it is not held. */
  readonly deliveryOf: (id: EntryId, asked: { readonly isHeldBack: boolean }) => Delivery | null
  /** The Mirror unlocked for a caller; null where none is. */
  readonly mirrorOf: (caller: Caller) => MirrorId | null
  /** The Mirrors who speak for this Node: neither revoked nor expired. */
  readonly activeMirrors: () => readonly MirrorId[]
}

export interface AlertsQuery {
  readonly state?: AlertState | undefined
  readonly limit: number
  readonly before?: number | undefined
  readonly beforeId?: EntryId | undefined
}

export interface AlertsPage {
  readonly alerts: AlertView[]
  /** Older ones are left. */
  readonly more?: boolean
}

/** Most characters of JSON in one answer. Chosen here: three bytes each at the most, and so within one frame. */
const PAGE_MAX_CHARS = 600_000

/** A page of the queue as a caller may see it, newest arrival first; others' reviews sealed until one's own is signed. */
export function listAlerts(query: AlertsQuery, caller: Caller, deps: AlertViewsDeps): AlertsPage {
  const { state = null, limit, before: beforeMs = Number.MAX_SAFE_INTEGER, beforeId = null } = query
  const asked = { federation: deps.federation(), state, beforeMs, beforeId, limit: limit + 1 }
  const found = deps.queue.list(asked, deps.moment())
  const alerts = fitting(found.slice(0, limit), (alert) => viewOf(alert, caller, deps))
  return { alerts, ...(alerts.length < found.length ? { more: true } : {}) }
}

/** Those of the alerts named that are here, as a caller may see them. */
export function getAlerts(ids: readonly EntryId[], caller: Caller, deps: AlertViewsDeps): AlertView[] {
  const [federation, moment] = [deps.federation(), deps.moment()]
  const found = ids.map((id) => deps.queue.find(federation, id, moment)).filter((alert) => alert !== null)
  return found.map((alert) => viewOf(alert, caller, deps))
}

/** As many of the first as fit one answer, and one in any case. */
function fitting(alerts: readonly QueuedAlert[], toView: (alert: QueuedAlert) => AlertView): AlertView[] {
  const views: AlertView[] = []
  let chars = 0
  for (const alert of alerts) {
    const view = toView(alert)
    chars += JSON.stringify(view).length
    if (views.length > 0 && chars > PAGE_MAX_CHARS) break
    views.push(view)
  }
  return views
}

function viewOf(alert: QueuedAlert, caller: Caller, deps: AlertViewsDeps): AlertView {
  const { id, author, mirrorName, raisedAtMs, receivedAtMs, hops, state, heldBack } = alert
  const { kind, severity, summary, detail, system, evidence } = alert
  return {
    ...{ id, kind, severity, summary, detail, system, evidence },
    origin: author,
    originName: deps.nameOf(author),
    authorIsolated: deps.isIsolated(author),
    own: author === deps.self(),
    ...{ mirrorName, raisedAtMs, receivedAtMs, hops, heldBack },
    seenBy: deps.seenBy(id),
    delivery: author === deps.self() ? deps.deliveryOf(id, { isHeldBack: heldBack }) : null,
    state,
    ...story(state, deps.queue.handlings(id)),
    corrected: correctionOf(alert, deps),
    ...reviewsOf(alert, caller, deps),
  }
}

/** Who has done what; what stands now apart from what came before. */
function story(
  state: AlertState,
  handlings: readonly Handling[],
): Pick<AlertView, 'handled' | 'snoozedUntilMs' | 'notes'> {
  const last = state === 'new' ? undefined : handlings.at(-1)
  const earlier = last === undefined ? handlings : handlings.slice(0, -1)
  return {
    handled: last === undefined ? null : { by: last.by, note: last.note, atMs: last.atMs },
    snoozedUntilMs: last?.untilMs ?? null,
    notes: earlier.map((handling) => {
      const { by, note, atMs } = handling
      return { by, note, atMs, state: handling.state }
    }),
  }
}

function correctionOf(alert: QueuedAlert, deps: AlertViewsDeps): AlertView['corrected'] {
  const standing = standingCorrection(deps.alerts.corrections(deps.federation(), alert.id), alert.author)
  return standing && { kind: standing.kind, note: standing.note, atMs: standing.atMs }
}

function reviewsOf(
  alert: QueuedAlert,
  caller: Caller,
  deps: AlertViewsDeps,
): Pick<AlertView, 'myReview' | 'otherReviews' | 'otherReviewCount'> {
  const counted = countedReviews(deps.alerts.reviews(deps.federation(), alert.id))
  const viewer = { self: deps.self(), mirror: deps.mirrorOf(caller), activeMirrors: deps.activeMirrors() }
  const { mine, others, otherCount } = unseal(counted, viewer)
  return {
    myReview: mine && reviewView(mine, deps),
    otherReviews: others?.map((review) => reviewView(review, deps)) ?? null,
    otherReviewCount: otherCount,
  }
}

const reviewView = (review: KnownReview, deps: AlertViewsDeps): ReviewView => ({
  nodeId: review.author,
  nodeName: deps.nameOf(review.author),
  mirrorId: review.mirrorId,
  mirrorName: review.mirrorName,
  verdict: review.verdict,
  note: review.note,
  reviewedAtMs: review.reviewedAtMs,
})
