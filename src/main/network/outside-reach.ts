import type { Connection } from '@libp2p/interface'
import { NodeId } from '../../shared/kernel/ids.ts'
import type { Clock } from '../platform/clock.ts'
import { Signal } from '../platform/signal.ts'
import { addressGroup, NEAR } from './address-group.ts'
import type { Libp2pNode } from './libp2p-node.ts'
import { type Outside, Reachability } from './reachability.ts'
import type { OutsideView } from './transport.ts'

export interface OutsideReachOptions {
  /** Whose word counts, by the address they are linked from. Default: of those that are not near. */
  readonly isOutside?: (address: string) => boolean
}

const isFar = (address: string): boolean => addressGroup(address) !== NEAR

/** Finds out whether this Node can be dialled from outside, by asking those who are there. */
export class OutsideReach implements OutsideView {
  readonly #clock: Clock
  readonly #node: () => Libp2pNode
  readonly #isOutside: (address: string) => boolean
  readonly #reachability = new Reachability()
  readonly #changed = new Signal<void>()
  #seenAs: string | null = null

  constructor(
    deps: { readonly clock: Clock; readonly node: () => Libp2pNode },
    { isOutside = isFar }: OutsideReachOptions,
  ) {
    this.#clock = deps.clock
    this.#node = deps.node
    this.#isOutside = isOutside
  }

  get now(): Outside {
    return this.#reachability.outside(this.#clock.nowMs())
  }

  onChanged(listener: () => void): () => void {
    return this.#changed.listen(listener)
  }

  /** Where nobody reaches this Node: how the neighbour that was asked last sees it. Null elsewhere. */
  get seenAs(): string | null {
    return this.now === 'no' ? this.#seenAs : null
  }

  /** Where this Node was reached: its router may lead there, though it listens at no such address. */
  addresses(): readonly string[] {
    return this.#reachability.addresses(this.#clock.nowMs())
  }

  /** Whether a neighbour is outside and has not been asked for a while. */
  isDue({ limits, remoteAddr, remotePeer }: Connection): boolean {
    if (limits !== undefined || !this.#isOutside(remoteAddr.toString())) return false
    return this.#reachability.isDue(NodeId.parse(remotePeer.toString()), this.#clock.nowMs())
  }

  /** Ask a neighbour that serves `protocols`. Whoever is reached answers in the directory; whoever is not, only asks there. */
  async ask(connection: Connection, protocols: readonly string[]): Promise<void> {
    const { dialBack, directory, reach } = this.#node().services
    if (!this.isDue(connection) || !protocols.includes(dialBack.protocol)) return
    const found = await dialBack.ask(connection, reach.ports()).catch(() => undefined)
    if (found === undefined) return // it would not, or is gone
    const before = this.now
    const nodeId = NodeId.parse(connection.remotePeer.toString())
    this.#reachability.note(nodeId, { atMs: this.#clock.nowMs(), address: found.address })
    this.#seenAs = found.host
    if (this.now !== before) this.#changed.emit()
    await directory.setMode(this.now === 'no' ? 'client' : 'server')
  }
}
