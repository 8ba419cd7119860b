import type { NodeId } from '../../shared/kernel/ids.ts'
import type { Clock } from '../platform/clock.ts'
import { Signal } from '../platform/signal.ts'
import type { Timers } from '../platform/timers.ts'
import type { QueuedFrame } from './credited-queue.ts'
import type { Lane } from './lanes.ts'
import type { DownReason, NeighbourInfo } from './neighbour.ts'

/** How long a second link to the same Node is still read before it is closed, so that what is under way arrives. Source: docs/protocol.md, "Two links". */
export const RETIRE_MS = 3_000

/** What the roster must know of a proven link. */
export interface RosterLink {
  readonly remote: NodeId
  readonly direction: 'outbound' | 'inbound'
  /** It leads through a helper. */
  readonly isRelayed: boolean
  readonly isClosed: boolean
  readonly lastHeardMs: number
  info(): NeighbourInfo
  ask(): void
  send(lane: Lane, bytes: Uint8Array): boolean
  takeQueued(): readonly QueuedFrame[]
  close(reason: DownReason): void
  readonly queuedBytes: number
}

export interface RosterDeps {
  readonly realClock: Clock
  readonly realTimers: Timers
}

/**
 * Who is a neighbour, and over which link. Where two Nodes have dialled each
 * other, both keep the link that the smaller NodeId dialled; where one dialled
 * twice, the newer. A straight one is kept before one through a helper. The other is read a little longer and used again should the
 * kept one prove dead.
 */
export class Roster {
  readonly #deps: RosterDeps
  readonly #local: NodeId
  readonly #current = new Map<NodeId, RosterLink>()
  readonly #retired = new Map<NodeId, Set<RosterLink>>()
  readonly up = new Signal<NeighbourInfo>()
  readonly down = new Signal<{ readonly nodeId: NodeId; readonly reason: DownReason }>()
  readonly changed = new Signal<NodeId>()
  /** What runs on the link before dies with it unless it moves to the one that is kept. */
  readonly replaced = new Signal<{ readonly nodeId: NodeId }>()

  constructor(deps: RosterDeps, local: NodeId) {
    this.#deps = deps
    this.#local = local
  }

  get(nodeId: NodeId): RosterLink | undefined {
    return this.#current.get(nodeId)
  }

  all(): readonly RosterLink[] {
    return [...this.#current.values()]
  }

  /** A proven link has its lanes open. */
  add(link: RosterLink): void {
    const before = this.#current.get(link.remote)
    if (!before) {
      this.#current.set(link.remote, link)
      this.up.emit(link.info())
      return
    }
    const kept = this.#prefer(link, before)
    const loser = kept === link ? before : link
    this.#current.set(link.remote, kept)
    for (const { lane, bytes } of loser.takeQueued()) kept.send(lane, bytes)
    this.#retire(loser, kept)
    this.changed.emit(link.remote)
    if (kept !== before) this.replaced.emit({ nodeId: link.remote })
  }

  /** A link has closed. */
  remove(link: RosterLink, reason: DownReason): void {
    const retired = this.#retired.get(link.remote)
    retired?.delete(link)
    if (this.#current.get(link.remote) !== link) return
    this.#current.delete(link.remote)
    this.down.emit({ nodeId: link.remote, reason })
    const [spare] = retired ?? []
    if (!spare || spare.isClosed) return
    retired?.delete(spare)
    this.add(spare)
  }

  closeAll(reason: DownReason): void {
    const links = [...[...this.#retired.values()].flatMap((set) => [...set]), ...this.#current.values()]
    for (const link of links) link.close(reason)
  }

  /** Close every link with a Node. */
  close(nodeId: NodeId, reason: DownReason): void {
    for (const link of [...(this.#retired.get(nodeId) ?? [])]) link.close(reason)
    this.#current.get(nodeId)?.close(reason)
  }

  #prefer(newer: RosterLink, older: RosterLink): RosterLink {
    if (newer.isRelayed !== older.isRelayed) return newer.isRelayed ? older : newer
    if (newer.direction === older.direction) return newer
    const preferred = this.#local < newer.remote ? 'outbound' : 'inbound'
    return newer.direction === preferred ? newer : older
  }

  #retire(loser: RosterLink, kept: RosterLink): void {
    const { realClock, realTimers } = this.#deps
    const sinceMs = realClock.nowMs()
    const retired = this.#retired.get(loser.remote) ?? new Set()
    this.#retired.set(loser.remote, retired.add(loser))
    kept.ask()
    realTimers.after(RETIRE_MS, () => {
      if (loser.isClosed || this.#current.get(loser.remote) !== kept) return
      if (kept.lastHeardMs >= sinceMs) loser.close('replaced')
      else kept.close('silent')
    })
  }
}
