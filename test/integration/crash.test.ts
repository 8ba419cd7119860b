import { createHash } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { wire } from '../../src/main/wire/messages.ts'
import { RATE_LIMITS } from '../../src/shared/kernel/rate-limits.ts'
import { type EntryRow, NodeTables } from '../support/node-tables.ts'
import { PromisedActs } from '../support/promised-acts.ts'
import { SeededRandom } from '../support/random.ts'
import type { ServedNode } from '../support/served-node.ts'
import { until } from '../support/until.ts'
import { ANNA, linked, Village } from '../support/village.ts'

const KILLS = 30
/** Longest time for all of them, far beyond what two busy cores take. */
const TIMEOUT_MS = 600_000
/** Acknowledged acts before a kill, at most: some come before the first. */
const ACTS_MAX = 14
/** From the last of them to the kill, at most. */
const MOMENT_MAX_MS = 12
/** Reports leave all the time, so that kills meet them too. */
const REPORT_INTERVAL_MS = '400'

const village = new Village()
afterAll(() => village.close())

/** Kill a Node at a seeded moment while everybody acts on it. */
async function killWhileActing(node: ServedNode, acts: PromisedActs, random: SeededRandom): Promise<void> {
  const mirror = await node.as(ANNA.name, ANNA.pin)
  let left = random.int(ACTS_MAX + 1)
  const enough = Promise.withResolvers<void>()
  if (left === 0) enough.resolve()
  const acting = acts.actOn(mirror, () => {
    left -= 1
    if (left <= 0) enough.resolve()
  })
  await Promise.race([enough.promise, acting])
  await new Promise((resolve) => setTimeout(resolve, random.int(MOMENT_MAX_MS)))
  await node.kill()
  await acting
}

/** A Node's file is whole, and its own log goes on from entry to entry without a gap. */
function checkTables({ databasePath, id, federationId }: ServedNode): void {
  const tables = new NodeTables(databasePath)
  expect(tables.integrity()).toBe('ok')
  const own = tables
    .entries()
    .filter(
      ({ author, stream, federation }) => author === id && stream === 'log' && federation === federationId,
    )
  expect(own.map(({ sequence }) => sequence)).toEqual(own.map((_, place) => place))
  expect(new Set(own.map(({ epoch_random }) => epoch_random)).size).toBe(1)
  expect(own.map(previousOf)).toEqual(['', ...own.map(({ id }) => id)].slice(0, own.length))
  for (const { id, body } of own) expect(createHash('sha256').update(body).digest('hex')).toBe(id)
  tables.close()
}

const previousOf = ({ body }: EntryRow): string =>
  Buffer.from(wire.Body.decode(body).previous).toString('hex')

test(`${KILLS} kills at any moment: nothing acknowledged is lost, nothing is torn, and the neighbour ends equal`, {
  timeout: TIMEOUT_MS,
}, async () => {
  const homes = [await village.home('Victim'), await village.home('Witness')] as const
  const interval = ['--report-interval-ms', REPORT_INTERVAL_MS]
  let victim = await village.serve(homes[0], '--new-federation', 'test', ...interval)
  const { invite } = await victim.bridge.invites.create({})
  const witness = await village.serve(homes[1], '--join', invite)
  const annaAtWitness = await witness.as(ANNA.name, ANNA.pin)
  // A quick machine starts the victim more often in a minute than neighbours take sessions and meetings from anybody by default.
  for (const name of ['handshakes', 'checks'] as const) {
    await annaAtWitness.limits.set({ name, count: RATE_LIMITS[name].most })
  }
  const random = new SeededRandom('thirty kills')
  const acts = new PromisedActs(random, (await victim.bridge.clock.now({})).nowMs)
  const { addresses } = victim

  for (let kill = 0; kill < KILLS; kill += 1) {
    const summary = `the witness saw ${kill}`
    await annaAtWitness.alerts.raise({ kind: 'hallucination', severity: 'low', summary, system: 'pump 1' })
    await killWhileActing(victim, acts, random)
    victim = await village.serve(homes[0])
    expect(victim.addresses).toEqual(addresses)
    checkTables(victim)
    await acts.check(victim.bridge)
  }
  console.log('acknowledged and found again after each kill:', acts.counts)
  expect(Math.min(...Object.values(acts.counts))).toBeGreaterThan(5)

  await Promise.all([linked(victim, 1), linked(witness, 1)])
  const tables = [victim, witness].map((node) => new NodeTables(node.databasePath))
  const [ours, theirs] = tables.map((table) => () => table.logIds(victim.federationId).join())
  await until(() => ours?.() === theirs?.())
  for (const table of tables) table.close()
  const { neighbours } = await witness.bridge.neighbours.list({})
  expect(neighbours.map(({ limits }) => limits)).toEqual([[]])
})
