import { text } from 'node:stream/consumers'
import { seedMigrations } from '../../src/main/features/seeds/seed-schema.ts'
import { Database } from '../../src/main/storage/database.ts'
import { migrate } from '../../src/main/storage/migrate.ts'
import { listOf, plant, type SeedsNode, seedsOf, uproot } from '../unit/main/features/seeds/seed-fixture.ts'
import { TestClock } from './clock.ts'
import { failureOf } from './failure.ts'
import { SeededRandom } from './random.ts'

/**
 * The program of a process that plants and uproots without end, once it is told
 * where and by which seed of chance (JSON on its standard input), and says what
 * it has done when that is on disk. It is there to be killed.
 */
export const GARDENER = import.meta.filename

/** Do with one of the seeds what its state allows. @returns the act as a line, or null where nothing could be done */
async function act(node: SeedsNode, random: SeededRandom): Promise<string | null> {
  const seeds = await listOf(node)
  const chosen = seeds[random.int(seeds.length)]
  if (chosen === undefined) throw new Error('no seeds to garden with')
  const isPlanted = chosen.state === 'planted'
  const outcome = await failureOf(isPlanted ? uproot(node, chosen.id) : plant(node, chosen.id))
  return outcome === 'done' ? `${isPlanted ? 'uproot' : 'plant'} ${chosen.id}` : null
}

async function garden(path: string, random: SeededRandom): Promise<never> {
  const database = Database.open(path)
  migrate(database, seedMigrations, { clock: new TestClock(), backUp: () => {} })
  const node = seedsOf(database)
  for (;;) {
    const line = await act(node, random)
    if (line !== null) process.stdout.write(`${line}\n`)
  }
}

if (import.meta.main) {
  const [path, seed] = JSON.parse(await text(process.stdin)) as [path: string, seed: string]
  await garden(path, new SeededRandom(seed))
}
