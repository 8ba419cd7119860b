import type { Connection } from '@libp2p/interface'
import { NodeId } from '../../shared/kernel/ids.ts'
import type { Instant } from '../crypto/session/session-time.ts'
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

export interface OutsideReachDeps {
  readonly clock: Clock
  readonly steadyClock: Clock
  readonly node: () => Pick<Libp2pNode, 'services'>
}

const isFar = (address: string): boolean => addressGroup(address) !== NEAR

/** Finds out whether this Node can be dialled from outside, by asking those who are there. */
export class OutsideReach implements OutsideView {
  readonly #deps: OutsideReachDeps
  readonly #isOutside: (address: string) => boolean
  #reachability = new Reachability()
  readonly #changed = new Signal<void>()
  #seenAs: string | null = null

  constructor(deps: OutsideReachDeps, { isOutside = isFar }: OutsideReachOptions) {
    this.#deps = deps
    this.#isOutside = isOutside
  }

  get now(): Outside {
    return this.#reachability.outside(this.#instant())
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
    return this.#reachability.addresses(this.#instant())
  }

  /** Whether a neighbour is outside and has not been asked for a while. */
  isDue({ limits, remoteAddr, remotePeer }: Connection): boolean {
    if (limits !== undefined || !this.#isOutside(remoteAddr.toString())) return false
    return this.#reachability.isDue(NodeId.parse(remotePeer.toString()), this.#instant())
  }

  /** Ask a neighbour that serves `protocols`. Whoever is reached answers in the directory; whoever is not, only asks there. */
  async ask(connection: Connection, protocols: readonly string[]): Promise<void> {
    const { dialBack, directory, reach } = this.#deps.node().services
    if (!this.isDue(connection) || !protocols.includes(dialBack.protocol)) return
    const reachability = this.#reachability
    const found = await dialBack.ask(connection, reach.ports()).catch(() => undefined)
    if (found === undefined || reachability !== this.#reachability) return // it would not, is gone, or tells of elsewhere
    const before = this.now
    const nodeId = NodeId.parse(connection.remotePeer.toString())
    reachability.note(nodeId, { at: this.#instant(), address: found.address })
    this.#seenAs = found.host
    if (this.now !== before) this.#changed.emit()
    await directory.setMode(this.now === 'no' ? 'client' : 'server')
  }

  /** This Node may be elsewhere: what was found before says nothing, nor does what is being found. */
  forget(): void {
    const before = this.now
    this.#reachability = new Reachability()
    this.#seenAs = null
    if (this.now !== before) this.#changed.emit()
  }

  #instant(): Instant {
    const { clock, steadyClock } = this.#deps
    return { wallMs: clock.nowMs(), monotonicMs: steadyClock.nowMs() }
  }
}
