/** A port in a multiaddr that the system is to choose. */
const ANY_PORT = /\/tcp\/0(?=\/|$)/u
const PORT = /\/tcp\/(\d+)(?=\/|$)/u

/** Where to listen, with the ports used last time in place of those left to the system: neighbours remember them. */
export function withKeptPorts(listen: readonly string[], keptPorts: readonly number[]): string[] {
  return listen.map((address, index) => {
    const port = keptPorts[index]
    return port === undefined ? address : address.replace(ANY_PORT, `/tcp/${port}`)
  })
}

/**
 * The ports to keep: for each address told to listen on, the port it got. An
 * address whose port was not left to the system keeps its own.
 */
export function portsOf(listen: readonly string[], addresses: readonly string[]): number[] {
  const got = [...new Set(addresses.map(portIn).filter((port) => port !== null))]
  const fixed = new Set(listen.map(portIn).filter((port) => port !== null && port !== 0))
  const free = got.filter((port) => !fixed.has(port))
  return listen.map((address) => (ANY_PORT.test(address) ? (free.shift() ?? 0) : (portIn(address) ?? 0)))
}

function portIn(address: string): number | null {
  const match = PORT.exec(address)
  return match ? Number(match[1]) : null
}
