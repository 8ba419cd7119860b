import type { PeerDiscovery, PeerInfo, Startable } from '@libp2p/interface'
import { type MulticastDNSComponents, mdns } from '@libp2p/mdns'
import { NodeId } from '../../shared/kernel/ids.ts'
import { Signal } from '../platform/signal.ts'
import type { Sighting } from './transport.ts'

/**
 * Finds Nodes of the same federation on the local network by multicast DNS, and
 * lets itself be found, while it is switched on. It has no `start`, so that the
 * libp2p Node leaves switching to a person's setting.
 * Source: RFC 6762; libp2p specifications, mdns.
 */
export class LanDiscovery {
  readonly #discovery: PeerDiscovery & Startable
  readonly #sightings = new Signal<Sighting>()
  #on = false

  constructor(components: MulticastDNSComponents, serviceTag: string) {
    this.#discovery = mdns({ serviceTag })(components) as PeerDiscovery & Startable
    this.#discovery.addEventListener('peer', ({ detail }) => this.#see(detail))
  }

  onSighting(listener: (sighting: Sighting) => void): () => void {
    return this.#sightings.listen(listener)
  }

  async switch(on: boolean): Promise<void> {
    if (on === this.#on) return
    this.#on = on
    await (on ? this.#discovery.start() : this.#discovery.stop())
  }

  #see(peer: PeerInfo): void {
    const nodeId = NodeId.safeParse(peer.id.toString())
    if (!nodeId.success) return
    const addresses = peer.multiaddrs.map((address) => `${address.toString()}/p2p/${nodeId.data}`)
    this.#sightings.emit({ nodeId: nodeId.data, addresses })
  }
}
