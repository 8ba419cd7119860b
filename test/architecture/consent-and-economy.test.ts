import { expect, test } from 'vitest'
import { decisionMigrations } from '../../src/main/features/transfers/decision-store.ts'
import { transferMigrations } from '../../src/main/features/transfers/transfer-store.ts'
import { readSources, straysIn, tablesMade, tablesWrittenIn, withoutComments } from './source-files.ts'

/**
 * Consent and economy never touch: code about transfers cannot reach trust,
 * balances, quotas or the layers of defence, and writes no table but its own.
 * Source: docs/security.md, "Blind consent".
 */
const TRANSFERS = 'src/main/features/transfers/'

/** All that it may stand on: no other feature, and nothing that judges Nodes. */
const MAY_IMPORT = [
  TRANSFERS,
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

/** Words of the economy and of standing. Code about transfers has no use for any of them. */
const ECONOMY = /\b(?:trust|atp|quota|reputation|balance|ledger\w*\.ts|credit|penalty|eject)\b/iu

/** Packages beside it. */
const MAY_USE = ['node:crypto', 'zod']

const files = readSources(`${TRANSFERS}*.ts`)
const tables = tablesMade([...transferMigrations, ...decisionMigrations])

test('there is code about transfers to be looked at', () => {
  expect(files.length).toBeGreaterThan(20)
  expect(tables.length).toBeGreaterThan(3)
})

test('code about transfers imports nothing of trust, economy, quotas or defence', () => {
  expect(straysIn(files, { places: MAY_IMPORT, packages: MAY_USE })).toEqual([])
})

test('code about transfers does not speak of them either', () => {
  const spoken = files.filter(({ path, text }) => {
    const own = withoutComments(text).replaceAll('./decision-ledger.ts', '')
    return ECONOMY.test(own) && path.startsWith(TRANSFERS)
  })
  expect(spoken.map(({ path }) => path)).toEqual([])
})

test('code about transfers writes no table but its own', () => {
  expect(tablesWrittenIn(files)).toEqual(tables.toSorted())
})

test('no floor of trust, economy or defence is told of a transfer’s course', () => {
  const judges = readSources('src/main/{defence,features/trust,features/ledger,features/commons}/**/*.ts')
  expect(
    judges.filter((file) => /transfer/iu.test(withoutComments(file.text))).map(({ path }) => path),
  ).toEqual([])
})
