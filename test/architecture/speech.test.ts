import { describe, expect, test } from 'vitest'
import { readSources, type SourceFile } from './source-files.ts'

interface Ban {
  readonly what: string
  readonly pattern: RegExp
}

/** What no file of the project says, and why it would say too much or too little. */
const BANS: readonly Ban[] = [
  { what: 'a path of one machine', pattern: /(?<![\w.])\/(?:work|tmp|home\/\w+|root)\//u },
  { what: 'a promise to come back later', pattern: /\b(?:TODO|FIXME|XXX|HACK)\b/u },
  { what: 'a silenced type error', pattern: /@ts-(?:ignore|nocheck|expect-error)\b/u },
  {
    what: 'a document that is not in the repository',
    pattern: /\b(?:SYSTEM|HOUSE|FEATURES|PERFORMANCE)\.md\b/u,
  },
]

/** This file names what it bans. */
const SELF = 'test/architecture/speech.test.ts'

const files = readSources(
  'src/**/*.{ts,tsx,mjs,css,html}',
  'test/**/*.{ts,tsx,mjs}',
  'proto/**/*.{proto,md,mjs}',
  'docs/**/*.md',
  'resources/*.service',
  '*.{md,ts,json}',
).filter(({ path }) => path !== SELF && path !== 'package-lock.json')

function said({ path, text }: SourceFile, pattern: RegExp): string[] {
  return text
    .split('\n')
    .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : []))
}

describe('speech', () => {
  test('reads the files at all', () => {
    expect(files.length).toBeGreaterThan(20)
  })

  test.each(BANS)('nobody says $what', ({ pattern }) => {
    expect(files.flatMap((file) => said(file, pattern))).toEqual([])
  })
})
