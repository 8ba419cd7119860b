import {
  encodeAlert,
  encodeCorrection,
  encodeReview,
} from '../../../../../src/main/features/alerts/alert-codec.ts'
import { alertMigrations } from '../../../../../src/main/features/alerts/alert-store.ts'
import type {
  AlertContent,
  CorrectionContent,
  ReviewContent,
} from '../../../../../src/main/features/alerts/alert-types.ts'
import { createAlerts } from '../../../../../src/main/features/alerts/alerts.ts'
import { alerts as contract } from '../../../../../src/shared/contract/alerts.ts'
import { MirrorError } from '../../../../../src/shared/kernel/errors.ts'
import type { EntryId, NodeId } from '../../../../../src/shared/kernel/ids.ts'
import { TestClock } from '../../../../support/clock.ts'
import { memoryDatabase } from '../../../../support/database.ts'
import { FakeReplica, type Incoming, testMirror } from '../../../../support/fake-replica.ts'
import { testNodeId } from '../../../../support/node-ids.ts'
import { TestTimers } from '../../../../support/test-timers.ts'

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const SELF = testNodeId(0)
export const OTHER = testNodeId(1)
export const THIRD = testNodeId(2)
export const STRANGE_ID = 'ab'.repeat(32) as EntryId

/** Callers are told apart by who is unlocked for them; 'page' has nobody. */
export const PAGE = { sessionId: 'page' }
export const ANNA = { sessionId: 'Anna' }
export const BO = { sessionId: 'Bo' }

export const content: AlertContent = {
  kind: 'hallucination',
  severity: 'high',
  summary: 'The pump planner invents rain',
  detail: 'It promised 40 mm on a dry day.',
  system: 'pump planner 2',
  evidence: [{ name: 'log.txt', sha256: 'cd'.repeat(32), sizeBytes: 2 ** 40 }],
}

/** One Node's alerts, with as many Mirrors as named; who is unlocked is the caller's session. */
export function alertsOf(mirrors: readonly string[] = ['Anna'], database = memoryDatabase(alertMigrations)) {
  const clock = new TestClock()
  const timers = new TestTimers(clock)
  const replica = new FakeReplica({ database, clock, self: SELF })
  const events: string[] = []
  const world = { returnMs: 24 * HOUR_MS, seenBy: 0, mirrors, isolated: [] as NodeId[] }
  const isMirror = (name: string) => name !== PAGE.sessionId
  const feature = createAlerts({
    ...{ clock, timers, database, publish: replica.publish },
    federation: () => replica.federationId,
    self: () => SELF,
    nameOf: (id) => (id === SELF ? 'Home' : `name of ${id.slice(-4)}`),
    seenBy: () => world.seenBy,
    isIsolated: (id) => world.isolated.includes(id),
    deliveryOf: () => null,
    carry: () => [],
    bring: async () => [],
    mirrorSigner({ sessionId }) {
      if (!isMirror(sessionId)) throw new MirrorError('mirror-locked')
      return testMirror(sessionId)
    },
    mirrorOf: ({ sessionId }) => (isMirror(sessionId) ? testMirror(sessionId).mirrorId : null),
    actorName: ({ sessionId }) => (isMirror(sessionId) ? sessionId : 'Home'),
    activeMirrors: () => world.mirrors.map((name) => testMirror(name).mirrorId),
    acknowledgedReturnMs: () => world.returnMs,
    changed: (id = '*' as EntryId) => void events.push(id),
  })
  replica.register(...feature.kinds)
  return { clock, timers, database, replica, world, events, queue: feature.queue, handlers: feature.handlers }
}
export type AlertsNode = ReturnType<typeof alertsOf>

/** Raise an alert as a Mirror, checked against the contract. */
export async function raiseBy(node: AlertsNode, caller = ANNA) {
  return contract.raise.output.parse(await node.handlers.raise(content, caller))
}

/** What a caller sees, checked against the contract. */
export async function listOf(node: AlertsNode, caller = ANNA, query: object = {}) {
  const input = contract.list.input.parse(query)
  return contract.list.output.parse(await node.handlers.list(input, caller)).alerts
}

/** The one alert a caller sees. */
export async function onlyOne(node: AlertsNode, caller = ANNA) {
  const [alert, ...more] = await listOf(node, caller)
  if (alert === undefined || more.length > 0)
    throw new Error(`expected one alert, found ${more.length + 1} or none`)
  return alert
}

const by = (name: string) => ({ mirror: testMirror(name) })

export const incomingAlert = (
  change: Partial<AlertContent> = {},
  entry: Partial<Incoming> = {},
): Incoming => ({
  ...{ kind: 'alert', author: OTHER, payload: encodeAlert({ ...content, ...change }), ...by('Olle') },
  ...entry,
})

export const incomingReview = (review: Partial<ReviewContent>, entry: Partial<Incoming> = {}): Incoming => ({
  ...{ kind: 'alert-review', author: OTHER, ...by('Olle') },
  payload: encodeReview({ alert: STRANGE_ID, verdict: 'concur', note: '', ...review }),
  ...entry,
})

export const incomingCorrection = (
  correction: Partial<CorrectionContent>,
  entry: Partial<Incoming> = {},
): Incoming => ({
  ...{ kind: 'alert-correction', author: OTHER, ...by('Olle') },
  payload: encodeCorrection({ alert: STRANGE_ID, kind: 'amended', note: '', ...correction }),
  ...entry,
})
