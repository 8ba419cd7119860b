import { describe, expect, test } from 'vitest'
import { MIGRATIONS } from '../../src/main/app/schema.ts'
import { TalkReception } from '../../src/main/features/talk/talk-reception.ts'
import { TalkStore, talkMigrations } from '../../src/main/features/talk/talk-store.ts'
import { TestClock } from '../support/clock.ts'
import { memoryDatabase } from '../support/database.ts'
import { testFederation } from '../support/fake-replica.ts'
import { contentOf } from '../support/full-intake.ts'
import { fuzz } from '../support/fuzz.ts'
import { corpusAuthor, payloads } from '../support/wire-corpus.ts'
import { readSources, straysIn, tablesMade, tablesWrittenIn } from './source-files.ts'

/** What neighbours say is kept and shown, and nothing follows from it. Source: docs/protocol.md, "Talk". */
const TALK = 'src/main/features/talk/'

/** All that it may stand on: no other feature, no setting, no log. */
const MAY_IMPORT = [
  TALK,
  'src/main/crypto/digests.ts',
  'src/main/platform/',
  'src/main/replica/private-outbox.ts',
  'src/main/replica/private-post.ts',
  'src/main/storage/',
  'src/main/wire/',
  'src/shared/',
] as const

const files = readSources(`${TALK}*.ts`)
const tables = tablesMade(talkMigrations)

describe('the code about talk', () => {
  test('is read at all', () => {
    expect(files.length).toBeGreaterThan(5)
    expect(tables).toEqual(['talk_messages'])
  })

  test('stands on nothing that could act', () => {
    expect(straysIn(files, { places: MAY_IMPORT })).toEqual([])
  })

  test('writes no table but its own', () => {
    expect(tablesWrittenIn(files)).toEqual(tables.toSorted())
  })
})

test('what a neighbour says changes no other table, whatever it says', async () => {
  const database = memoryDatabase(MIGRATIONS)
  const clock = new TestClock()
  const reception = new TalkReception({
    ...{ database, store: new TalkStore({ database, clock }), federation: () => testFederation() },
    isKnown: () => true,
    changed: () => {},
  })
  const was = contentOf(database)
  const result = await fuzz(
    {
      name: 'talk',
      samples: payloads.talk,
      inputs: 1_500,
      async run(payload) {
        clock.advance(600_000)
        return (await reception.take({ from: corpusAuthor.nodeId, payload })).action === 'accept'
      },
    },
    7,
  )
  expect(result.findings).toEqual([])
  expect(result.taken).toBeGreaterThan(10)
  const is = contentOf(database)
  const changed = Object.keys(is).filter((table) => JSON.stringify(is[table]) !== JSON.stringify(was[table]))
  expect(changed).toEqual(['talk_messages'])
})
