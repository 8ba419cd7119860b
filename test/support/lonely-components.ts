import type { KadDHTComponents } from '@libp2p/kad-dht'
import { ping } from '@libp2p/ping'
import { createLibp2p } from 'libp2p'

/** What libp2p hands the services of a Node that is linked with nobody. */
export async function lonelyComponents(): Promise<KadDHTComponents> {
  const node = await createLibp2p({
    start: false,
    services: { ping: ping(), parts: (components: KadDHTComponents) => ({ components }) },
  })
  return node.services.parts.components
}
