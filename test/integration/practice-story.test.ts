import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { silentLogger } from '../../src/main/platform/logger.ts'
import { createInProcessBridge } from '../../src/main/rehearsal/in-process-bridge.ts'
import { openPractice, type Practice } from '../../src/main/rehearsal/practice.ts'
import { SeededRandom } from '../../src/main/rehearsal/seeded-random.ts'
import { VirtualTime } from '../../src/main/rehearsal/virtual-time.ts'
import type { Bridge } from '../../src/shared/contract/index.ts'
import { LOG_LINES_MAX } from '../../src/shared/contract/log-bounds.ts'
import { practice as spec } from '../../src/shared/contract/practice.ts'
import { TEST_START_MS } from '../support/clock.ts'

const SECOND_MS = 1_000
const CALLER = { sessionId: 'whoever practises' }
/** The one that goes away, in English. */
const AWAY = 'High Shieling'

let dataDir: string
let time: VirtualTime
let practice: Practice
let bridge: Bridge

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mirrorwell-test-'))
  const ports = { hostKind: 'node', notifications: false, filePicker: false, logger: silentLogger } as const
  time = new VirtualTime(TEST_START_MS)
  const around = { time, random: new SeededRandom('practice') }
  practice = await openPractice({ dataDir, version: 'test', ports }, 'en', around)
  await practice.welcome(CALLER)
  bridge = createInProcessBridge(() => practice, CALLER)
  await practice.gathered
})

afterAll(async () => {
  await practice.stop()
  await rm(dataDir, { recursive: true })
})

/** Let time pass until so much of the practice is over. */
async function reach(seconds: number): Promise<void> {
  const atMs = practice.startedAtMs + seconds * SECOND_MS
  const leftMs = atMs - time.clock.nowMs()
  expect(leftMs).toBeGreaterThanOrEqual(0)
  await time.advance(leftMs)
}

const inReach = async (): Promise<readonly string[]> =>
  (await bridge.neighbours.list({})).neighbours.flatMap(({ connected, name }) => (connected ? [name] : []))

describe('the practice valley, in a time that this test lets pass', () => {
  test('has everybody in reach before its story begins to take them away', async () => {
    expect(time.clock.nowMs() - practice.startedAtMs).toBeLessThan(4 * SECOND_MS)
    await reach(80)
    expect(await inReach()).toHaveLength(6)
    expect(await inReach()).toContain(AWAY)
  })

  test('has lines on which things take a moment', async () => {
    const { alerts } = await bridge.alerts.list({})
    expect(alerts).toHaveLength(1)
    const tookMs = alerts.map(({ raisedAtMs, receivedAtMs }) => receivedAtMs - raisedAtMs)
    expect(Math.min(...tookMs)).toBeGreaterThanOrEqual(15)
    expect(Math.max(...tookMs)).toBeLessThan(SECOND_MS)
  })

  test('loses one neighbour for a while, and has it back at once when the story says so', async () => {
    await reach(95)
    expect(await inReach()).not.toContain(AWAY)
    expect(await inReach()).toHaveLength(5)
    await reach(149)
    expect(await inReach()).toHaveLength(5)
    await reach(153)
    expect(await inReach()).toHaveLength(6)
  })

  test('brings all of its story to pass: three alerts, three lessons, two offers, a greeting', async () => {
    await reach(310)
    expect((await bridge.alerts.list({})).alerts).toHaveLength(3)
    expect((await bridge.seeds.list({})).seeds.filter(({ own }) => !own)).toHaveLength(3)
    expect((await bridge.transfers.list({})).transfers).toHaveLength(2)
    expect((await bridge.neighbours.conversations({})).conversations).toHaveLength(1)
  })

  test('has a log in which every Node tells what came to it, and nobody how anybody judged or answered', async () => {
    const { lines, nodes } = spec.log.output.parse(practice.log({ limit: LOG_LINES_MAX }))
    expect(nodes.filter(({ own }) => own).map(({ name }) => name)).toEqual(['Practice House'])
    const raised = lines.filter(({ fact }) => fact.what === 'alert-raised')
    const came = lines.filter(({ fact }) => fact.what === 'alert-arrived')
    expect([nodes.length, raised.length, came.length]).toEqual([7, 3, 18])
    const away = nodes.find(({ name }) => name === AWAY)?.nodeId
    const ofLinks = lines.filter(
      ({ fact }) => 'peer' in fact && fact.peer === away && fact.what === 'link-down',
    )
    expect(new Set(ofLinks.map(({ nodeId }) => nodeId)).size).toBe(6)
    expect(lines.filter(({ fact }) => fact.what === 'alert-judged')).toHaveLength(2)
    expect(JSON.stringify(lines)).not.toMatch(/concur|context-differs|consent/u)
    const times = lines.map(({ atMs }) => atMs)
    expect(times).toEqual(times.toSorted((a, b) => b - a))
  })

  test('has a log of each Node for itself, which tells that it was away', async () => {
    const { nodes } = spec.log.output.parse(practice.log({ limit: 1 }))
    const nodeId = nodes.find(({ name }) => name === AWAY)?.nodeId
    const { lines } = practice.log({ nodeId, limit: LOG_LINES_MAX })
    expect(new Set(lines.map((line) => line.nodeId))).toEqual(new Set([nodeId]))
    const missed = lines.find(({ fact }) => fact.what === 'alert-arrived' && fact.title.includes('planner'))
    expect(missed?.atMs).toBeGreaterThan(practice.startedAtMs + 149 * SECOND_MS)
    expect(lines.some(({ fact }) => fact.what === 'meeting' && fact.taken > 0)).toBe(true)
  })
})
