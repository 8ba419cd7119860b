import { createHash } from 'node:crypto'
import type { EntryId, NodeId } from '../../shared/kernel/ids.ts'
import type { Clock } from '../platform/clock.ts'
import type { LaneTap, TappedFrame } from './lane-tap.ts'
import type { VirtualNode } from './virtual-node.ts'

/** An entry on its way over lines. */
interface Travel {
  copies: number
  readonly lanes: Set<string>
}

/** When each Node first shows each alert, by the world's clock, and over how many lines it went there. */
export class AlertWatch {
  readonly #clock: Clock
  readonly #shownAtMs = new Map<EntryId, Map<NodeId, number>>()
  readonly #travels = new Map<EntryId, Travel>()

  constructor(clock: Clock, tap: LaneTap) {
    this.#clock = clock
    tap.onFrame((frame) => this.#count(frame))
  }

  /** Watch a Node until it closes. */
  follow({ nodeId, seat }: VirtualNode): void {
    seat.onEvent((name, payload) => {
      if (name === 'alerts.changed') this.#show(nodeId, payload as { readonly id?: EntryId })
    })
  }

  /** How long an alert took to each Node that shows it. */
  spreadMs(id: EntryId, raisedAtMs: number): ReadonlyMap<NodeId, number> {
    const shown = [...(this.#shownAtMs.get(id) ?? [])]
    return new Map(shown.map(([nodeId, atMs]) => [nodeId, atMs - raisedAtMs]))
  }

  /** Times it was handed to a line. */
  copiesOf(id: EntryId): number {
    return this.#travels.get(id)?.copies ?? 0
  }

  /** Whether it ever went ahead of everything. */
  wentAhead(id: EntryId): boolean {
    return this.#travels.get(id)?.lanes.has('alert') ?? false
  }

  #show(nodeId: NodeId, { id }: { readonly id?: EntryId }): void {
    if (id === undefined) return
    const shown = this.#shownAtMs.get(id) ?? new Map<NodeId, number>()
    this.#shownAtMs.set(id, shown)
    if (!shown.has(nodeId)) shown.set(nodeId, this.#clock.nowMs())
  }

  #count({ frame, lane }: TappedFrame): void {
    for (const { envelope } of frame.entries?.entries ?? []) {
      const id = createHash('sha256')
        .update(envelope?.body ?? '')
        .digest('hex') as EntryId
      const travel = this.#travels.get(id) ?? { copies: 0, lanes: new Set() }
      this.#travels.set(id, travel)
      travel.copies += 1
      travel.lanes.add(lane)
    }
  }
}
