import { existsSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSources, type SourceFile } from './source-files.ts'

/** Our own documents, as comments name them. */
const DOCUMENT = /(?<![\w/.])((?:docs|proto)\/[\w-]+\.md)/gu
/** What comes behind a document's name, also across the lines of a comment. */
const HEADING = /^,\s*(?:\n\s*\*?\s*)?"([^"\n]+)"/u
/** Sections of the three documents that all of this grew from. */
const FOREIGN = /\b(NODE_SYNCHRONIZATION|PEER_PROTOCOL|FEDERATION_DESIGN)\b/gu
/** A link of Markdown to a file. */
const LINK = /\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)/gu

interface Citation {
  readonly where: string
  readonly document: string
  readonly heading: string | null
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

function citationsIn({ path, text }: SourceFile): Citation[] {
  return [...text.matchAll(DOCUMENT)].map((match) => {
    const behind = text.slice(match.index + match[0].length)
    return {
      where: `${path}:${lineOf(text, match.index)}`,
      document: match[1] ?? '',
      heading: HEADING.exec(behind)?.[1] ?? null,
    }
  })
}

function headingsOf(document: string): string[] {
  const text = readFileSync(document, 'utf8')
  return [...text.matchAll(/^#{1,4} (.+)$/gmu)].map((match) => match[1] ?? '')
}

/** This file speaks of citations and makes none. */
const code = readSources('src/**/*.{ts,tsx,mjs}', 'test/**/*.{ts,tsx,mjs}', 'proto/**/*.{proto,mjs}').filter(
  ({ path }) => path !== 'test/architecture/citations.test.ts',
)
const pages = readSources('*.md', 'docs/**/*.md', 'proto/**/*.md', 'src/**/*.md')
const citations = code.flatMap(citationsIn)

describe('citations', () => {
  test('are read at all', () => {
    expect(citations.filter(({ heading }) => heading !== null).length).toBeGreaterThan(20)
  })

  test('name documents that exist', () => {
    expect(citations.filter(({ document }) => !existsSync(document))).toEqual([])
  })

  test('name headings that their documents have', () => {
    const lost = citations.filter(
      ({ document, heading }) =>
        heading !== null && existsSync(document) && !headingsOf(document).includes(heading),
    )
    expect(lost.map(({ where, document, heading }) => `${where} ${document}, "${heading}"`)).toEqual([])
  })

  test('of other documents name those that docs/sources.md describes', () => {
    const sources = readFileSync('docs/sources.md', 'utf8')
    const named = new Set(
      code.flatMap(({ text }) => [...text.matchAll(FOREIGN)].map((match) => match[1] ?? '')),
    )
    expect([...named].filter((name) => !sources.includes(`| ${name} |`))).toEqual([])
  })
})

describe('pages', () => {
  test('link to files that exist', () => {
    const broken = pages.flatMap(({ path, text }) =>
      [...text.matchAll(LINK)]
        .map((match) => posix.join(posix.dirname(path), match[1] ?? ''))
        .filter((target) => !existsSync(target))
        .map((target) => `${path} → ${target}`),
    )
    expect(broken).toEqual([])
  })

  test('cite headings of each other that exist', () => {
    const cited = /\[[\w-]+\.md\]\(([\w-]+\.md)\), "([^"]+)"/gu
    const lost = pages.flatMap(({ path, text }) =>
      [...text.matchAll(cited)]
        .filter(([, target = '', heading = '']) => {
          return !headingsOf(posix.join(posix.dirname(path), target)).includes(heading)
        })
        .map(([citation]) => `${path}: ${citation}`),
    )
    expect(lost).toEqual([])
  })

  test('give a reason for every package there is, and for no other', () => {
    const readme = readFileSync('README.md', 'utf8')
    const tables = readme.slice(readme.indexOf('\nWhat runs:'), readme.indexOf('\n## What is simulated'))
    const rows = [...tables.matchAll(/^\| (`.+?`) \|/gmu)].map((match) => match[1] ?? '')
    const named = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/gu)].map((match) => match[1] ?? ''))
    const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
      string,
      Record<string, string>
    >
    const installed = Object.keys({ ...dependencies, ...devDependencies }).map((name) =>
      name.replace(/^@types\/.*/u, '@types/*'),
    )
    expect(named.toSorted()).toEqual([...new Set(installed)].sort())
  })
})
