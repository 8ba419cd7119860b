import { globSync, readFileSync } from 'node:fs'
import { posix, sep } from 'node:path'

export interface SourceFile {
  /** From the top of the repository, with forward slashes. */
  readonly path: string
  readonly text: string
}

const isMade = (path: string): boolean =>
  /(?:^|\/)(?:node_modules|out|generated|artifacts|coverage)\//u.test(path) || path.endsWith('.d.ts')

/** Every file people wrote that matches one of the patterns. */
export function readSources(...patterns: readonly string[]): SourceFile[] {
  const paths = [...new Set(patterns.flatMap((pattern) => globSync(pattern)))]
  return paths
    .map((path) => path.split(sep).join('/'))
    .filter((path) => !isMade(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
}

/** The text with comments blanked out, line for line, so that what is found is code. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<=^|[\s;{}(),])\/\/[^\n]*/gu, (comment) =>
    comment.replace(/[^\n]/gu, ' '),
  )
}

export interface Import {
  readonly line: number
  readonly specifier: string
}

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"\n]+)\1/gu

/** What a file imports: statements, re-exports, side effects, `import type` and dynamic imports alike. */
export function importsOf(file: SourceFile): Import[] {
  const code = withoutComments(file.text)
  return [...code.matchAll(IMPORT)].map((match) => ({
    line: code.slice(0, match.index).split('\n').length,
    specifier: match[2] ?? '',
  }))
}

/** Where a relative import leads, from the top of the repository; null for a package. */
export function targetOf(file: SourceFile, specifier: string): string | null {
  return specifier.startsWith('.') ? posix.join(posix.dirname(file.path), specifier) : null
}
