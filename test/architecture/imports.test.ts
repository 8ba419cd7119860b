import { describe, expect, test } from 'vitest'
import { importsOf, readSources, type SourceFile, targetOf } from './source-files.ts'

/**
 * The tower. A floor may import itself and every floor below; floors on one
 * line are neighbours and do not know each other. Climbing is never allowed.
 */
const TOWER = [
  ['src/main/hosts'],
  ['src/main/rehearsal'],
  ['src/main/app'],
  ['src/main/features'],
  ['src/main/replica'],
  ['src/main/network'],
  ['src/main/defence', 'src/main/crypto', 'src/main/storage'],
  ['src/main/wire', 'src/main/platform'],
  ['src/shared'],
] as const

/** The processes beside the tower, and all that each may import from the project. */
const PROCESSES = {
  'src/renderer': ['src/renderer', 'src/shared'],
  'src/preload': ['src/preload', 'src/shared'],
} as const

/** Packages that one place alone may touch. A folder not named here may not import what matches. */
const PACKAGES: readonly {
  readonly matches: RegExp
  readonly only: readonly string[]
  readonly why: string
}[] = [
  {
    matches: /^electron(?:\/|$)/u,
    only: ['src/main/hosts/electron', 'src/preload'],
    why: 'the core never knows its host',
  },
  {
    matches: /^better-sqlite3$/u,
    only: ['src/main/storage', 'src/main/hosts/node/doctor-checks.ts'],
    why: 'one place opens databases, and the doctor looks whether it could',
  },
  {
    matches: /^(?:libp2p|@libp2p\/|@chainsafe\/libp2p)/u,
    only: ['src/main/network', 'src/main/crypto', 'src/main/hosts/node/bench/links/gossip-node.ts'],
    why: 'the transport is a port with adapters, a peer id is a key, and a bench runs beside what others do',
  },
  {
    matches: /^(?:react|react-dom|react-aria|react-intl|zustand|wouter)/u,
    only: ['src/renderer'],
    why: 'faces live in the page',
  },
  {
    matches: /^@node-rs\/argon2$/u,
    only: ['src/main/crypto/key-stretching.ts'],
    why: 'it works on other threads, which a simulated world has none of',
  },
  { matches: /^node:/u, only: ['src/main'], why: 'shared code and the page run in a browser' },
]

