import type { Definition, Heading, Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item'
import { gfmTable } from 'micromark-extension-gfm-table'
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item'
import { costsTooMuch, MARKDOWN_DEPTH_MAX } from '../../../shared/kernel/markdown-bounds.ts'

export interface MarkdownTree {
  readonly root: Root
  /** Where the links of a text lead that are named apart from it. */
  readonly definitions: ReadonlyMap<string, Definition>
  /** How deep each heading stands in the outline, from 1 and without gaps: a text may begin at ###. */
  readonly outline: ReadonlyMap<Heading, number>
}

/** The parts of a Markdown text (CommonMark, with the tables and task lists of GFM); null where it is made to cost too much. */
export function markdownTree(text: string): MarkdownTree | null {
  const root = costsTooMuch(text) ? null : parse(text)
  if (root === null || isDeeperThan(MARKDOWN_DEPTH_MAX, root)) return null
  return { root, definitions: definitionsIn(root), outline: outlineOf(root) }
}

function parse(text: string): Root | null {
  try {
    return fromMarkdown(text, {
      extensions: [gfmTable(), gfmTaskListItem()],
      mdastExtensions: [gfmTableFromMarkdown(), gfmTaskListItemFromMarkdown()],
    })
  } catch {
    return null // whatever the parser cannot bear is shown as it was written
  }
}

const isDeeperThan = (levels: number, node: Nodes): boolean =>
  'children' in node && (levels === 0 || node.children.some((child) => isDeeperThan(levels - 1, child)))

/** Of two with the same name the first counts. Source: CommonMark 0.31, link reference definitions. */
function definitionsIn(root: Root): ReadonlyMap<string, Definition> {
  const found = new Map<string, Definition>()
  const visit = (node: Nodes): void => {
    if (node.type === 'definition' && !found.has(node.identifier)) found.set(node.identifier, node)
    else if ('children' in node) node.children.forEach(visit)
  }
  visit(root)
  return found
}

function outlineOf(root: Root): ReadonlyMap<Heading, number> {
  const outline = new Map<Heading, number>()
  const above: number[] = []
  const visit = (node: Nodes): void => {
    if (node.type === 'heading') {
      while ((above.at(-1) ?? 0) >= node.depth) above.pop()
      outline.set(node, above.push(node.depth))
    } else if ('children' in node) node.children.forEach(visit)
  }
  visit(root)
  return outline
}
