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

/** What a part of the tree may stand on: beginnings of paths, and packages by name. */
export interface MayImport {
  readonly places: readonly string[]
  readonly packages?: readonly string[]
}

/** Imports that lead anywhere else, each with its place. */
export function straysIn(files: readonly SourceFile[], { packages = [], places }: MayImport): string[] {
  return files.flatMap((file) =>
    importsOf(file)
      .filter(({ specifier }) => {
        const target = targetOf(file, specifier)
        return target === null
          ? !packages.includes(specifier)
          : !places.some((place) => target.startsWith(place))
      })
      .map(({ line, specifier }) => `${file.path}:${line} imports ${specifier}`),
  )
}

/** The tables that migrations make. */
export function tablesMade(migrations: readonly { readonly sql: string }[]): string[] {
  const making = /CREATE TABLE (?:IF NOT EXISTS )?(\w+)/giu
  return migrations.flatMap(({ sql }) => [...sql.matchAll(making)].map((match) => match[1] ?? ''))
}

/** Every table that a text writes to or changes, in whatever statement. */
export function tablesWritten(text: string): string[] {
  const writing =
    /\b(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE(?!\s+SET\b)(?:\s+OR\s+\w+)?|DELETE\s+FROM|DROP\s+TABLE(?:\s+IF\s+EXISTS)?|ALTER\s+TABLE|CREATE\s+(?:TEMP\s+)?TRIGGER(?:\s+IF\s+NOT\s+EXISTS)?)\s+["'`[]?(\w+)/giu
  return [...text.matchAll(writing)].map((match) => match[1] ?? '')
}

/** The tables that the code of these files writes to, each once. */
export function tablesWrittenIn(files: readonly SourceFile[]): string[] {
  return [...new Set(files.flatMap(({ text }) => tablesWritten(withoutComments(text))))].sort()
}
