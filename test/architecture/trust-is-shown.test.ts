import { expect, test } from 'vitest'
import { MIGRATIONS } from '../../src/main/app/schema.ts'
import { TrustLetters } from '../../src/main/features/trust/trust-letters.ts'
import { TrustReception } from '../../src/main/features/trust/trust-reception.ts'
import { TrustStore, trustMigrations } from '../../src/main/features/trust/trust-store.ts'
import { TestClock } from '../support/clock.ts'
import { memoryDatabase } from '../support/database.ts'
import { contentOf } from '../support/full-intake.ts'
import { fuzz } from '../support/fuzz.ts'
import { corpusAuthor, corpusReader, payloads } from '../support/wire-corpus.ts'
import { readSources, straysIn, tablesMade, tablesWrittenIn } from './source-files.ts'

/** What others tell of setting apart is kept and shown. Source: docs/protocol.md, "Isolation". */
const TRUST = 'src/main/features/trust/'

/** All that it may stand on: no other feature, no setting, no log. */
const MAY_IMPORT = [
  TRUST,
  'src/main/crypto/',
  'src/main/platform/',
  'src/main/replica/entry.ts',
  'src/main/replica/mirror-mark.ts',
  'src/main/replica/private-outbox.ts',
  'src/main/replica/private-post.ts',
  'src/main/storage/',
  'src/main/wire/',
  'src/shared/',
] as const

const files = readSources(`${TRUST}*.ts`)
const tables = tablesMade(trustMigrations)

test('the code about trust stands on nothing that could move balances, votes or settings', () => {
  expect(files.length).toBeGreaterThan(5)
  expect(straysIn(files, { places: MAY_IMPORT, packages: ['zod'] })).toEqual([])
})

test('it writes no table but its own', () => {
  expect(tablesWrittenIn(files)).toEqual(tables.toSorted())
})

test('what a neighbour tells of it changes no other table and sets nobody apart, whatever it says', async () => {
  const database = memoryDatabase(MIGRATIONS)
  const clock = new TestClock()
  const store = new TrustStore(database)
  const told: string[] = []
  const reception = new TrustReception({
    ...{ database, store, clock, self: corpusReader.nodeId, federation: () => corpusAuthor.federationId },
    appeals: new TrustLetters(database, { kind: 'appeal' }),
    isolations: { changed: () => void told.push('changed'), endedTheirs: () => void told.push('ended') },
    isKnown: () => true,
  })
  const was = contentOf(database)
  const result = await fuzz(
    {
      name: 'trust',
      samples: payloads.trust,
      inputs: 1_500,
      async run(payload) {
        clock.advance(600_000)
        const letter = { from: corpusAuthor.nodeId, payload }
        const verdicts = [await reception.takeNotice(letter), await reception.takeAppeal(letter)]
        return verdicts.some(({ action }) => action === 'accept')
      },
    },
    7,
  )
  expect(result.findings).toEqual([])
  expect(result.taken).toBeGreaterThan(3)
  const is = contentOf(database)
  const changed = Object.keys(is).filter((table) => JSON.stringify(is[table]) !== JSON.stringify(was[table]))
  expect(changed).toEqual(['trust_isolations'])
  expect(store.open(corpusAuthor.federationId, true)).toEqual([])
  expect(told.length).toBeGreaterThan(3)
})
