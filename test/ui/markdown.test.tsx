// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { describe, expect, onTestFinished, test } from 'vitest'
import { WordsProvider } from '../../src/renderer/app/messages/words.tsx'
import { Markdown } from '../../src/renderer/features/seeds/Markdown.tsx'
import { markdownTree } from '../../src/renderer/features/seeds/markdown-tree.ts'
import { CONTAINERS_PER_LINE_MAX } from '../../src/shared/kernel/markdown-bounds.ts'

/** Everything a lesson may become. What acts, loads or frames is not among it. */
const ELEMENTS = new Set(
  'P H2 H3 H4 H5 H6 UL OL LI BLOCKQUOTE PRE CODE EM STRONG BR HR DIV TABLE THEAD TBODY TR TH TD SPAN BDI'.split(
    ' ',
  ),
)
const ATTRIBUTES = new Set([
  'class',
  'dir',
  'start',
  'scope',
  'tabindex',
  'aria-label',
  'aria-hidden',
  'role',
  'data-tight',
])

async function draw(text: string): Promise<HTMLElement> {
  onTestFinished(cleanup)
  const { container } = render(
    <WordsProvider language="en">
      <section aria-label="drawn">
        <Markdown text={text} below={1} />
      </section>
    </WordsProvider>,
  )
  await screen.findByRole('region', { name: 'drawn' })
  const drawn = container.querySelector<HTMLElement>('.md')
  if (drawn === null) throw new Error('nothing was drawn')
  return drawn
}

describe('hostile Markdown stays text', () => {
  test.each([
    '<script>alert(1)</script>',
    'Hello <script>alert(1)</script> there',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)><style>*{}</style></svg>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<a href="javascript:alert(1)">press</a>',
    '[press](javascript:alert(1))',
    '[press](JaVaScRiPt&colon;alert(1))',
    '[press](data:text/html;base64,PHNjcmlwdD4=)',
    '[press][ref]\n\n[ref]: javascript:alert(1)',
    '![alt](https://example.org/pixel.gif)',
    '![a" onerror="alert(1)](x)',
    '![alt][ref]\n\n[ref]: data:image/svg+xml,%3Csvg%3E',
    '<https://example.org/?q=1>',
    '<style>body{display:none}</style>',
    '<form action=/bridge><input name=q></form>',
    '<!-- <script> -->',
    '<![CDATA[<script>]]>',
    '<math><mi xlink:href="javascript:alert(1)">',
    '| <b onclick=x>a</b> | b |\n|---|:-:|\n| ![x](y) | [z](javascript:0) |',
    '- [x] <input type=checkbox onfocus=alert(1)>\n- [ ] b',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '`<script>`\n\n```html\n<script>\n```',
    '# <h1 style="position:fixed">\n\n====',
    '[a]: <javascript:x> "onload=1"',
  ])('%s', async (text) => {
    const all = [...(await draw(text)).querySelectorAll('*')]
    expect(all.map(({ tagName }) => tagName).filter((name) => !ELEMENTS.has(name))).toEqual([])
    expect(all.flatMap((one) => one.getAttributeNames()).filter((name) => !ATTRIBUTES.has(name))).toEqual([])
  })

  test('the words of it are all still there to read', async () => {
    expect((await draw('<script>alert(1)</script>')).textContent).toBe('<script>alert(1)</script>')
    cleanup()
    expect((await draw('[press](javascript:alert(1))')).textContent).toBe('press javascript:alert(1)')
    cleanup()
    expect((await draw('![a pond](https://example.org/p.png)')).textContent).toBe('Picture: a pond')
  })
})

test('draws what people write: lists, tasks, tables, quotes, code', async () => {
  const text =
    '1. one\n2. two\n\n- [x] dug\n- [ ] sown\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n> quoted\n\n    code'
  const drawn = await draw(text)
  expect(drawn.querySelector('ol')?.children).toHaveLength(2)
  expect(drawn.textContent).toContain('done: dug')
  expect(screen.getAllByRole('columnheader')).toHaveLength(2)
  expect(drawn.querySelector('blockquote')?.textContent).toBe('quoted')
  expect(drawn.querySelector('pre')?.textContent).toBe('code')
})

test.each([
  ['# a\n\n## b\n\n# c', [2, 3, 2]],
  ['### begins low\n\n##### skips\n\n# rises', [2, 3, 2]],
  ['# a\n\n## b\n\n### c\n\n#### d\n\n##### e\n\n###### f', [2, 3, 4, 5, 6, 6]],
  ['> ## quoted\n\n### below', [2, 3]],
])('headings stand below the one above the text, without gaps: %j', async (text, levels) => {
  const headings = (await draw(text)).querySelectorAll('h1, h2, h3, h4, h5, h6')
  expect([...headings].map(({ tagName }) => Number(tagName.slice(1)))).toEqual(levels)
})

describe('a text made to cost too much is shown as it was written', () => {
  test.each([
    ['quotes in quotes', '> '.repeat(3_000)],
    ['lists in lists', '- '.repeat(3_000)],
    ['numbered lists', '1. '.repeat(2_000)],
    ['a mixture', '> - '.repeat(1_500)],
    ['emphasis that never ends', '_a*'.repeat(4_000)],
    ['emphasis in emphasis', `${'*a '.repeat(100)}${' a*'.repeat(100)}`],
    ['lists indented further and further', steps(60)],
  ])('%s', async (_name, costly) => {
    const text = `fine\n\n${costly}deep`
    expect((await draw(text)).textContent).toBe(text)
  })

  test('what people nest is drawn', () => {
    expect(markdownTree(`${'> '.repeat(CONTAINERS_PER_LINE_MAX)}deep`)).not.toBeNull()
    expect(markdownTree(`${'> '.repeat(CONTAINERS_PER_LINE_MAX + 1)}deep`)).toBeNull()
    expect(markdownTree(steps(10))).not.toBeNull()
  })
})

function steps(count: number): string {
  return Array.from({ length: count }, (_, level) => `${'  '.repeat(level)}- a\n`).join('')
}
