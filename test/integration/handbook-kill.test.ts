import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { seedMigrations } from '../../src/main/features/seeds/seed-schema.ts'
import type { PageLayer } from '../../src/main/features/seeds/seed-types.ts'
import { Database } from '../../src/main/storage/database.ts'
import { migrate } from '../../src/main/storage/migrate.ts'
import type { SeedId } from '../../src/shared/kernel/ids.ts'
import { TestClock } from '../support/clock.ts'
import { temporaryFolder } from '../support/folder.ts'
import { GARDENER } from '../support/handbook-gardener.ts'
import { SeededRandom } from '../support/random.ts'
import { receive, seedsOf } from '../unit/main/features/seeds/seed-fixture.ts'

const KILLS = 20
/** Processes started ahead: each needs half a second before it can do anything. */
const AHEAD = 3
/** Acts acknowledged before a kill, at most. */
const ACTS_MAX = 6
/** From the last of them to the kill, at most: the time of a few acts. */
const MOMENT_MAX_MS = 8
const VERSIONS = 4

/** Two pages with versions of different length, all of them in the tray. @returns their bodies by id */
async function fillTray(path: string): Promise<Map<string, string>> {
  const database = Database.open(path)
  migrate(database, seedMigrations, { clock: new TestClock(), backUp: () => {} })
  const node = seedsOf(database)
  const bodies = new Map<string, string>()
  for (const title of ['Water', '水']) {
    let replaces: SeedId | null = null
    for (let version = 0; version < VERSIONS; version += 1) {
      const body = `${title} ${version}\n`.repeat(1 + version * 200).trim()
      replaces = await receive(node, { title, body, replaces })
      bodies.set(replaces, body)
    }
  }
  database.close()
  return bodies
}

/** What one has compiled the next need not. */
const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'mirrorwell-test-compiled') }

const startGardener = () => spawn(process.execPath, [GARDENER], { stdio: ['pipe', 'pipe', 'inherit'], env })
type Gardener = ReturnType<typeof startGardener>

/** Let a process act on the handbook and kill it in the midst of that. @returns what it said it had done */
async function killWhileGardening(child: Gardener, path: string, random: SeededRandom): Promise<string[]> {
  const exited = once(child, 'exit')
  child.stdin.end(JSON.stringify([path, random.uuid()]))
  const said: string[] = []
  const enough = 1 + random.int(ACTS_MAX)
  const momentMs = random.int(MOMENT_MAX_MS)
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line)
    if (said.length === enough) setTimeout(() => child.kill('SIGKILL'), momentMs)
  }
  expect(await exited).toEqual([null, 'SIGKILL'])
  return said
}

interface Found {
  readonly layers: readonly PageLayer[]
  readonly planted: readonly string[]
  readonly acts: readonly string[]
}

function read(path: string): Found {
  const database = Database.open(path)
  expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
  const layers = database
    .prepare('SELECT * FROM handbook_layers ORDER BY slug, depth')
    .all<PageLayer & Record<string, unknown>>()
  const planted = database.prepare("SELECT id FROM seeds WHERE state = 'planted'").all<{ id: string }>()
  const acts = database
    .prepare('SELECT act, seed FROM seed_acts ORDER BY number')
    .all<{ act: string; seed: string }>()
  database.close()
  return { layers, planted: planted.map(({ id }) => id), acts: acts.map(({ act, seed }) => `${act} ${seed}`) }
}

/** What stands after these acts. */
function standingAfter(acts: readonly string[]): Set<string> {
  const standing = new Set<string>()
  for (const line of acts) {
    const [act, seed = ''] = line.split(' ')
    if (act === 'plant') standing.add(seed)
    else expect(standing.delete(seed)).toBe(true)
  }
  return standing
}

function expectWhole({ layers, planted, acts }: Found, bodies: ReadonlyMap<string, string>): void {
  for (const { seed, body, hash } of layers) {
    expect(body).toBe(bodies.get(seed))
    expect(createHash('sha256').update(body).digest('hex')).toBe(hash)
  }
  for (const slug of new Set(layers.map((layer) => layer.slug))) {
    const depths = layers.filter((layer) => layer.slug === slug).map(({ depth }) => depth)
    expect(depths).toEqual(depths.map((_, place) => place))
  }
  const standing = layers.map(({ seed }) => seed).toSorted()
  expect(standing).toEqual(planted.toSorted())
  expect(standing).toEqual([...standingAfter(acts)].sort())
}

test(`${KILLS} kills while planting and uprooting leave every page exactly one planted version`, async () => {
  const path = join(await temporaryFolder(), 'handbook.sqlite')
  const bodies = await fillTray(path)
  const random = new SeededRandom('gardeners')
  const gardeners = Array.from({ length: AHEAD }, startGardener)
  onTestFinished(() => {
    for (const gardener of gardeners) gardener.kill('SIGKILL')
  })
  let unheard = 0
  let before = 0
  for (let kill = 0; kill < KILLS; kill += 1) {
    gardeners.push(startGardener())
    const said = await killWhileGardening(gardeners.shift() ?? startGardener(), path, random)
    const found = read(path)
    expectWhole(found, bodies)
    const done = found.acts.slice(before)
    expect(done.slice(0, said.length)).toEqual(said)
    expect(done.length - said.length).toBeLessThanOrEqual(1)
    unheard += done.length - said.length
    before = found.acts.length
  }
  console.log(`acts: ${before}, of which on disk but not yet told when the kill came: ${unheard}`)
  expect(before).toBeGreaterThan(KILLS)
})
