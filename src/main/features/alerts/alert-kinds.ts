import type { EntryId, NodeId } from '../../../shared/kernel/ids.ts'
import { ACCEPT, reject, type Verdict } from '../../../shared/kernel/verdict.ts'
import type { Clock } from '../../platform/clock.ts'
import type { KindRules, Relay, StoredEntry } from '../../replica/entry.ts'
import { decodeAlert, decodeCorrection, decodeReview } from './alert-codec.ts'
import { ALERT_TTL_MS } from './alert-rules.ts'
import type { AlertStore } from './alert-store.ts'

export interface AlertKindsDeps {
  readonly store: AlertStore
  /** The application's clock. */
  readonly clock: Clock
  /** Whether this Node has set another apart just now: its alerts go on, and not ahead of everything. */
  readonly isIsolated: (nodeId: NodeId) => boolean
  /** Something about an alert changed. */
  readonly changed: (alert: EntryId) => void
}

/**
 * What the replica must know of alerts, reviews and corrections.
 *
 * They are judged by form alone. A verdict that depended on what has come here
 * so far would tear holes in a log that is whole elsewhere; what does not count
 * (a second review, somebody else's correction) is stored and left out of view.
 * Nothing here does more with them than store, pass on and show.
 */
export function alertKinds(deps: AlertKindsDeps): readonly KindRules[] {
  return [alertRules(deps), reviewRules(deps), correctionRules(deps)]
}

/** What is about alerts and may not go ahead of everything. Source: docs/protocol.md, "Lanes". */
const BESIDE_ALERTS: Relay = 'membership'
const LOGGED_ACT = { stream: 'log', act: true, freshForMs: null } as const

function alertRules({ store, clock, isIsolated, changed }: AlertKindsDeps): KindRules {
  /** Alerts that one which came late has moved over or under the limit, told of once it is stored. */
  const moved = new Map<EntryId, readonly EntryId[]>()
  return {
    ...LOGGED_ACT,
    kind: 'alert',
    judge: (entry) => verdictOn(decodeAlert(entry.payload)),
    project(entry) {
      const content = decodeAlert(entry.payload)
      if (content === null) return
      const others = store.addAlert(entry, content)
      if (others.length > 0) moved.set(entry.id, others)
    },
    relay(entry) {
      const isOld = clock.nowMs() - entry.time.wallMs > ALERT_TTL_MS
      const isHeldBack = store.alert(entry.federationId, entry.id)?.heldBack !== false
      if (isOld || isHeldBack) return 'later'
      return isIsolated(entry.author) ? BESIDE_ALERTS : 'alert'
    },
    stored(entry) {
      changed(entry.id)
      for (const other of moved.get(entry.id) ?? []) changed(other)
      moved.delete(entry.id)
    },
  }
}

function reviewRules({ store, isIsolated, changed }: AlertKindsDeps): KindRules {
  return {
    ...LOGGED_ACT,
    kind: 'alert-review',
    judge: (entry) => verdictOn(decodeReview(entry.payload)),
    project(entry) {
      const content = decodeReview(entry.payload)
      if (content !== null) store.addReview(entry, content)
    },
    relay(entry) {
      const relay = relayOfReview(store, entry)
      return relay === 'alert' && isIsolated(entry.author) ? BESIDE_ALERTS : relay
    },
    stored(entry) {
      const content = decodeReview(entry.payload)
      if (content !== null) changed(content.alert)
    },
  }
}

function correctionRules({ store, changed }: AlertKindsDeps): KindRules {
  return {
    ...LOGGED_ACT,
    kind: 'alert-correction',
    judge: (entry) => verdictOn(decodeCorrection(entry.payload)),
    project(entry) {
      const content = decodeCorrection(entry.payload)
      if (content !== null) store.addCorrection(entry, content)
    },
    relay: () => BESIDE_ALERTS,
    stored(entry) {
      const content = decodeCorrection(entry.payload)
      if (content !== null) changed(content.alert)
    },
  }
}

/** Ahead of everything goes one review of a Mirror for an alert that is here: the lane takes no floods of reviews. */
function relayOfReview(store: AlertStore, entry: StoredEntry): Relay {
  const content = decodeReview(entry.payload)
  if (content === null || entry.mirror === null) return 'later'
  const { federationId: federation, author } = entry
  if (store.alert(federation, content.alert) === null) return BESIDE_ALERTS
  const { mirrorId } = entry.mirror
  return store.countedReview({ federation, alert: content.alert, author, mirrorId }) === entry.id
    ? 'alert'
    : 'later'
}

const verdictOn = (content: object | null): Verdict => (content === null ? reject('content-invalid') : ACCEPT)
