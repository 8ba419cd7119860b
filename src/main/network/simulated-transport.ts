import { NodeId } from '../../shared/kernel/ids.ts'
import { Signal } from '../platform/signal.ts'
import { MAX_FRAME_BYTES } from '../wire/limits.ts'
import { SimulatedLink, simulatedAddress } from './simulated-link.ts'
import type { SimulatedHost, SimulatedNetwork } from './simulated-network.ts'
import { SimulatedTopic } from './simulated-topic.ts'
import type { SimulatedWay } from './simulated-way.ts'
import type { Link, Transport } from './transport.ts'

/** A transport that leads nowhere but to others of the same simulated network. */
export class SimulatedTransport implements Transport, SimulatedHost {
  readonly nodeId: NodeId
  readonly topic: SimulatedTopic
  readonly #network: SimulatedNetwork
  readonly #newLinks = new Signal<Link>()
  readonly #links = new Map<NodeId, Set<SimulatedLink>>()
  #accepted: ReadonlySet<string> = new Set()
  #started = false

  constructor(network: SimulatedNetwork, nodeId: NodeId) {
    this.#network = network
    this.nodeId = nodeId
    this.topic = new SimulatedTopic({ clock: network.clock, linkWith: (remote) => this.#linkWith(remote) })
  }

  async start(): Promise<void> {
    this.#started = true
    this.#network.join(this)
  }

  async stop(): Promise<void> {
    this.#started = false
    this.#network.leave(this)
    for (const links of [...this.#links.values()]) {
      for (const link of [...links]) await link.close()
    }
  }

  addresses(): readonly string[] {
    return this.#started ? [simulatedAddress(this.nodeId)] : []
  }

  async accept(protocols: readonly string[]): Promise<void> {
    this.#accepted = new Set(protocols)
  }

  async dial(addresses: readonly string[], signal: AbortSignal): Promise<Link> {
    signal.throwIfAborted()
    if (!this.#started) throw new Error('the transport is not started')
    const remote = NodeId.parse(/^\/simulated\/p2p\/(.+)$/u.exec(addresses[0] ?? '')?.[1])
    return this.#linkWith(remote) ?? this.#connect(remote, signal)
  }

  /** Nobody stands in between here. */
  dialStraight(addresses: readonly string[], signal: AbortSignal): Promise<Link> {
    return this.dial(addresses, signal)
  }

  onLink(listener: (link: Link) => void): () => void {
    return this.#newLinks.listen(listener)
  }

  onSighting(): () => void {
    return () => {}
  }

  answer(link: SimulatedLink): void {
    this.#add(link)
  }

  end(remote: NodeId, direction: 'outbound' | 'inbound', way: SimulatedWay): SimulatedLink {
    return new SimulatedLink({
      local: this.nodeId,
      remote,
      direction,
      maxMessageBytes: MAX_FRAME_BYTES,
      accepts: (protocol) => this.#accepted.has(protocol) || this.topic.serves(protocol, remote),
      keeps: (opened) => this.topic.takes(opened, remote),
      way,
      sent: (utterance) => this.#network.noteSent({ ...utterance, from: this.nodeId, to: remote }),
      withheld: (withheld) => this.#network.noteWithheld(withheld),
    })
  }

  /** A link comes up after one round trip, as a TCP connection does, if the other is still there by then. */
  async #connect(remote: NodeId, signal: AbortSignal): Promise<Link> {
    this.#network.find(this.nodeId, remote)
    const there = this.#network.way({ from: this.nodeId, to: remote })
    const back = this.#network.way({ from: remote, to: this.nodeId })
    try {
      await roundTrip(there, back, signal)
      if (!this.#started) throw new Error('the transport was stopped')
      const host = this.#network.find(this.nodeId, remote)
      const near = this.end(remote, 'outbound', there)
      const far = host.end(this.nodeId, 'inbound', back)
      SimulatedLink.join(near, far)
      this.#network.track([near, far], [there, back])
      host.answer(far)
      this.#add(near)
      return near
    } catch (thrown) {
      this.#network.forget(there)
      this.#network.forget(back)
      throw thrown
    }
  }

  #linkWith(remote: NodeId): SimulatedLink | undefined {
    const [link] = this.#links.get(remote) ?? []
    return link
  }

  #add(link: SimulatedLink): void {
    const links = this.#links.get(link.remote) ?? new Set()
    this.#links.set(link.remote, links.add(link))
    link.onClose(() => {
      links.delete(link)
      this.topic.linkClosed(link.remote)
    })
    this.#newLinks.emit(link)
  }
}

/** @throws where `signal` aborts first */
function roundTrip(there: SimulatedWay, back: SimulatedWay, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('given up')), { once: true })
    there.carry(() => back.carry(resolve))
  })
}
