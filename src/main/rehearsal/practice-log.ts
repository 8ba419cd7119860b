import { LOG_LINES_MAX } from '../../shared/contract/log-bounds.ts'
import type { LogLine } from '../../shared/contract/practice-log.ts'
import type { NodeId } from '../../shared/kernel/ids.ts'

/** What is new at a Node. */
export type LogNews = Pick<LogLine, 'atMs' | 'fact'>

/** The newest lines of every Node of a practice: as many of each, so that one that has much to tell pushes nobody out. */
export class PracticeLog {
  readonly #linesMax: number
  /** Of each Node, the oldest first. */
  readonly #lines = new Map<NodeId, LogLine[]>()
  #written = 0

  constructor(linesMax: number = LOG_LINES_MAX) {
    this.#linesMax = linesMax
  }

  write(nodeId: NodeId, news: readonly LogNews[]): void {
    const lines = this.#lines.get(nodeId) ?? []
    for (const { atMs, fact } of news) lines.push({ number: ++this.#written, nodeId, atMs, fact })
    lines.splice(0, Math.max(0, lines.length - this.#linesMax))
    this.#lines.set(nodeId, lines)
  }

  /** Newest first; of one Node where it is named. */
  read({ nodeId, limit }: { readonly nodeId?: NodeId | undefined; readonly limit: number }): LogLine[] {
    const lines = nodeId === undefined ? [...this.#lines.values()].flat() : (this.#lines.get(nodeId) ?? [])
    return [...lines].sort((a, b) => b.atMs - a.atMs || b.number - a.number).slice(0, limit)
  }
}
