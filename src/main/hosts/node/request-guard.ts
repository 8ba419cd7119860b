import type { IncomingMessage } from 'node:http'

/** Why a request is not answered at all. Told to nobody but the log: whoever sent it is no page of ours. */
export type GuardRefusal = 'host' | 'origin' | 'fetch-site' | 'target'

/** What a browser may say about where a request comes from: our own page, or a person who typed or opened the address. Source: W3C Fetch Metadata. */
const FETCH_SITES = new Set(['same-origin', 'none'])

export interface GuardOptions {
  readonly port: number
  /** A WebSocket upgrade must say its origin: browsers do not hold sockets to the same-origin policy. */
  readonly originRequired: boolean
}

/**
 * Whether a request is from this machine to this machine, in this order: the
 * host it names, the origin it names, what the browser says of its site. Any
 * program here can pass; what it keeps out is a web page elsewhere that makes
 * this person's browser knock, by rebinding a name or by a socket.
 * Source: docs/security.md, "Loopback host".
 *
 * @returns null when it may pass
 */
export function guardRequest(request: IncomingMessage, options: GuardOptions): GuardRefusal | null {
  const { host, origin, 'sec-fetch-site': site } = request.headersDistinct
  const named = only(host)
  if (named === null || !loopbackHosts(options.port).includes(named)) return 'host'
  if (!isOwnOrigin(origin, named, options)) return 'origin'
  if (site !== undefined && !FETCH_SITES.has(only(site) ?? '')) return 'fetch-site'
  return request.url?.startsWith('/') ? null : 'target'
}

/** The only three names of this host, with its port. Compared whole: `127.0.0.1.example.org` begins like one of them. */
function loopbackHosts(port: number): readonly string[] {
  return [`127.0.0.1:${port}`, `[::1]:${port}`, `localhost:${port}`]
}

function isOwnOrigin(origins: readonly string[] | undefined, host: string, options: GuardOptions): boolean {
  if (origins === undefined) return !options.originRequired
  return only(origins) === `http://${host}`
}

/** The value of a header that was sent exactly once. */
function only(values: readonly string[] | undefined): string | null {
  return values?.length === 1 ? (values[0] ?? null) : null
}
