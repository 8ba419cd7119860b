import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { countLinks, renderMarkdown } from '../../../../../src/main/features/seeds/seed-markdown.ts'
import { SEED_BODY_MAX_CHARS } from '../../../../../src/shared/contract/seeds.ts'

const LISTED = 'p h3 h4 h5 h6 ul ol li blockquote pre code em strong hr br table thead tbody tr th td'.split(
  ' ',
)
const VOID = ['hr', 'br']
const TAG = /<(\/?)([a-z0-9]+)>/gu

/** What is wrong with a page: a tag that is not listed, one with anything in it, one left open, a bare sign. */
function faultsOf(html: string): string[] {
  const faults: string[] = []
  const open: string[] = []
  for (const [tag, slash, name = ''] of html.matchAll(TAG)) {
    if (!LISTED.includes(name)) faults.push(`not listed: ${tag}`)
    if (VOID.includes(name)) continue
    if (slash === '') open.push(name)
    else if (open.pop() !== name) faults.push(`not closed in order: ${tag}`)
  }
  if (open.length > 0) faults.push(`left open: ${open}`)
  const text = html.replaceAll(TAG, '')
  if (/[<>"']/u.test(text)) faults.push(`bare sign: ${/.{0,20}[<>"'].{0,20}/su.exec(text)?.[0]}`)
  if (/&(?!(?:amp|lt|gt|quot|#39);)/u.test(text)) faults.push('bare ampersand')
  return faults
}

describe('a page', () => {
  test.each([
    ['Just words', '<p>Just words</p>'],
    ['# One\n\n## Two\n\n###### Six', '<h3>One</h3><h4>Two</h4><h6>Six</h6>'],
    ['*a* **b** `c < d`', '<p><em>a</em> <strong>b</strong> <code>c &lt; d</code></p>'],
    ['- a\n- b\n  - c', '<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>'],
    ['1. a\n\n2. b', '<ol><li>a</li><li>b</li></ol>'],
    ['- a\n\n  b', '<ul><li><p>a</p><p>b</p></li></ul>'],
    ['- [x] done\n- [ ] not', '<ul><li>☑ done</li><li>☐ not</li></ul>'],
    ['> quoted', '<blockquote><p>quoted</p></blockquote>'],
    ['```js\nlet a = "b"\n```', '<pre><code>let a = &quot;b&quot;</code></pre>'],
    ['a  \nb', '<p>a<br>b</p>'],
    ['---', '<hr>'],
    [
      '| a | b |\n|---|:-:|\n| 1 | **2** |',
      '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td><strong>2</strong></td></tr></tbody></table>',
    ],
    ['[text](https://a.example/x)', '<p>text (<code>https://a.example/x</code>)</p>'],
    ['<https://a.example>', '<p><code>https://a.example</code></p>'],
    ['![a well](https://a.example/x.png)', '<p>a well</p>'],
    ['[text][1]\n\n[1]: https://a.example', '<p>text</p><p>[1]: https://a.example</p>'],
    ['雨水を*貯める*', '<p>雨水を<em>貯める</em></p>'],
  ])('%j becomes %s', (markdown, html) => {
    expect(renderMarkdown(markdown)).toBe(html)
  })

  test.each([
    ['no link at all', 0],
    ['[a](b) and <https://c.example> and [d](javascript:e)', 3],
    ['- [a][1]\n- [b][1]\n\n[1]: c', 2],
    ['![a](b)', 0],
    ['`[a](b)`', 0],
  ])('%j has %i links', (markdown, count) => {
    expect(countLinks(markdown)).toBe(count)
  })
})

const many = (count: number, text: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => text(n))
    .join('')
    .slice(0, SEED_BODY_MAX_CHARS)

/** What has got through, or got stuck, elsewhere. */
const HOSTILE: Readonly<Record<string, string>> = {
  script: '<script>alert(1)</script>',
  'script in a line': 'a <script src=//a.example/x.js></script> b',
  'script in capitals': '<SCRIPT>alert(1)</SCRIPT>',
  'script in pieces': '<scr<script>ipt>alert(1)</scr</script>ipt>',
  'script left open': '<script>alert(1)',
  'script with a null': '<scr\0ipt>alert(1)</script>',
  'script after a comment': '<!-- --!><script>alert(1)</script>-->',
  'script in a CDATA section': '<![CDATA[><script>alert(1)</script>]]>',
  'script in a declaration': '<!DOCTYPE x [<!ENTITY a "<script>alert(1)</script>">]>',
  'script in an instruction': '<?xml-stylesheet href="javascript:alert(1)"?>',
  'an event': '<img src=x onerror=alert(1)>',
  'an event without spaces': '<img/src=x/onerror=alert(1)>',
  'an event in a heading': '# <b onmouseover="alert(1)">hover</b>',
  'an event in a table': '| <img src=x onerror=alert(1)> |\n|---|\n| <svg/onload=alert(1)> |',
  'an event in a list': '- <details open ontoggle=alert(1)>',
  'an event in a quote': '> <body onload=alert(1)>',
  'an event out of a title': '[a](b "c\\" onmouseover=alert(1) \\"")',
  'an event out of an address': '[a](<b" onmouseover="alert(1)>)',
  'an event out of a picture': '![a"onerror="alert(1)](b)',
  'an event out of a language': '``` "onmouseover="alert(1)\na\n```',
  svg: '<svg><script>alert(1)</script></svg>',
  'svg with a link': '<svg><a xlink:href="javascript:alert(1)"><text>a</text></a></svg>',
  'svg animation': '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  math: '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  style: '<style>*{background:url(//a.example)}</style>',
  'a style': '<p style="position:fixed;inset:0">a</p>',
  frame: '<iframe src="https://a.example"></iframe>',
  'frame with a page': '<iframe srcdoc="<script>alert(1)</script>">',
  object: '<object data="data:text/html,<script>alert(1)</script>"></object>',
  embed: '<embed src="javascript:alert(1)">',
  base: '<base href="https://a.example/">',
  meta: '<meta http-equiv=refresh content="0;url=https://a.example">',
  form: '<form action="https://a.example"><input name=pin><button>OK</button></form>',
  'noscript and title': '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  template: '<template><script>alert(1)</script></template>',
  textarea: '<textarea></textarea><script>alert(1)</script>',
  'javascript address': '[a](javascript:alert(1))',
  'javascript address in capitals': '[a](JaVaScRiPt:alert(1))',
  'javascript address with entities': '[a](&#106;avascript&colon;alert(1))',
  'javascript address with a tab': '[a](<java\tscript:alert(1)>)',
  'javascript address by reference': '[a]\n\n[a]: javascript:alert(1)',
  'javascript address in brackets': '<javascript:alert(1)>',
  'data address': '[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  'data picture': '![a](data:image/svg+xml,<svg/onload=alert(1)>)',
  'vbscript address': '[a](vbscript:msgbox(1))',
  'file address': '[a](file:///etc/passwd)',
  'entities for a tag': '&lt;script&gt;alert(1)&lt;/script&gt;',
  'numbers for a tag': '&#60;script&#62;alert(1)&#x3c;/script&#x3e;',
  'entities twice over': '&amp;lt;script&amp;gt;',
  'escapes for a tag': '\\<script\\>alert(1)\\</script\\>',
  'tag in code': '`<script>alert(1)</script>`',
  'tag in a block of code': '```\n</code></pre><script>alert(1)</script>\n```',
  'tag in a description': '![<script>alert(1)</script>](b)',
  'tag in a definition': '[a]: <b"><script>alert(1)</script>>',
  'a footnote': 'a[^1]\n\n[^1]: <script>alert(1)</script>',
  'lone surrogates': '\ud800<b>\udc00',
  'quotes without end': many(12_000, () => '>'),
  'quotes with spaces': many(6_000, () => '> '),
  'quotes deeper and deeper': many(200, (n) => `${'>'.repeat(n)} a\n`),
  'lists in lists on one line': many(6_000, () => '- '),
  'numbered lists on one line': many(4_000, () => '1. '),
  'lists and quotes on one line': many(3_000, () => '> - '),
  'lists deeper and deeper': many(200, (n) => `${'  '.repeat(n)}- a\n`),
  'brackets that open': many(12_000, () => '['),
  'brackets that open and close': `${'['.repeat(6_000)}${']'.repeat(6_000)}`,
  'pictures that open': many(6_000, () => '!['),
  'addresses that open': many(2_400, () => '[a](<'),
  'stars in stars': `${'*'.repeat(6_000)}a${'*'.repeat(5_999)}`,
  'stars that open': many(4_000, () => '*a '),
  'stars and underscores': many(6_000, () => '*_'),
  'stars of every length': many(110, (n) => `${'*'.repeat(n)}a `),
  'backticks of every length': many(150, (n) => `${'`'.repeat(n + 1)} `),
  'comments that open': many(3_000, () => '<!--'),
  'tags that open': many(4_000, () => '<a '),
  'a table of columns': `${many(1_500, () => '|a')}\n${many(1_500, () => '|-')}`,
  'a table of rows': `|a|\n|-|\n${many(3_900, () => '|x\n')}`,
  'references to one address': `[a]: b\n\n${many(3_900, () => '[a]')}`,
  'entities without end': many(3_000, () => '&lt;'),
}

describe('a hostile page', () => {
  test('comes in many kinds', () => {
    expect(Object.keys(HOSTILE).length).toBeGreaterThan(60)
  })

  // Those made to cost much would outlast the time-out of a test, or the stack, if nothing bounded them.
  test.each(Object.entries(HOSTILE))('with %s is nothing but text in listed elements', (_, markdown) => {
    expect(faultsOf(renderMarkdown(markdown))).toEqual([])
    expect(countLinks(markdown)).toBeLessThan(4_000)
  })

  test.each([
    ['shows HTML as it was written', '<b onclick=x>', '&lt;b onclick=x&gt;'],
    ['shows the address that a link hides', '[bank](https://evil.example)', 'https://evil.example'],
    ['shows even an address that would act', '[a](javascript:x)', 'javascript:x'],
    ['shows what is nested too deeply as it was written', '> '.repeat(20), '<pre>&gt; &gt; '],
    [
      'shows what is deeper than anybody reads as it was written',
      many(60, (n) => `${'  '.repeat(n)}- level ${n}\n`),
      '- level 59',
    ],
    ['shows too many stars as they were written', '*'.repeat(3_000), '<pre>***'],
  ])('%s', (_, markdown, part) => {
    expect(renderMarkdown(markdown)).toContain(part)
  })

  test.each(['&#x202e;', '&rlm;', '&#8206;', '&#x2060;', '&#xfeff;', '&#7;', '&#x2066;', '&InvisibleTimes;'])(
    'gets no hidden character back as %s',
    (entity) => {
      const html = renderMarkdown(`a${entity}b \`c\` [d${entity}](e${entity})`)
      expect(html).not.toMatch(/\p{Bidi_Control}|\p{Cc}|[\u2060-\u2064\ufeff]/u)
    },
  )

  const Piece = fc.constantFrom(
    ...[
      '<',
      '>',
      '"',
      "'",
      '&',
      '`',
      '*',
      '_',
      '[',
      ']',
      '(',
      ')',
      '!',
      '|',
      '-',
      '#',
      '\n',
      '\n\n',
      '  ',
      ':',
    ],
    ...[
      '<script>',
      '</p>',
      'javascript:',
      '&lt;',
      '&#x3c;',
      '\\',
      'a',
      '水',
      '1. ',
      '- ',
      '> ',
      '    ',
      '```\n',
    ],
  )
  property.prop([fc.array(Piece, { maxLength: 60 })], { seed: 3, numRuns: 1_500 })(
    'put together by chance is nothing but text in listed elements',
    (pieces) => {
      expect(faultsOf(renderMarkdown(pieces.join('')))).toEqual([])
    },
  )
})

test('these checks see what they are for', () => {
  for (const html of ['<script>', '<p onclick=x></p>', '<p>', '<p></em></p>', 'a & b', "'", '<a href="x">'])
    expect(faultsOf(html), html).not.toEqual([])
})
