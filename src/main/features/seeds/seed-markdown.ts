import type { Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item'
import { gfmTable } from 'micromark-extension-gfm-table'
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item'
import { costsTooMuch, MARKDOWN_DEPTH_MAX } from '../../../shared/kernel/markdown-bounds.ts'
import { withoutHidden } from '../../../shared/kernel/text.ts'

/** A page stands beneath two headings of the view: its own begin below those. */
const HEADING_SHIFT = 2
const HEADING_MAX = 6

/**
 * A page as HTML made of a closed list of elements without any attribute:
 * paragraphs, headings, lists, quotes, code, emphasis, tables, rules and breaks.
 * Written here from the parsed page, so that nothing gets through which is not
 * listed: HTML is shown as the text it is, a picture as its description, a link
 * as its text with the address beside it. A page made to cost too much is shown
 * as it was written.
 * Source: docs/security.md, "Seeds".
 */
export function renderMarkdown(markdown: string): string {
  const page = parse(markdown)
  return page === null ? `<pre>${escaped(markdown)}</pre>` : render(page)
}

/** How many links a page holds, those included that it gives as bare references. */
export function countLinks(markdown: string): number {
  const page = parse(markdown)
  return page === null ? 0 : linksIn(page)
}

function parse(markdown: string): Root | null {
  if (costsTooMuch(markdown)) return null
  try {
    const page = fromMarkdown(markdown, {
      extensions: [gfmTable(), gfmTaskListItem()],
      mdastExtensions: [gfmTableFromMarkdown(), gfmTaskListItemFromMarkdown()],
    })
    return isDeeperThan(MARKDOWN_DEPTH_MAX, page) ? null : page
  } catch {
    return null // whatever the parser cannot bear is shown as it was written
  }
}

const isDeeperThan = (levels: number, node: Nodes): boolean =>
  'children' in node && (levels === 0 || node.children.some((child) => isDeeperThan(levels - 1, child)))

function linksIn(node: Nodes): number {
  const own = node.type === 'link' || node.type === 'linkReference' ? 1 : 0
  if (!('children' in node)) return own
  return node.children.reduce((sum, child) => sum + linksIn(child), own)
}

/** Elements that hold others. */
const HOLDERS: Readonly<Partial<Record<Nodes['type'], string>>> = {
  blockquote: 'blockquote',
  emphasis: 'em',
  paragraph: 'p',
  strong: 'strong',
}

function render(node: Nodes): string {
  const inside = (): string => childrenOf(node)
  switch (node.type) {
    case 'heading':
      return element(`h${Math.min(HEADING_MAX, node.depth + HEADING_SHIFT)}`, inside())
    case 'list':
      return element(node.ordered === true ? 'ol' : 'ul', inside())
    case 'listItem':
      return element('li', `${checkbox(node.checked)}${renderItem(node)}`)
    case 'table':
      return renderTable(node)
    case 'link':
      return renderLink(node, inside())
    case 'code':
      return element('pre', element('code', escaped(node.value)))
    case 'inlineCode':
      return element('code', escaped(node.value))
    case 'break':
      return '<br>'
    case 'thematicBreak':
      return '<hr>'
    default:
      return renderPlain(node, inside)
  }
}

function renderPlain(node: Nodes, inside: () => string): string {
  const name = HOLDERS[node.type]
  if (name !== undefined) return element(name, inside())
  if (node.type === 'image' || node.type === 'imageReference') return escaped(node.alt ?? '')
  if (node.type === 'definition') return element('p', escaped(`[${node.label ?? ''}]: ${node.url}`))
  if ('value' in node) return escaped(node.value)
  return inside()
}

const childrenOf = (node: Nodes): string =>
  'children' in node ? node.children.map((child) => render(child)).join('') : ''

/** Items without blank lines stand close: their paragraphs are only their text. */
function renderItem({ children, spread }: Extract<Nodes, { type: 'listItem' }>): string {
  const isTight = spread !== true
  return children
    .map((child) => (isTight && child.type === 'paragraph' ? childrenOf(child) : render(child)))
    .join('')
}

/** The text and, where it does not say it already, the address: nothing to press, and nothing hidden. */
function renderLink({ url }: Extract<Nodes, { type: 'link' }>, text: string): string {
  const address = escaped(url)
  return text === address ? element('code', address) : `${text} (${element('code', address)})`
}

function renderTable({ children }: Extract<Nodes, { type: 'table' }>): string {
  const [head, ...rows] = children.map(({ children: cells }, row) =>
    element('tr', cells.map((cell) => element(row === 0 ? 'th' : 'td', childrenOf(cell))).join('')),
  )
  const body = rows.length === 0 ? '' : element('tbody', rows.join(''))
  return element('table', `${element('thead', head ?? '')}${body}`)
}

function checkbox(checked: boolean | null | undefined): string {
  if (typeof checked !== 'boolean') return ''
  return checked ? '☑ ' : '☐ '
}

const element = (name: string, inside: string): string => `<${name}>${inside}</${name}>`

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text that is nothing but text. Hidden characters can come back as entities: they are taken out once more. */
const escaped = (text: string): string =>
  withoutHidden(text).replace(/[&<>"']/gu, (character) => ENTITIES[character] ?? '')
