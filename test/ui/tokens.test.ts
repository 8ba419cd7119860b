import { globSync, readFileSync } from 'node:fs'
import { colorsNamed, wcagContrast } from 'culori'
import { describe, expect, test } from 'vitest'
import { CONTRAST_PAIRS } from '../../src/renderer/features/design/contrast-pairs.ts'

const TOKENS = 'src/renderer/app/tokens.css'
const LIGHTS = ['light', 'dark'] as const

const withoutComments = (css: string): string => css.replace(/\/\*[\s\S]*?\*\//gu, '')
const tokens = withoutComments(readFileSync(TOKENS, 'utf8'))
const sheets = globSync('src/renderer/**/*.css').map((path) => ({
  path: path.replaceAll('\\', '/'),
  css: withoutComments(readFileSync(path, 'utf8')),
}))
const otherSheets = sheets.filter(({ path }) => path !== TOKENS)

interface Declaration {
  readonly property: string
  readonly value: string
}
const declarationsOf = (css: string): readonly Declaration[] =>
  [...css.matchAll(/([\w-]+):\s*([^;{}]+);/gu)].map(([, property = '', value = '']) => ({ property, value }))

/** A token's two colours, as `light-dark()` gives them. */
function coloursOf(token: string): Readonly<Record<(typeof LIGHTS)[number], string>> {
  const pattern = new RegExp(`--${token}: light-dark\\((oklch\\([^)]*\\)), (oklch\\([^)]*\\))\\);`, 'u')
  const [, light, dark] = pattern.exec(tokens) ?? []
  if (light === undefined || dark === undefined) throw new Error(`no colours of --${token}`)
  return { light, dark }
}

describe.each(LIGHTS)('by the %s tokens', (light) => {
  const pairs = CONTRAST_PAIRS.flatMap(({ front, grounds, leastRatio }) =>
    grounds.map((ground) => ({ front, ground, leastRatio })),
  )

  test.each(pairs)('$front stands out from $ground by at least $leastRatio', (pair) => {
    const ratio = wcagContrast(coloursOf(pair.front)[light], coloursOf(pair.ground)[light])
    expect(ratio).toBeGreaterThanOrEqual(pair.leastRatio)
  })
})

test('contrast is computed as the standard does', () => {
  expect(wcagContrast('#777', '#fff')).toBeCloseTo(4.48, 2)
})

/** Parts of the library's own check that its style has come. */
const GIVEN_COLOURS: Readonly<Record<string, readonly string[]>> = {
  'src/renderer/features/map/map.css': ['salmon'],
}
const COLOUR_FUNCTION = /(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(|#[\da-f]{3,8}\b/iu

function rawColoursIn(css: string): readonly string[] {
  return declarationsOf(css).flatMap(({ value }) => {
    const words = value.match(/(?<![\w-])[a-z]+(?![\w-]|\()/gu) ?? []
    const named = words.filter((word) => word in colorsNamed)
    return COLOUR_FUNCTION.test(value) ? [value, ...named] : named
  })
}

test('finds raw colours where there are some', () => {
  expect(rawColoursIn('a { color: #fff; background: oklch(1 0 0); border: 1px solid tomato; }')).toEqual([
    '#fff',
    'oklch(1 0 0)',
    'tomato',
  ])
  expect(rawColoursIn('a { color: var(--red); background: none; outline: 1px solid CanvasText; }')).toEqual(
    [],
  )
})

describe.each(otherSheets)('$path', ({ path, css }) => {
  test('takes its colours from the tokens', () => {
    const given = GIVEN_COLOURS[path] ?? []
    expect(rawColoursIn(css).filter((colour) => !given.includes(colour))).toEqual([])
  })

  test('takes its sizes of type from the tokens', () => {
    const sizes = declarationsOf(css).filter(
      ({ property, value }) => property === 'font-size' && /\d(?:rem|px)/u.test(value),
    )
    expect(sizes).toEqual([])
  })

  test('takes its space from the tokens', () => {
    const spaces = declarationsOf(css).filter(
      ({ property, value }) =>
        /^(?:padding|margin|gap|row-gap|column-gap)/u.test(property) && /\drem/u.test(value),
    )
    expect(spaces).toEqual([])
  })
})

test('every property that is used is a token, or is set where it is used', () => {
  const isSet = new Set(
    sheets.flatMap(({ css }) => [...css.matchAll(/(--[\w-]+):/gu)].map(([, name]) => name)),
  )
  const used = otherSheets.flatMap(({ path, css }) =>
    [...css.matchAll(/var\((--[\w-]+)/gu)].map(([, name]) => ({ path, name })),
  )
  expect(used.filter(({ name }) => !isSet.has(name))).toEqual([])
})

test('every token is used', () => {
  const all = [...globSync('src/renderer/**/*.{css,ts,tsx}')]
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n')
  const names = declarationsOf(tokens).map(({ property }) => property)
  const unused = [...new Set(names)].filter(
    (name) =>
      name.startsWith('--') && !new RegExp(`var\\(${name}(?![\\w-])|'${name.slice(2)}'`, 'u').test(all),
  )
  expect(unused).toEqual([])
})

test('no style of one part outgrows what can be read at once', () => {
  const long = sheets.filter(({ css }) => css.split('\n').length > 300).map(({ path }) => path)
  expect(long).toEqual([])
})
