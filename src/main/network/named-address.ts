import { type Multiaddr, multiaddr } from '@multiformats/multiaddr'
import { MirrorError } from '../../shared/kernel/errors.ts'
import { NodeId } from '../../shared/kernel/ids.ts'
import { isRelayedAddress } from './address-group.ts'

export const isRelayed = (address: Multiaddr): boolean => isRelayedAddress(address.toString())

/** The address with the Node's name at its end. */
export const withName = (address: string, nodeId: NodeId): string =>
  address.endsWith(`/p2p/${nodeId}`) ? address : `${address}/p2p/${nodeId}`

/** The one Node that all addresses lead to, or null. */
export function namedIn(addresses: readonly string[]): NodeId | null {
  const names = new Set(addresses.map((address) => /\/p2p\/([^/]+)$/u.exec(address)?.[1]))
  const nodeId = NodeId.safeParse([...names][0])
  return names.size === 1 && nodeId.success ? nodeId.data : null
}

/** @throws MirrorError 'address-invalid' with the `address` that is none */
export function checkAddress(address: string): void {
  try {
    multiaddr(address)
  } catch (cause) {
    throw new MirrorError('address-invalid', { address }, cause)
  }
}

/** Those of the addresses that can be dialled: a Node of a later version may name ways that are none here, and the others lead there all the same. */
export const dialable = (texts: readonly string[]): Multiaddr[] =>
  texts.flatMap((text) => namedAddress(text) ?? [])

/** An address that names the Node it leads to, or null: without, anyone might answer. */
function namedAddress(text: string): Multiaddr | null {
  try {
    const address = multiaddr(text)
    return address.getComponents().some(({ name }) => name === 'p2p') ? address : null
  } catch {
    return null
  }
}
