import type { Connection, StreamHandler } from '@libp2p/interface'
import type { Registrar } from '@libp2p/interface-internal'
import { withOne } from './with-one.ts'

/**
 * A libp2p service's surroundings in which whatever it serves is served on
 * admitted connections only. (libp2p 3.3 has middleware for this, but each
 * stream that comes in leaves its handler in it, to be run again for the next.)
 */
export function provenOnly<T extends { readonly registrar: Registrar }>(
  components: T,
  isAdmitted: (connection: Connection) => boolean,
): T {
  const guard =
    (handler: StreamHandler): StreamHandler =>
    (stream, connection) => {
      if (isAdmitted(connection)) return handler(stream, connection)
      stream.abort(new Error('not served before the federation proof'))
    }
  const handle: Registrar['handle'] = (protocol, handler, options) =>
    components.registrar.handle(protocol, guard(handler), options)
  return withOne(components, 'registrar', () => withOne(components.registrar, 'handle', () => handle))
}
