import type { AlignType, Link, List, ListItem, PhrasingContent, RootContent, Table } from 'mdast'
import { Fragment, type ReactNode, useMemo } from 'react'
import { type Say, useSay } from '../../app/messages/words.tsx'
import { type MarkdownTree, markdownTree } from './markdown-tree.ts'
import './markdown.css'

interface MarkdownProps {
  readonly text: string
  /** Level of the heading above the text: its own begin one below. */
  readonly below: 1 | 2 | 3
}

interface Manner {
  readonly say: Say
  readonly below: number
  readonly tree: MarkdownTree
}

/**
 * A lesson as a page. Its parts become elements of a closed list and nothing
 * of the text becomes an attribute: HTML stays text, a picture is its words, a
 * link is text with its address, and nothing can be pressed or loaded.
 */
export function Markdown({ text, below }: MarkdownProps) {
  const say = useSay()
  const tree = useMemo(() => markdownTree(text), [text])
  if (tree === null) return <pre className="md md-plain">{text}</pre>
  const manner = { say, below, tree }
  return (
    <div className="md" dir="auto">
      {blocks(tree.root.children, manner)}
    </div>
  )
}

function blocks(nodes: readonly RootContent[], manner: Manner): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: a text is drawn whole or not at all
  return nodes.map((node, index) => <Fragment key={index}>{block(node, manner)}</Fragment>)
}

function block(node: RootContent, manner: Manner): ReactNode {
  switch (node.type) {
    case 'paragraph':
      return <p dir="auto">{phrases(node.children, manner)}</p>
    case 'heading':
      return heading(
        Math.min(6, (manner.tree.outline.get(node) ?? 1) + manner.below),
        phrases(node.children, manner),
      )
    case 'blockquote':
      return <blockquote>{blocks(node.children, manner)}</blockquote>
    case 'list':
      return list(node, manner)
    case 'listItem':
      return item(node, manner, false)
    case 'code':
      return (
        <pre>
          <code>{node.value}</code>
        </pre>
      )
    case 'html':
      return <p className="md-literal">{node.value}</p>
    case 'thematicBreak':
      return <hr />
    case 'table':
      return table(node, manner)
    case 'definition':
      return null
    default:
      return phrase(node as PhrasingContent, manner)
  }
}

function heading(level: number, content: ReactNode): ReactNode {
  const Heading = `h${level}` as 'h2' | 'h3' | 'h4' | 'h5' | 'h6'
  return <Heading dir="auto">{content}</Heading>
}

function list(node: List, manner: Manner): ReactNode {
  const items = node.children.map((child, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a text is drawn whole or not at all
    <Fragment key={index}>{item(child, manner, node.spread !== true)}</Fragment>
  ))
  return node.ordered === true ? <ol start={node.start ?? 1}>{items}</ol> : <ul>{items}</ul>
}

/** A tight item says its paragraph without the space around one. */
function item(node: ListItem, manner: Manner, tight: boolean): ReactNode {
  const isTask = typeof node.checked === 'boolean'
  return (
    <li className={isTask ? 'md-task' : undefined} data-tight={tight || undefined}>
      {isTask && <TaskMark done={node.checked === true} say={manner.say} />}
      <div>{blocks(node.children, manner)}</div>
    </li>
  )
}

function TaskMark({ done, say }: { readonly done: boolean; readonly say: Say }) {
  return (
    <span>
      <span aria-hidden="true">{done ? '☑' : '☐'}</span>
      <span className="unseen">{say(done ? 'markdown.done' : 'markdown.open')}</span>
    </span>
  )
}

function table({ children, align }: Table, manner: Manner): ReactNode {
  const [head, ...rows] = children
  const cells = (row: Table['children'][number] | undefined, Cell: 'th' | 'td'): ReactNode =>
    row?.children.map((cell, column) => (
      <Cell
        // biome-ignore lint/suspicious/noArrayIndexKey: a text is drawn whole or not at all
        key={column}
        className={alignment(align?.[column])}
        {...(Cell === 'th' ? { scope: 'col' } : {})}
      >
        {phrases(cell.children, manner)}
      </Cell>
    ))
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a fieldset, and a region would be a landmark for every table
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the page is scrolled by keyboard
    <div className="scroll" role="group" tabIndex={0} aria-label={manner.say('markdown.table')}>
      <table className="table">
        <thead>
          <tr>{cells(head, 'th')}</tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a text is drawn whole or not at all
            <tr key={index}>{cells(row, 'td')}</tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const alignment = (align: AlignType | undefined): string | undefined =>
  align === 'right' || align === 'center' ? `md-${align}` : undefined

function phrases(nodes: readonly PhrasingContent[], manner: Manner): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: a text is drawn whole or not at all
  return nodes.map((node, index) => <Fragment key={index}>{phrase(node, manner)}</Fragment>)
}

function phrase(node: PhrasingContent, manner: Manner): ReactNode {
  const { say, tree } = manner
  switch (node.type) {
    case 'text':
      return node.value
    case 'html':
      return <span className="md-literal">{node.value}</span>
    case 'emphasis':
      return <em>{phrases(node.children, manner)}</em>
    case 'strong':
      return <strong>{phrases(node.children, manner)}</strong>
    case 'inlineCode':
      return <code>{node.value}</code>
    case 'break':
      return <br />
    case 'link':
      return <Address to={isItsAddress(node) ? '' : node.url}>{phrases(node.children, manner)}</Address>
    case 'linkReference':
      return (
        <Address to={tree.definitions.get(node.identifier)?.url ?? ''}>
          {phrases(node.children, manner)}
        </Address>
      )
    case 'image':
    case 'imageReference':
      return <span className="md-picture">{say('markdown.picture', { alt: node.alt ?? '' })}</span>
    default:
      return null
  }
}

/** Whether the words of a link are where it leads, as in `<https://…>`. */
const isItsAddress = ({ children: [first, ...others], url }: Link): boolean =>
  first?.type === 'text' && first.value === url && others.length === 0

/** A link as words: where it leads is read, not followed. */
function Address({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  return (
    <>
      <span className="md-link">{children}</span>
      {to !== '' && (
        <>
          {' '}
          <bdi className="md-address">{to}</bdi>
        </>
      )}
    </>
  )
}
