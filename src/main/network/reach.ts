import type { AddressManager } from '@libp2p/interface-internal'

/** Where this Node can be reached, as far as it knows itself. */
export class Reach {
  readonly #addressManager: AddressManager

  constructor(components: { readonly addressManager: AddressManager }) {
    this.#addressManager = components.addressManager
  }

  /** TCP ports that this Node listens on, of no other transport. */
  ports(): readonly number[] {
    const ports = this.#listening().flatMap((address) => /\/tcp\/(\d+)$/u.exec(address)?.[1] ?? [])
    return [...new Set(ports.map(Number))]
  }

  /**
   * Verified addresses, and those that this Node listens at: libp2p keeps public ones back until
   * a neighbour has confirmed them, and the first invitation comes before the first neighbour.
   */
  addresses(): readonly string[] {
    const verified = this.#addressManager.getAddresses().map((address) => address.toString())
    return [...verified, ...this.#listening()]
  }

  #listening(): readonly string[] {
    return this.#addressManager
      .getAddressesWithMetadata()
      .filter(({ type }) => type === 'transport')
      .map(({ multiaddr }) => multiaddr.toString().replace(/\/p2p\/[^/]+$/u, ''))
  }
}
