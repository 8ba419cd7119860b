import { describe, expect, test } from 'vitest'
import { callMigrations } from '../../src/main/features/calls/call-store.ts'
import { readSources, straysIn, tablesMade, tablesWrittenIn, withoutComments } from './source-files.ts'

/** What neighbours ask is answered by this Node's policy, kept and shown; nothing of theirs acts here. Source: docs/protocol.md, "Calls". */
const CALLS = 'src/main/features/calls/'

/** All that it may stand on: no other feature, no setting but by name, no log. */
const MAY_IMPORT = [
  CALLS,
  'src/main/crypto/digests.ts',
  'src/main/platform/',
  'src/main/replica/entry.ts',
  'src/main/replica/private-post.ts',
  'src/main/storage/',
  'src/main/wire/',
  'src/shared/',
] as const

const files = readSources(`${CALLS}*.ts`)
const tables = tablesMade(callMigrations)

describe('the code about calls', () => {
  test('is read at all', () => {
    expect(files.length).toBeGreaterThan(5)
    expect(tables).toEqual(['neighbour_calls'])
  })

  test('stands on nothing that could act', () => {
    expect(straysIn(files, { places: MAY_IMPORT })).toEqual([])
  })

  test('writes no table but its own', () => {
    expect(tablesWrittenIn(files)).toEqual(tables.toSorted())
  })

  test('ends links and sessions only where somebody here asked for it', () => {
    const users = files.filter(({ text }) => /\b(?:endSession|closeLink)\(/u.test(withoutComments(text)))
    expect(users.map(({ path }) => path)).toEqual([`${CALLS}relinking.ts`])
    const callers = files.filter(({ text }) => /relinking\.restart\(/u.test(withoutComments(text)))
    expect(callers.map(({ path }) => path)).toEqual([`${CALLS}calls.ts`])
  })
})