/** What most Nodes never need, and so load only when somebody switches it on: the file around it, and its library. */
const LOADED_LATE = [
  { file: 'src/main/network/gossip.ts', library: '@libp2p/gossipsub' },
  { file: 'src/main/network/kademlia.ts', library: '@libp2p/kad-dht' },
]
const BY_VALUE_AT_ONCE = /^(?:import|export)\s(?!type\b)[^'"]*\bfrom\s*['"](?<specifier>[^'"\n]+)['"]/gmu

/** What shared code may use beside itself. */
const SHARED_PACKAGES = ['zod']

const sources = readSources('src/**/*.{ts,tsx,mjs}')
const isUnder = (path: string, folder: string): boolean => path.startsWith(`${folder}/`)

function floorOf(path: string): { folder: string; height: number } | null {
  for (const [depth, folders] of TOWER.entries()) {
    const folder = folders.find((candidate) => isUnder(path, candidate))
    if (folder !== undefined) return { folder, height: TOWER.length - depth }
  }
  return null
}

/** Why one file of the tower may not import another, or null. */
function climbs(from: string, to: string): string | null {
  const [here, there] = [floorOf(from), floorOf(to)]
  if (here === null || there === null) return here === null ? null : 'leads out of the tower'
  if (here.folder === there.folder) return null
  return there.height < here.height ? null : `${here.folder} may not import ${there.folder}`
}

/** Every breach of a rule, as `path:line what`. */
function breaches(
  rule: (file: SourceFile, target: string | null, specifier: string) => string | null,
): string[] {
  return sources.flatMap((file) =>
    importsOf(file).flatMap(({ line, specifier }) => {
      const reason = rule(file, targetOf(file, specifier), specifier)
      return reason === null ? [] : [`${file.path}:${line} ${reason}`]
    }),
  )
}

const featureOf = (path: string): string | undefined => /^src\/main\/features\/([^/]+)\//u.exec(path)?.[1]

describe('the import law', () => {
  test('reads the sources at all', () => {
    expect(sources.length).toBeGreaterThan(20)
    expect(sources.flatMap(importsOf).length).toBeGreaterThan(20)
  })

  test('nothing climbs the tower', () => {
    expect(breaches((file, target) => (target === null ? null : climbs(file.path, target)))).toEqual([])
  })

  test('features do not know each other', () => {
    const rule = (file: SourceFile, target: string | null): string | null => {
      const [own, other] = [featureOf(file.path), target === null ? undefined : featureOf(target)]
      return own !== undefined && other !== undefined && own !== other ? `${own} imports ${other}` : null
    }
    expect(breaches(rule)).toEqual([])
  })

  test('the headless host does not know the desktop', () => {
    const rule = (file: SourceFile, target: string | null): string | null =>
      isUnder(file.path, 'src/main/hosts/node') &&
      target !== null &&
      isUnder(target, 'src/main/hosts/electron')
        ? `imports ${target}`
        : null
    expect(breaches(rule)).toEqual([])
  })

  test.each(Object.entries(PROCESSES))('%s imports only what it may', (folder, allowed) => {
    const rule = (file: SourceFile, target: string | null): string | null =>
      isUnder(file.path, folder) && target !== null && !allowed.some((root) => isUnder(target, root))
        ? `imports ${target}`
        : null
    expect(breaches(rule)).toEqual([])
  })

  test('shared code stands on zod and itself', () => {
    const rule = (file: SourceFile, target: string | null, specifier: string): string | null =>
      isUnder(file.path, 'src/shared') && target === null && !SHARED_PACKAGES.includes(specifier)
        ? `imports ${specifier}`
        : null
    expect(breaches(rule)).toEqual([])
  })

  test.each(PACKAGES)('$matches only in $only: $why', ({ matches, only }) => {
    const rule = (file: SourceFile, target: string | null, specifier: string): string | null =>
      target === null &&
      matches.test(specifier) &&
      !only.some((place) => file.path === place || isUnder(file.path, place))
        ? `imports ${specifier}`
        : null
    expect(breaches(rule)).toEqual([])
  })

  test.each(LOADED_LATE)('$file and $library load when they are wanted', ({ file, library }) => {
    const others = sources.filter(({ path }) => isUnder(path, 'src/main/network') && path !== file)
    const early = others.flatMap((source) => {
      const specifiers = [...source.text.matchAll(BY_VALUE_AT_ONCE)].map(
        (match) => match.groups?.specifier ?? '',
      )
      const isMeant = (specifier: string): boolean =>
        specifier === library || targetOf(source, specifier) === file
      return specifiers.some(isMeant) ? [source.path] : []
    })
    expect(early).toEqual([])
  })
})

describe('the law itself', () => {
  test.each([
    ['src/main/storage/a.ts', 'src/main/features/x/b.ts'],
    ['src/main/platform/a.ts', 'src/main/wire/b.ts'],
    ['src/shared/kernel/a.ts', 'src/main/platform/b.ts'],
    ['src/main/app/a.ts', 'src/renderer/b.ts'],
  ])('refuses %s → %s', (from, to) => {
    expect(climbs(from, to)).not.toBeNull()
  })

  test.each([
    ['src/main/hosts/node/a.ts', 'src/main/app/b.ts'],
    ['src/main/features/x/a.ts', 'src/main/platform/b.ts'],
    ['src/main/crypto/a.ts', 'src/main/crypto/b.ts'],
  ])('allows %s → %s', (from, to) => {
    expect(climbs(from, to)).toBeNull()
  })

  test('sees every way of importing', () => {
    const text = [
      "import a from './a.ts'",
      "import type { B } from './b.ts'",
      "export * from './c.ts'",
      "import './d.css'",
      "const e = await import('./e.ts')",
      "// import './not-this.ts'",
      "/* from './nor-this.ts' */",
      "import {\n  f,\n} from './f.ts'",
    ].join('\n')
    const found = importsOf({ path: 'x.ts', text }).map(({ specifier }) => specifier)
    expect(found).toEqual(['./a.ts', './b.ts', './c.ts', './d.css', './e.ts', './f.ts'])
  })
})
