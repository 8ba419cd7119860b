import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

/** What is loaded before the first screen can be read; all else comes when it is called for. */
const FIRST_SCREEN = 'src/renderer/start.tsx'
/** Imports and re-exports that are there while the page runs; types are not. */
const IMPORT = /^(?:import|export) (?!type\b)(?<names>[^'"]*? from )?'(?<from>[^']+)'/gmsu

/** Whether anything but types is named. */
const hasValues = (names: string): boolean => {
  const list = /\{(?<list>[^}]*)\}/su.exec(names)?.groups?.['list']
  return list === undefined || list.split(',').some((name) => /^\s*(?!type\b)\w/u.test(name))
}

const importsOf = (code: string): readonly string[] =>
  [...code.matchAll(IMPORT)]
    .filter(({ groups }) => hasValues(groups?.['names'] ?? ''))
    .flatMap(({ groups }) => groups?.['from'] ?? [])

/** The packages that a file needs to run, each with the file that asks for it. */
function packagesOf(start: string): ReadonlyMap<string, string> {
  const packages = new Map<string, string>()
  const seen = new Set<string>()
  const visit = (path: string): void => {
    if (seen.has(path) || !existsSync(path) || path.endsWith('.css')) return
    seen.add(path)
    for (const from of importsOf(readFileSync(path, 'utf8'))) {
      if (from.startsWith('.')) visit(join(path, '..', from))
      else packages.set(from, path)
    }
  }
  visit(start)
  return packages
}

describe('what is loaded with the first screen', () => {
  test.each([
    ["import { z } from 'zod'", ['zod']],
    ["import { type A, b } from './c.ts'", ['./c.ts']],
    ["import { type A, type B } from './c.ts'", []],
    ["import type { A } from './c.ts'", []],
    ["export { a } from './c.ts'", ['./c.ts']],
    ["import './d.css'", ['./d.css']],
    ["const a = lazy(() => import('./e.tsx'))", []],
  ])('%s needs %o', (code, needed) => {
    expect(importsOf(code)).toEqual(needed)
  })

  test.each(['zod', 'maplibre-gl', 'uplot', 'papaparse', 'mdast-util-from-markdown'])(
    'does not need %s',
    (name) => {
      expect(packagesOf(FIRST_SCREEN).get(name)).toBeUndefined()
    },
  )

  test('is found at all', () => {
    expect([...packagesOf(FIRST_SCREEN).keys()]).toContain('react')
  })
})
