import { fillSentence } from '../../../../../src/main/app/failure-text.ts'
import { NoiseKey } from '../../../../../src/main/crypto/noise-stream.ts'
import { mapHandlers } from '../../../../../src/main/features/resources/map-handlers.ts'
import { PrivacyService } from '../../../../../src/main/features/resources/privacy-service.ts'
import { ReleaseDesk } from '../../../../../src/main/features/resources/release-desk.ts'
import { ReleaseStore, releaseMigrations } from '../../../../../src/main/features/resources/release-store.ts'
import { decodeReport, encodeReport } from '../../../../../src/main/features/resources/report-codec.ts'
import {
  ReportHistoryStore,
  reportHistoryMigrations,
} from '../../../../../src/main/features/resources/report-history-store.ts'
import { reportKind } from '../../../../../src/main/features/resources/report-kind.ts'
import { ReportStore, reportMigrations } from '../../../../../src/main/features/resources/report-store.ts'
import { ResourceReporter } from '../../../../../src/main/features/resources/resource-reporter.ts'
import { ResourceService } from '../../../../../src/main/features/resources/resource-service.ts'
import {
  ResourceStore,
  resourceMigrations,
} from '../../../../../src/main/features/resources/resource-store.ts'
import type { Report } from '../../../../../src/main/features/resources/resource-types.ts'
import { silentLogger } from '../../../../../src/main/platform/logger.ts'
import type { Database } from '../../../../../src/main/storage/database.ts'
import { TestClock } from '../../../../support/clock.ts'
import { memoryDatabase } from '../../../../support/database.ts'
import { FakeReplica, type Incoming } from '../../../../support/fake-replica.ts'
import { testNodeId } from '../../../../support/node-ids.ts'
import { SeededRandom } from '../../../../support/random.ts'
import { idle, TestTimers } from '../../../../support/test-timers.ts'

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const SELF = testNodeId(0)
/** The root of this Node, as far as its noise goes. */
export const NOISE_KEY = new NoiseKey(new SeededRandom('noise').bytes(32))
export const OTHER = testNodeId(1)

export const water = (level: number) => ({
  ...{ resource: 'water', level, unit: 'L', capacity: 1000, surplusAbove: 600, deficitBelow: 300 },
})

interface Setting {
  readonly database?: Database
  readonly clock?: TestClock
  readonly seed?: number
  readonly reportIntervalMs?: number
}

/** One Node's resources over a database in memory, with a replica that records what leaves. */
export function resourcesOf(setting: Setting = {}) {
  const database =
    setting.database ??
    memoryDatabase([
      ...resourceMigrations,
      ...reportMigrations,
      ...reportHistoryMigrations,
      ...releaseMigrations,
    ])
  const clock = setting.clock ?? new TestClock()
  const replica = new FakeReplica({ database, clock, self: SELF })
  const store = new ResourceStore(database)
  const reports = new ReportStore(database)
  const history = new ReportHistoryStore(database)
  const events: string[] = []
  const federation = () => replica.federationId
  const changed = (resource = '*') => void events.push(`resources ${resource}`)
  replica.register(
    reportKind({ resources: store, reports, history, mapChanged: (id) => void events.push(`map ${id}`) }),
  )
  const timers = new TestTimers(clock)
  const random = new SeededRandom(setting.seed ?? 1)
  const releases = new ReleaseStore(database)
  const desk = new ReleaseDesk({ store: releases, clock }, { noiseKey: NOISE_KEY })
  const reporter = new ResourceReporter(
    {
      publish: replica.publish,
      database,
      store,
      release: (reading) => desk.report(reading),
      clock,
      timers,
      random,
      logger: silentLogger,
      federation,
      changed,
    },
    { reportIntervalMs: () => setting.reportIntervalMs ?? null },
  )
  const service = new ResourceService({
    reportDelivery: () => null,
    store,
    database,
    reporter,
    clock,
    federation,
    changed,
  })
  const privacy = new PrivacyService({
    ...{ database, resources: store, releases, desk, changed },
    say: (sentence, values) => fillSentence(sentence, 'en', values),
  })
  const isolated = new Set<string>()
  const map = mapHandlers({
    ...{ reports, history, federation, self: () => SELF },
    nameOf: (id) => `name of ${id.slice(-4)}`,
    placeOf: () => null,
    isIsolated: (id) => isolated.has(id),
  })
  return { database, clock, timers, replica, store, reporter, service, privacy, desk, map, isolated, events }
}
export type Resources = ReturnType<typeof resourcesOf>

/** What has left, decoded. */
export const sent = ({ replica }: Resources): (Report | null)[] =>
  replica.published.map((entry) => decodeReport(entry.payload))

export async function pass({ clock }: Resources, ms: number): Promise<void> {
  clock.advance(ms)
  await idle()
}

/** A report another Node would send. */
export function incoming(report: Partial<Report> & object, change: Partial<Incoming> = {}): Incoming {
  const whole = {
    resource: 'water',
    state: 'deficit',
    unit: 'L',
    capacity: 1000,
    lowSteps: 0,
    highSteps: 120,
    rangeAgeMinutes: 0,
    ...report,
  }
  const payload = encodeReport(whole as Report)
  return { kind: 'resource-report', author: OTHER, slot: whole.resource, payload, ...change }
}
