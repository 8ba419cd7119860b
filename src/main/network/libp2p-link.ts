import type { Connection, Stream } from '@libp2p/interface'
import { NodeId } from '../../shared/kernel/ids.ts'
import { Closing } from './closing.ts'
import { Libp2pMessageStream } from './libp2p-stream.ts'
import { ReplayedSignal } from './replayed-signal.ts'
import type { Link, LinkSecurity, MessageStream, OpenedStream } from './transport.ts'

/** How long a closing link may take to hand over what is queued. Chosen here: what libp2p itself allows. */
const CLOSE_TIMEOUT_MS = 1_000

export interface Libp2pLinkOptions {
  readonly maxMessageBytes: number
  readonly maxStreamsPerProtocol: number
  readonly isErrand: boolean
  /** Told once, when both sides are known to have admitted each other. */
  readonly proven: () => void
}

/** A libp2p connection as a link. */
export class Libp2pLink implements Link {
  readonly remote: NodeId
  readonly direction: 'outbound' | 'inbound'
  readonly security: LinkSecurity
  readonly remoteAddress: string
  readonly isErrand: boolean
  readonly #connection: Connection
  readonly #options: Libp2pLinkOptions
  readonly #streams = new ReplayedSignal<OpenedStream>()
  readonly #closing = new Closing()
  readonly #admission = Promise.withResolvers<void>()
  #admitted = false
  #proven = false
  #ended: Promise<void> = Promise.resolve()

  constructor(connection: Connection, options: Libp2pLinkOptions) {
    this.#connection = connection
    this.#options = options
    this.remote = NodeId.parse(connection.remotePeer.toString())
    this.direction = connection.direction
    this.security = securityOf(connection)
    this.remoteAddress = connection.remoteAddr.toString()
    this.isErrand = options.isErrand
    connection.addEventListener('close', () => void this.#closing.close())
    this.#admission.promise.catch(() => {}) // most links are admitted without anybody waiting for it
    this.#closing.listen(() => this.#admission.reject(new Error('the link was closed before it was proven')))
  }

  get admitted(): boolean {
    return this.#admitted
  }

  get isClosed(): boolean {
    return this.#closing.closed
  }

  /** The side that dialled hears the other's proof last; the other knows when it is asked for more. */
  admit(): void {
    this.#admitted = true
    this.#admission.resolve()
    if (this.direction === 'outbound') this.#prove()
  }

  /** Resolves once the remote has shown that it belongs; rejects where the link closes or `signal` aborts before. */
  async whenAdmitted(signal: AbortSignal): Promise<void> {
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error('given up')), { once: true })
    })
    await Promise.race([this.#admission.promise, aborted])
  }

  async open(protocol: string, signal: AbortSignal): Promise<MessageStream> {
    const { maxMessageBytes, maxStreamsPerProtocol } = this.#options
    const stream = await this.#connection.newStream(protocol, {
      signal,
      maxOutboundStreams: maxStreamsPerProtocol,
      runOnLimitedConnection: true, // one through a helper is as good as any, while it lasts
    })
    return new Libp2pMessageStream(stream, maxMessageBytes)
  }

  /** The remote opened a stream; the transport hands it in. */
  take(protocol: string, stream: Stream): void {
    if (this.#admitted) this.#prove()
    this.#streams.emit({ protocol, stream: new Libp2pMessageStream(stream, this.#options.maxMessageBytes) })
  }

  onStream(listener: (opened: OpenedStream) => void): () => void {
    return this.#streams.listen(listener)
  }

  close(): Promise<void> {
    if (this.#closing.close()) this.#ended = this.#end()
    return this.#ended
  }

  onClose(listener: () => void): () => void {
    return this.#closing.listen(listener)
  }

  #prove(): void {
    if (this.#proven) return
    this.#proven = true
    this.#options.proven()
  }

  async #end(): Promise<void> {
    // An orderly close first: aborting a WebSocket connection does not reach the other side (@libp2p/websockets 10.1).
    const signal = AbortSignal.timeout(CLOSE_TIMEOUT_MS)
    await this.#connection.close({ signal }).catch((cause: Error) => this.#connection.abort(cause))
  }
}

/** Which of the negotiated protocols guards the connection. Source: libp2p specifications, noise and tls. */
function securityOf(connection: Connection): LinkSecurity {
  return connection.encryption?.startsWith('/tls/') === true ? 'tls' : 'noise'
}
