import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { alertMigrations } from '../../src/main/features/alerts/alert-store.ts'
import { contentOf, fullIntake } from '../support/full-intake.ts'
import { fuzz } from '../support/fuzz.ts'
import { corpusAuthor, entries, payloads } from '../support/wire-corpus.ts'
import {
  importsOf,
  readSources,
  type SourceFile,
  straysIn,
  tablesMade,
  tablesWritten,
  targetOf,
  withoutComments,
} from './source-files.ts'

/**
 * An alert is stored, passed on and shown. Nothing else follows from it until a
 * person acts. Source: docs/security.md, "Present, never apply".
 */
const ALERTS = 'src/main/features/alerts/'

/** All that code about alerts may stand on. No other feature, no setting, no network, no process. */
const MAY_IMPORT = [
  ALERTS,
  'src/main/crypto/',
  'src/main/platform/',
  'src/main/replica/author-limits.ts',
  'src/main/replica/entry.ts',
  'src/main/storage/database.ts',
  'src/main/storage/migrate.ts',
  'src/main/wire/',
  'src/shared/',
] as const

/** Packages beside it. */
const MAY_USE = ['zod'] as const

/** Ways to reach out that need no import. */
const REACHES_OUT = /(?<![#.\w])(?:process|globalThis|fetch|eval|require|import\.meta|Function)\b\s*[.([]/u

/** Where entries are kept whatever they say: the replica's own tables. */
const KEPT = ['entries', 'heads', 'seen', 'receipts', 'held', 'equivocations', 'closed_epochs']

const files = readSources(`${ALERTS}*.ts`)

const alertTables = (): Set<string> => new Set(tablesMade(alertMigrations))

/** Names of tables that are put together only when the program runs cannot be read. */
const COMPUTED_TABLE = /\b(?:INTO|UPDATE|DELETE FROM|ALTER TABLE|DROP TABLE)\s+\$\{/giu

const forbiddenImports = (file: SourceFile): string[] =>
  straysIn([file], { places: MAY_IMPORT, packages: MAY_USE })

/** Where the acts of people are: raising, judging, correcting, handling. */
const ACTS = [
  'alert-service.ts',
  'alert-queue.ts',
  'queue-store.ts',
  'alert-handlers.ts',
  'alerts.ts',
] as const

/** Every file about alerts that one of them imports, or that is imported by those. */
function reachedFrom(path: string, reached: Set<string> = new Set()): string[] {
  const file = files.find((candidate) => candidate.path === path)
  if (file === undefined || reached.has(path)) return [...reached]
  reached.add(path)
  for (const { specifier } of importsOf(file)) reachedFrom(targetOf(file, specifier) ?? '', reached)
  return [...reached]
}

const reachesOut = ({ path, text }: SourceFile): string[] =>
  withoutComments(text)
    .split('\n')
    .flatMap((code, index) => (REACHES_OUT.test(code) ? [`${path}:${index + 1}`] : []))

describe('the code about alerts', () => {
  test('is read at all', () => {
    expect(files.map(({ path }) => basename(path))).toContain('alert-kinds.ts')
    expect(files.flatMap(({ text }) => tablesWritten(withoutComments(text))).length).toBeGreaterThan(3)
    expect(alertTables().size).toBeGreaterThan(3)
  })

  test('stands on nothing that could act', () => {
    expect(files.flatMap(forbiddenImports)).toEqual([])
  })

  test('reaches for nothing that needs no import', () => {
    expect(files.flatMap(reachesOut)).toEqual([])
  })

  test('writes to the tables of alerts and to no other', () => {
    const written = files.flatMap(({ text }) => tablesWritten(withoutComments(text)))
    expect(written.filter((table) => !alertTables().has(table))).toEqual([])
    expect(files.filter(({ text }) => COMPUTED_TABLE.test(text))).toEqual([])
  })

  test('that takes them in does not know the code by which people act', () => {
    const reached = reachedFrom(`${ALERTS}alert-kinds.ts`)
    expect(reached).toContain(`${ALERTS}alert-store.ts`)
    expect(reached.filter((path) => ACTS.some((name) => path === `${ALERTS}${name}`))).toEqual([])
  })

  test('that takes them in is given a store, a clock, a look at who is set apart and a word to say, and nothing to act with', () => {
    const kinds = files.find(({ path }) => path.endsWith('/alert-kinds.ts'))
    const given =
      /export interface AlertKindsDeps \{([^}]*)\}/u.exec(withoutComments(kinds?.text ?? ''))?.[1] ?? ''
    const names = [...given.matchAll(/readonly (\w+)/gu)].map((match) => match[1])
    expect(names).toEqual(['store', 'clock', 'isIsolated', 'changed'])
  })
})

describe('these checks see', () => {
  const file = (text: string): SourceFile => ({ path: `${ALERTS}x.ts`, text })

  test.each([
    "import { ResourceStore } from '../resources/resource-store.ts'",
    "import type { SettingsStore } from '../settings/settings-store.ts'",
    "import { Neighbourhood } from '../../network/neighbourhood.ts'",
    "import { Replica } from '../../replica/replica.ts'",
    "const { exec } = await import('node:child_process')",
    "import { exec } from 'child_process'",
  ])('%s', (text) => {
    expect(forbiddenImports(file(text)).length).toBe(1)
  })

  test('reaching out', () => {
    expect(reachesOut(file('const a = 1\nprocess.exit(1)\n')).length).toBe(1)
    expect(reachesOut(file("void fetch('http://localhost')")).length).toBe(1)
  })

  test('every way of writing', () => {
    const text = `INSERT INTO a; INSERT OR IGNORE INTO b; REPLACE INTO c; UPDATE d SET x = 1; DELETE FROM e;
      UPDATE OR REPLACE f SET y = 2; DROP TABLE IF EXISTS g; ALTER TABLE h ADD z; CREATE TRIGGER i AFTER INSERT ON alerts`
    expect(tablesWritten(text)).toEqual([...'abcdefghi'])
  })
})

describe('an alert that comes in', () => {
  const ofAlerts = entries.slice(1, 4)
  const snapshotOf = (node: ReturnType<typeof fullIntake>) => contentOf(node.database)

  /** Tables that differ. */
  function changes(was: ReturnType<typeof contentOf>, node: ReturnType<typeof fullIntake>): string[] {
    const is = contentOf(node.database)
    return Object.keys(is).filter((table) => JSON.stringify(is[table]) !== JSON.stringify(was[table]))
  }

  /** A Node with something in most tables, so that a change would show. */
  async function lived() {
    const node = fullIntake()
    for (const sealed of [entries[0], ...entries.slice(4)]) if (sealed) await node.take(sealed)
    await node.membership.admit([corpusAuthor.nodeId], { pinned: true })
    node.database.execute(`
      INSERT INTO settings VALUES ('autoLockMinutes', '15');
      INSERT INTO resource_settings VALUES ('water', 'L', 1000, 800, 200);
      INSERT INTO resource_readings VALUES (1, 'water', 5, 100, 'L', 'deficit')`)
    node.told.splice(0)
    return node
  }

  test('with its review and its correction changes tables of alerts and of entries alone', async () => {
    const node = await lived()
    const was = snapshotOf(node)
    for (const sealed of ofAlerts) expect(await node.verdict(sealed)).toBe('accept')
    const changed = changes(was, node)
    expect(changed).toEqual(
      expect.arrayContaining(['alerts', 'alert_reviews', 'alert_corrections', 'entries']),
    )
    expect(changed.filter((table) => !alertTables().has(table) && !KEPT.includes(table))).toEqual([])
  })

  test('is told of as an alert, and as nothing else', async () => {
    const node = await lived()
    for (const sealed of ofAlerts) await node.take(sealed)
    const alert = ofAlerts[0]?.id
    expect(node.told).toEqual([`alert ${alert}`, `alert ${alert}`, `alert ${alert}`])
  })

  test('is handled by nobody: it stands as new until a person does something', async () => {
    const node = await lived()
    for (const sealed of ofAlerts) await node.take(sealed)
    expect(contentOf(node.database)['alert_handlings']).toEqual([])
  })

  test('changes no other table whatever it says', async () => {
    const node = await lived()
    const was = snapshotOf(node)
    const mirror = corpusAuthor.mirror('Anna')
    const kinds = ['alert', 'alert-review', 'alert-correction'] as const
    const opening = entries[0]?.id ?? null
    let sequence = 100
    const result = await fuzz(
      {
        name: 'signed alerts',
        samples: [...payloads.alert, ...payloads.review, ...payloads.correction],
        inputs: 1_500,
        async run(payload) {
          sequence += 2
          const kind = kinds[sequence % 3] ?? 'alert'
          const { verdict } = await node.take(
            corpusAuthor.seal({ kind, payload, sequence, previous: opening, mirror }),
          )
          return verdict.action === 'accept'
        },
      },
      11,
    )
    expect(result.findings).toEqual([])
    expect(result.taken).toBeGreaterThan(20)
    expect(changes(was, node).filter((table) => !alertTables().has(table) && !KEPT.includes(table))).toEqual(
      [],
    )
    expect(node.told.every((name) => name.startsWith('alert '))).toBe(true)
  }, 30_000)
})
