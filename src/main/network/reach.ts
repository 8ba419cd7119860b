import type { AddressManager } from '@libp2p/interface-internal'

/** Where this Node can be reached, as far as it knows itself. */
export class Reach {
  readonly #addressManager: AddressManager

  constructor(components: { readonly addressManager: AddressManager }) {
    this.#addressManager = components.addressManager
  }

  /**
   * Verified addresses, and those that this Node listens at: libp2p keeps public ones back until
   * a neighbour has confirmed them, and the first invitation comes before the first neighbour.
   */
  addresses(): readonly string[] {
    const listening = this.#addressManager
      .getAddressesWithMetadata()
      .filter(({ type }) => type === 'transport')
      .map(({ multiaddr }) => multiaddr.toString())
    const verified = this.#addressManager.getAddresses().map((address) => address.toString())
    return [...verified, ...listening]
  }
}
