import { parseAst } from 'vite'
import { describe, expect, test } from 'vitest'
import { readSources, type SourceFile } from './source-files.ts'

/** Longest file and function, in lines. Chosen here: what fits in one reading; a component is one function of markup. */
const FILE_MAX_LINES = 350
const FUNCTION_MAX_LINES = 50
const COMPONENT_MAX_LINES = 130

/** Tables of words grow with the product and hold no logic. */
const TABLES_OF_WORDS = /^src\/(?:shared\/words|renderer\/app\/messages)\//u

/** Places where a longer one reads better than two shorter. Each says why; one that no longer needs it fails. */
const ALLOWED: readonly { readonly where: string; readonly lines: number; readonly why: string }[] = []

interface Measured {
  readonly where: string
  readonly lines: number
  readonly maxLines: number
}
interface AstNode {
  readonly type: string
  readonly start: number
  readonly end: number
}

const FUNCTION_TYPES = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

const isNode = (value: unknown): value is AstNode =>
  typeof value === 'object' && value !== null && 'type' in value && 'start' in value

const childrenOf = (node: AstNode): AstNode[] => Object.values(node).flat().filter(isNode)

/** The functions directly inside a node, not those inside them. */
function functionsIn(node: AstNode): AstNode[] {
  return childrenOf(node).flatMap((child) => (FUNCTION_TYPES.has(child.type) ? [child] : functionsIn(child)))
}

/** In which line of a text an offset stands, from 1. */
function lineFinder(text: string): (offset: number) => number {
  const lineOf = new Uint32Array(text.length + 1)
  let line = 1
  for (let offset = 0; offset <= text.length; offset++) {
    lineOf[offset] = line
    if (text[offset] === '\n') line++
  }
  return (offset) => lineOf[offset] ?? line
}

/** Lines of a function that belong to it and not to a function within, and the same for those within. */
function measure(file: SourceFile, node: AstNode, lineOf: (offset: number) => number): Measured[] {
  const inner = functionsIn(node)
  const spans = (part: AstNode): number => lineOf(part.end) - lineOf(part.start)
  const lines = spans(node) + 1 - inner.reduce((sum, part) => sum + spans(part), 0)
  const maxLines = file.path.endsWith('.tsx') ? COMPONENT_MAX_LINES : FUNCTION_MAX_LINES
  const own = { where: `${file.path}:${lineOf(node.start)}`, lines, maxLines }
  return [own, ...inner.flatMap((part) => measure(file, part, lineOf))]
}

function functionsOf(file: SourceFile): Measured[] {
  const lang = file.path.endsWith('.tsx') ? 'tsx' : 'ts'
  const program: unknown = parseAst(file.text, { lang }, file.path)
  const lineOf = lineFinder(file.text)
  return isNode(program) ? functionsIn(program).flatMap((node) => measure(file, node, lineOf)) : []
}

const lengthOf = (file: SourceFile): Measured => ({
  where: file.path,
  lines: file.text.trimEnd().split('\n').length,
  maxLines: FILE_MAX_LINES,
})

const sources = readSources('src/**/*.{ts,tsx,mjs}').filter(({ path }) => !TABLES_OF_WORDS.test(path))
const functions = sources.flatMap(functionsOf)
const pathOf = (where: string): string => where.split(':')[0] ?? where

function tooLong(measured: readonly Measured[]): string[] {
  return measured
    .filter(({ where, lines, maxLines }) => {
      const allowed = ALLOWED.find((entry) => entry.where === pathOf(where))
      return lines > Math.max(maxLines, allowed?.lines ?? 0)
    })
    .map(({ where, lines }) => `${where} has ${lines} lines`)
}

describe('sizes', () => {
  test('no file is too long to read in one go', () => {
    expect(tooLong(sources.map(lengthOf))).toEqual([])
  })

  test('no function is too long to hold in mind', () => {
    expect(tooLong(functions)).toEqual([])
  })

  test('every exception is still needed', () => {
    const all = [...sources.map(lengthOf), ...functions]
    const idle = ALLOWED.filter(
      ({ where }) => !all.some((part) => pathOf(part.where) === where && part.lines > part.maxLines),
    )
    expect(idle).toEqual([])
  })

  test('measures a function without what it holds', () => {
    const text = `function outer() {\n  const inner = () => {\n${'    work()\n'.repeat(60)}  }\n  inner()\n}\n`
    const [outer, inner] = functionsOf({ path: 'x.ts', text })
    expect(outer?.lines).toBe(4)
    expect(inner?.lines).toBe(62)
  })
})
