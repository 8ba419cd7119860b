import { globSync, readFileSync } from 'node:fs'
import { parseSync } from 'vite'
import { expect, test } from 'vitest'

interface Syntax {
  readonly type: string
  readonly [field: string]: unknown
}

/** Attributes that a person reads or hears. */
const SPOKEN = new Set(['aria-label', 'title', 'alt', 'placeholder', 'label', 'hint', 'error'])
const LETTER = /\p{L}/u

const isSyntax = (value: unknown): value is Syntax =>
  typeof value === 'object' && value !== null && typeof (value as Syntax).type === 'string'

/** Texts in JSX that no message file knows of. */
function literalsIn(code: string): readonly string[] {
  const found: string[] = []
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit)
    if (!isSyntax(node)) return
    if (node.type === 'JSXText' && LETTER.test(String(node['value'])))
      found.push(String(node['value']).trim())
    if (node.type === 'JSXAttribute') found.push(...spokenAttribute(node))
    for (const value of Object.values(node)) visit(value)
  }
  visit(parseSync('view.tsx', code, { lang: 'tsx' }).program)
  return found
}

function spokenAttribute(node: Syntax): readonly string[] {
  const name = (node['name'] as { name?: unknown }).name
  const value = node['value'] as { value?: unknown } | null
  const isText = typeof value?.value === 'string' && LETTER.test(value.value)
  return typeof name === 'string' && SPOKEN.has(name) && isText ? [`${name}=${String(value?.value)}`] : []
}

test('finds literal text where there is some', () => {
  expect(literalsIn('const a = <p title="Hej">Hello <b>{name}</b></p>')).toEqual(['title=Hej', 'Hello'])
  expect(literalsIn('const a = <p className="lede">{say(\'a\')} · </p>')).toEqual([])
})

test.each(globSync('src/renderer/**/*.tsx'))('%s takes all its words from the message files', (file) => {
  expect(literalsIn(readFileSync(file, 'utf8'))).toEqual([])
})
