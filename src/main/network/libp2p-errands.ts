import type { Connection, PeerId } from '@libp2p/interface'
import { type Multiaddr, multiaddr } from '@multiformats/multiaddr'
import { isRelayedAddress } from './address-group.ts'
import type { Libp2pLink } from './libp2p-link.ts'
import type { Libp2pNode } from './libp2p-node.ts'

/** Longest way to a Node for one question. Source: docs/security.md, "Connection limits". */
const VISIT_MS = 10_000

/** Ways to other Nodes for the adapter's own questions: proof comes first on these too. */
export class Libp2pErrands {
  readonly #links: ReadonlyMap<string, Libp2pLink>
  readonly #node: () => Libp2pNode
  readonly #underWay = new Set<string>()

  constructor(links: ReadonlyMap<string, Libp2pLink>, node: () => Libp2pNode) {
    this.#links = links
    this.#node = node
  }

  /** The proven connection with a Node, straight and no other. */
  provenWith(peerId: PeerId): Connection | undefined {
    return this.#node()
      .getConnections(peerId)
      .find(({ id, limits }) => limits === undefined && this.#links.get(id)?.admitted)
  }

  /** Meet the Node that the addresses name, where this side is to call and there is a link through a helper; otherwise why it was not reached. */
  async meet(addresses: readonly Multiaddr[], whyNotReached: unknown): Promise<Connection> {
    const through = this.#throughHelper(addresses)
    if (through === undefined) throw whyNotReached
    return this.#node().services.meeting.call(through)
  }

  #throughHelper(addresses: readonly Multiaddr[]): Connection | undefined {
    const node = this.#node()
    const names = addresses.map((address) => address.toString().split('/p2p/').at(-1))
    return node.getConnections().find(({ id, limits, remotePeer }) => {
      const name = remotePeer.toString()
      const calls = names.includes(name) && node.peerId.toString() < name
      return calls && limits !== undefined && this.#links.get(id)?.admitted
    })
  }

  /** Whether a connection comes up for a question and not for a neighbour. */
  isErrand({ direction, remotePeer }: Connection): boolean {
    return direction === 'outbound' && this.#underWay.has(remotePeer.toString())
  }

  /** Go to a Node; resolves once both have proven the federation. */
  async visit(
    peerId: PeerId,
    addresses: readonly Multiaddr[],
    signal: AbortSignal = AbortSignal.timeout(VISIT_MS),
  ): Promise<Connection> {
    const name = peerId.toString()
    const straight = addresses.map(String).filter((address) => !isRelayedAddress(address))
    const named = straight.map((address) => multiaddr(`${address.replace(/\/p2p\/[^/]+$/u, '')}/p2p/${name}`))
    if (named.length === 0) throw new Error('no straight way is known')
    this.#underWay.add(name)
    try {
      const connection = await this.#node().dial(named, { signal })
      const link = this.#links.get(connection.id)
      if (link === undefined) throw new Error('the link was closed as soon as it was up')
      await link.whenAdmitted(signal)
      return connection
    } finally {
      this.#underWay.delete(name)
    }
  }
}
