import { describe, expect, it } from 'vitest'
import { REPORT_BYTES } from '../../../../../src/main/features/resources/report-codec.ts'
import { MirrorError } from '../../../../../src/shared/kernel/errors.ts'
import { testFederation } from '../../../../support/fake-replica.ts'
import { idle } from '../../../../support/test-timers.ts'
import { HOUR_MS, MINUTE_MS, pass, resourcesOf, sent, water } from './resource-fixture.ts'

describe('ResourceReporter', () => {
  it('reports every hour even when nothing changes, at no fixed minute', async () => {
    const node = resourcesOf()
    await node.reporter.start()
    await node.service.record(water(500))
    for (let minute = 0; minute < 24 * 60; minute += 1) await pass(node, MINUTE_MS)
    const times = node.replica.published.slice(1).map((entry) => entry.time.wallMs)
    expect(times.length).toBeGreaterThanOrEqual(23)
    expect(times.length).toBeLessThanOrEqual(24)
    const gaps = times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(54 * MINUTE_MS)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(66 * MINUTE_MS)
    expect(new Set(gaps).size).toBeGreaterThan(1)
  })

  it('holds a changed class back for the gap and a random delay', async () => {
    const node = resourcesOf()
    await node.reporter.start()
    const startMs = node.clock.nowMs()
    await node.service.record(water(500))
    const slotMs = node.reporter.nextReportAtMs('water')
    const recorded = await node.service.record(water(100))
    expect(recorded).toMatchObject({ state: 'deficit', published: false })
    expect(recorded.nextReportAtMs).toBeGreaterThanOrEqual(startMs + 10 * MINUTE_MS)
    expect(recorded.nextReportAtMs).toBeLessThanOrEqual(Math.max(slotMs, startMs + 15 * MINUTE_MS))
    await pass(node, recorded.nextReportAtMs - startMs - 1)
    expect(sent(node)).toHaveLength(1)
    await pass(node, 1)
    expect(sent(node).slice(1)).toMatchObject([{ state: 'deficit' }])
  })

  it('says nothing of a class that came and went', async () => {
    const node = resourcesOf({ seed: 5 })
    await node.reporter.start()
    await node.service.record(water(500))
    const slotMs = node.reporter.nextReportAtMs('water')
    await node.service.record(water(100))
    expect((await node.service.record(water(500))).nextReportAtMs).toBe(slotMs)
  })

  it('makes one report of a jump of many days', async () => {
    const node = resourcesOf()
    await node.reporter.start()
    await node.service.record(water(500))
    await pass(node, 9 * 24 * HOUR_MS)
    expect(sent(node)).toHaveLength(2)
    expect(node.reporter.nextReportAtMs('water')).toBeGreaterThan(node.clock.nowMs())
  })

  it('keeps its schedule across a restart, and reports what is overdue soon', async () => {
    const first = resourcesOf()
    await first.reporter.start()
    await first.service.record(water(500))
    const dueMs = first.reporter.nextReportAtMs('water')
    await first.reporter.stop()
    const second = resourcesOf({ database: first.database, clock: first.clock, seed: 2 })
    await second.reporter.start()
    expect(second.reporter.nextReportAtMs('water')).toBe(dueMs)
    await second.reporter.stop()
    first.clock.advance(50 * HOUR_MS)
    const third = resourcesOf({ database: first.database, clock: first.clock, seed: 3 })
    await third.reporter.start()
    expect(sent(third)).toHaveLength(0)
    await pass(third, 5 * MINUTE_MS)
    expect(sent(third)).toHaveLength(1)
  })

  it('tries again when a report could not leave, and keeps the reading', async () => {
    const node = resourcesOf()
    await node.reporter.start()
    node.replica.failure = new MirrorError('epoch-unconfirmed')
    expect(await node.service.record(water(500))).toMatchObject({ published: false })
    expect(node.service.own()[0]).toMatchObject({ level: 500, shown: null })
    await pass(node, 9 * MINUTE_MS)
    node.replica.failure = null
    expect(sent(node)).toHaveLength(0)
    await pass(node, MINUTE_MS)
    expect(sent(node)).toHaveLength(1)
  })

  it('takes a resource back after a restart when it could not before', async () => {
    const first = resourcesOf()
    await first.service.record(water(500))
    first.replica.failure = new MirrorError('disk-full')
    await first.service.remove('water')
    const second = resourcesOf({ database: first.database, clock: first.clock })
    await second.reporter.start()
    await pass(second, 0)
    expect(sent(second)).toEqual([{ resource: 'water', state: 'withdrawn' }])
  })

  it('shows its resources to a federation it has come into', async () => {
    const node = resourcesOf()
    await node.service.record(water(500))
    node.replica.federationId = testFederation('new')
    expect(node.service.own()[0]?.shown).toBeNull()
    await node.reporter.start()
    await pass(node, 5 * MINUTE_MS)
    expect(node.replica.published.at(-1)?.federationId).toBe(testFederation('new'))
    expect(node.service.own()[0]?.shown).not.toBeNull()
  })

  it('looks again at a class that changes while a report is under way', async () => {
    const node = resourcesOf()
    await node.reporter.start()
    const startMs = node.clock.nowMs()
    let open = (): void => {}
    node.replica.gate = new Promise((resolve) => {
      open = resolve
    })
    const first = node.service.record(water(500))
    await idle()
    const second = node.service.record(water(100))
    await idle()
    open()
    await Promise.all([first, second])
    expect(sent(node)).toMatchObject([{ state: 'enough' }])
    expect(node.reporter.nextReportAtMs('water')).toBeGreaterThanOrEqual(startMs + 10 * MINUTE_MS)
    await pass(node, 15 * MINUTE_MS)
    expect(sent(node).at(-1)).toMatchObject({ state: 'deficit' })
  })

  it('scales with the interval of a test federation', async () => {
    const node = resourcesOf({ reportIntervalMs: 1_200 })
    await node.reporter.start()
    await node.service.record(water(500))
    const { nextReportAtMs } = await node.service.record(water(100))
    expect(nextReportAtMs - node.clock.nowMs()).toBeGreaterThanOrEqual(200)
    expect(nextReportAtMs - node.clock.nowMs()).toBeLessThanOrEqual(300)
  })

  it('is silent once stopped', async () => {
    const node = resourcesOf()
    await node.reporter.start()
    await node.service.record(water(500))
    await node.reporter.stop()
    await node.reporter.stop()
    await pass(node, 24 * HOUR_MS)
    expect(sent(node)).toHaveLength(1)
    expect(node.timers.size).toBe(0)
  })

  it('never sends a level, and always as many bytes', async () => {
    const node = resourcesOf()
    await node.reporter.start()
    const exact = 123.456789
    await node.service.record({ ...water(exact), capacity: 987.654321 })
    for (let hour = 0; hour < 48; hour += 1) {
      await node.service.record({ ...water(exact + hour), capacity: 987.654321 })
      await pass(node, HOUR_MS)
    }
    for (const { payload } of node.replica.published) {
      expect(payload.byteLength).toBe(REPORT_BYTES)
      for (let hour = 0; hour < 48; hour += 1) expect(holds(payload, exact + hour)).toBe(false)
    }
  })
})

/** Whether a number stands in the bytes, as a double or a float of either order, or in digits. */
function holds(payload: Uint8Array, level: number): boolean {
  const bytes = Buffer.from(payload)
  const forms = [8, 8, 4, 4].map((size) => Buffer.alloc(size))
  forms[0]?.writeDoubleLE(level)
  forms[1]?.writeDoubleBE(level)
  forms[2]?.writeFloatLE(level)
  forms[3]?.writeFloatBE(level)
  return [...forms, Buffer.from(String(level))].some((form) => bytes.includes(form))
}
