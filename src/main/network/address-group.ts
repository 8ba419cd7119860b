/** What loopback, private and link-local ranges count as: near, whoever is there. */
export const NEAR = 'near'

/** Ranges that no stranger can be far away in. Source: RFC 1918, RFC 6598, RFC 3927, RFC 1122 §3.2.1.3. */
const NEAR_IP4 =
  /^(?:0\.|10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/u
/** Loopback, link-local, unique local. Source: RFC 4291 §2.5, RFC 4193. */
const NEAR_IP6 = /^(?:::1?$|fe[89ab][0-9a-f]:|f[cd][0-9a-f]{2}:)/u

/**
 * Which part of the network an address lies in: its IPv4 /16 or IPv6 /32. Many
 * addresses in one are cheap to come by, addresses in many are not. Names and
 * relays hide where they lead, so all names count as one, and all behind one relay.
 * Source: docs/security.md, "Eclipse".
 */
export function addressGroup(address: string): string {
  const relay = /\/p2p\/([^/]+)\/p2p-circuit/u.exec(address)?.[1]
  if (relay !== undefined) return `relay:${relay}`
  const [, family = '', host = ''] = address.split('/')
  if (family === 'ip4') return NEAR_IP4.test(host) ? NEAR : `ip4:${host.split('.').slice(0, 2).join('.')}`
  if (family === 'ip6') return groupOfIp6(host.toLowerCase())
  return family.startsWith('dns') ? 'name' : NEAR
}

/** Whether an address leads through a helper. Source: libp2p specifications, circuit v2. */
export const isRelayedAddress = (address: string): boolean => address.includes('/p2p-circuit')

/** The groups of a Node's addresses; those near at hand count only where there are no others. */
export function addressGroups(addresses: readonly string[]): readonly string[] {
  const groups = [...new Set(addresses.map(addressGroup))]
  const far = groups.filter((group) => group !== NEAR)
  return far.length > 0 ? far : groups
}

function groupOfIp6(host: string): string {
  if (NEAR_IP6.test(host)) return NEAR
  const embedded = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/u.exec(host)?.[1]
  if (embedded !== undefined) return addressGroup(`/ip4/${embedded}`)
  const [head = '', tail] = host.split('::')
  const words = head === '' ? [] : head.split(':')
  const missing = tail === undefined ? [] : ['0', '0']
  const [first = '0', second = '0'] = [...words, ...missing]
  return `ip6:${Number.parseInt(first, 16).toString(16)}:${Number.parseInt(second, 16).toString(16)}`
}
