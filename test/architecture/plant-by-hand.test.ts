import { describe, expect, test } from 'vitest'
import { seedMigrations } from '../../src/main/features/seeds/seed-schema.ts'
import { seeds as contract } from '../../src/shared/contract/seeds.ts'
import { contentOf, fullIntake } from '../support/full-intake.ts'
import { fuzz } from '../support/fuzz.ts'
import { corpusAuthor, entries, payloads } from '../support/wire-corpus.ts'
import {
  importsOf,
  readSources,
  type SourceFile,
  straysIn,
  tablesMade,
  targetOf,
  withoutComments,
} from './source-files.ts'

/**
 * A seed that comes in lies in the tray. It gets into the handbook by the act of
 * a Mirror and by nothing else. Source: docs/security.md, "Seeds".
 */
const SEEDS = 'src/main/features/seeds/'
/** The tables of the handbook and of what Mirrors did, and the one file that writes each. */
const WRITERS: Readonly<Record<string, string>> = {
  handbook_layers: 'handbook-store.ts',
  seed_acts: 'seed-act-store.ts',
  seeds: 'seed-store.ts',
  seed_attachments: 'seed-store.ts',
  seed_documents: 'seed-store.ts',
  seed_offers: 'seed-offer-store.ts',
}
/** What changes the handbook or the state of a seed, and who may say so. */
const CALLERS: Readonly<Record<string, readonly string[]>> = {
  'handbook.add(': ['seed-service.ts'],
  'handbook.remove(': ['seed-service.ts'],
  'store.handle(': ['seed-service.ts'],
  'acts.add(': ['seed-service.ts'],
  'offers.add(': ['seed-kind.ts'],
  'store.receive(': ['bundle-service.ts', 'seed-kind.ts'],
  'service.plant(': ['seed-handlers.ts'],
  'service.uproot(': ['seed-handlers.ts'],
  'service.refuse(': ['seed-handlers.ts'],
}
/** All that code about seeds may stand on. No other feature, no setting, no network, no process. */
const MAY_IMPORT = [
  SEEDS,
  'src/main/crypto/',
  'src/main/platform/',
  'src/main/replica/author-limits.ts',
  'src/main/replica/entry.ts',
  'src/main/storage/database.ts',
  'src/main/storage/migrate.ts',
  'src/main/wire/',
  'src/shared/',
] as const
/** Packages beside it: they read Markdown and compare texts. */
const MAY_USE = [
  'diff',
  'mdast',
  'mdast-util-from-markdown',
  'mdast-util-gfm-table',
  'mdast-util-gfm-task-list-item',
  'micromark-extension-gfm-table',
  'micromark-extension-gfm-task-list-item',
] as const
/** Ways to reach out, or to run a text, that need no import. */
const REACHES_OUT =
  /(?<![#.\w])(?:process|globalThis|fetch|eval|require|import\.meta|Function|setTimeout|setInterval)\b\s*[.([]/u

const everywhere = readSources('src/**/*.{ts,tsx,mjs}').map(({ path, text }) => ({
  ...{ path, text: withoutComments(text) },
}))
const files = everywhere.filter(({ path }) => path.startsWith(SEEDS))
const named = (name: string): SourceFile =>
  files.find(({ path }) => path === `${SEEDS}${name}`) ?? { path: name, text: '' }

/** Every file that writes to a table, in whatever statement. */
const writersOf = (table: string, among: readonly SourceFile[] = everywhere): string[] => {
  const writing = new RegExp(
    `\\b(?:INTO|UPDATE(?:\\s+OR\\s+\\w+)?|DELETE\\s+FROM|DROP\\s+TABLE(?:\\s+IF\\s+EXISTS)?|ALTER\\s+TABLE|TRIGGER\\s[^;]*\\bON)\\s+["'\`[]?${table}\\b`,
    'iu',
  )
  return among.filter(({ text }) => writing.test(text)).map(({ path }) => path)
}

/** Names of tables that are put together only when the program runs cannot be read. */
const COMPUTED_TABLE = /\b(?:INTO|UPDATE|DELETE FROM|ALTER TABLE|DROP TABLE)\s+\$\{/iu

const saying = (call: string, among: readonly SourceFile[] = files): string[] =>
  among.filter(({ text }) => text.replace(/\s+/gu, '').includes(call)).map(({ path }) => path)

/** Every file about seeds that one of them imports, or that is imported by those. */
function reachedFrom(path: string, reached: Set<string> = new Set()): string[] {
  const file = files.find((candidate) => candidate.path === path)
  if (file === undefined || reached.has(path)) return [...reached]
  reached.add(path)
  for (const { specifier } of importsOf(file)) reachedFrom(targetOf(file, specifier) ?? '', reached)
  return [...reached]
}

const forbiddenImports = (file: SourceFile): string[] =>
  straysIn([file], { places: MAY_IMPORT, packages: MAY_USE })

describe('the code about seeds', () => {
  test('has a writer for every table there is', () => {
    expect(tablesMade(seedMigrations).toSorted()).toEqual(Object.keys(WRITERS).sort())
  })

  test.each(Object.entries(WRITERS))('writes %s in %s and nowhere else', (table, writer) => {
    expect(writersOf(table)).toEqual([`${SEEDS}${writer}`])
  })

  test('names its tables where they can be read', () => {
    expect(files.filter(({ text }) => COMPUTED_TABLE.test(text)).map(({ path }) => path)).toEqual([])
  })

  test.each(Object.entries(CALLERS))('says %s in %j and nowhere else', (call, callers) => {
    expect(saying(call)).toEqual(callers.map((name) => `${SEEDS}${name}`))
  })

  test('stands on nothing that could act, and reaches for nothing', () => {
    expect(files.flatMap(forbiddenImports)).toEqual([])
    expect(files.filter(({ text }) => REACHES_OUT.test(text)).map(({ path }) => path)).toEqual([])
  })

  test.each(['seed-kind.ts', 'bundle-service.ts'])(
    'that takes them in (%s) does not know the handbook',
    (name) => {
      const reached = reachedFrom(`${SEEDS}${name}`)
      expect(reached).toContain(`${SEEDS}seed-store.ts`)
      const acting = [
        'handbook-store.ts',
        'planting.ts',
        'seed-act-store.ts',
        'seed-service.ts',
        'seed-handlers.ts',
      ]
      expect(reached.filter((path) => acting.some((file) => path === `${SEEDS}${file}`))).toEqual([])
    },
  )

  test('that takes them in is given two stores and a word to say, and nothing to act with', () => {
    const given = /export interface SeedKindDeps \{([^}]*)\}/u.exec(named('seed-kind.ts').text)?.[1] ?? ''
    expect([...given.matchAll(/readonly (\w+)/gu)].map((match) => match[1])).toEqual([
      'store',
      'offers',
      'changed',
    ])
  })

  test('takes a seed in as one of the tray, or as an own one', () => {
    const { text } = named('seed-store.ts')
    const receiving = text.slice(text.indexOf('receive('), text.indexOf('seed(id'))
    expect(
      [...receiving.matchAll(/'(tray|planted|uprooted|refused|own)'/gu)].map(([, state]) => state),
    ).toEqual(['own', 'tray'])
  })

  test.each(['plant', 'uproot', 'refuse'])('%s begins with the Mirror who does it', (act) => {
    const { text } = named('seed-service.ts')
    const body = text.slice(text.indexOf(`async ${act}(`)).split('await', 1)[0]
    expect(body).toMatch(/mirrorSigner\(caller\)/u)
  })
})

test('planting, uprooting and refusing are acts in the contract', () => {
  expect([contract.plant, contract.uproot, contract.refuse, contract.offer].map(({ kind }) => kind)).toEqual(
    Array(4).fill('act'),
  )
})

test('nobody outside the page and its stores asks for planting', () => {
  const asking = everywhere.filter(({ text }) => /\bseeds\s*\.\s*plant\b|['"]seeds\.plant['"]/u.test(text))
  const elsewhere = asking.filter(({ path }) => !/^src\/(?:renderer|main\/rehearsal)\//u.test(path))
  expect(elsewhere.map(({ path }) => path)).toEqual([])
})

describe('these checks see', () => {
  const file = (text: string): SourceFile => ({ path: `${SEEDS}x.ts`, text })

  test.each([
    'INSERT OR REPLACE INTO handbook_layers VALUES (1)',
    'UPDATE handbook_layers SET body = 1',
    'update or ignore "handbook_layers" set body = 1',
    'DELETE FROM handbook_layers',
    'REPLACE INTO handbook_layers VALUES (1)',
    'CREATE TRIGGER t AFTER INSERT ON handbook_layers BEGIN',
    'ALTER TABLE handbook_layers ADD x',
  ])('%s', (sql) => {
    expect(writersOf('handbook_layers', [file(`database.execute(\`${sql}\`)`)])).toEqual([`${SEEDS}x.ts`])
  })

  test('a call over several lines', () => {
    expect(saying('handbook.add(', [file('handbook\n  .add({})')])).toEqual([`${SEEDS}x.ts`])
  })

  test.each([
    "import { SettingsStore } from '../settings/settings-store.ts'",
    "const { exec } = await import('node:child_process')",
  ])('%s', (text) => {
    expect(forbiddenImports(file(text)).length).toBe(1)
  })
})

describe('a seed that comes in', () => {
  const seed = entries.find((_, place) => place === entries.length - 1)
  const KEPT = ['entries', 'heads', 'seen', 'receipts', 'held', 'equivocations', 'closed_epochs']
  const INTO = ['seeds', 'seed_documents', 'seed_offers']
  const MAY = [...INTO, 'seed_attachments', ...KEPT]

  /** Tables that differ. */
  function changes(was: ReturnType<typeof contentOf>, node: ReturnType<typeof fullIntake>): string[] {
    const is = contentOf(node.database)
    return Object.keys(is).filter((table) => JSON.stringify(is[table]) !== JSON.stringify(was[table]))
  }

  test('lies in the tray, and in the handbook there is nothing', async () => {
    const node = fullIntake()
    for (const sealed of entries) if (sealed !== seed) await node.take(sealed)
    const was = contentOf(node.database)
    expect(seed && (await node.verdict(seed))).toBe('accept')
    const changed = changes(was, node)
    expect(changed).toEqual(expect.arrayContaining(INTO))
    expect(changed.filter((table) => !MAY.includes(table))).toEqual([])
    expect(contentOf(node.database)['seeds']).toMatchObject([{ state: 'tray' }])
    expect(contentOf(node.database)['handbook_layers']).toEqual([])
  })

  test('plants nothing whatever it says', async () => {
    const node = fullIntake()
    const [opening] = entries
    if (opening !== undefined) await node.take(opening)
    const was = contentOf(node.database)
    const mirror = corpusAuthor.mirror('Anna')
    let sequence = 100
    const result = await fuzz(
      {
        name: 'signed seeds',
        samples: payloads.seed,
        inputs: 400,
        async run(payload) {
          sequence += 2
          const previous = opening?.id ?? null
          const sealed = corpusAuthor.seal({ kind: 'seed', payload, sequence, previous, mirror })
          return (await node.take(sealed)).verdict.action === 'accept'
        },
      },
      17,
    )
    expect(result.findings).toEqual([])
    const changed = changes(was, node)
    expect(changed.filter((table) => !MAY.includes(table))).toEqual([])
  }, 30_000)
})
