import type { NodeId } from '../../shared/kernel/ids.ts'
import { Closing } from './closing.ts'
import { ReplayedSignal } from './replayed-signal.ts'
import type { Link, MessageStream, OpenedStream } from './transport.ts'

/** Runs tasks in order, later. */
export type Carry = (task: () => void) => void

export interface SimulatedLinkOptions {
  readonly local: NodeId
  readonly remote: NodeId
  readonly direction: 'outbound' | 'inbound'
  readonly maxMessageBytes: number
  /** Whether the Node at this end takes streams of the protocol. */
  readonly accepts: (protocol: string) => boolean
  /** Way to the other end. */
  readonly carry: Carry
  /** Told of each message that sets out from this end. */
  readonly sent: (sizeBytes: number) => void
}

/** One end of a link inside this process. */
export class SimulatedLink implements Link {
  readonly local: NodeId
  readonly remote: NodeId
  readonly direction: 'outbound' | 'inbound'
  readonly security = 'simulated'
  readonly remoteAddress: string
  readonly #options: SimulatedLinkOptions
  readonly #streams = new ReplayedSignal<OpenedStream>()
  readonly #closing = new Closing()
  #other: SimulatedLink | null = null

  constructor(options: SimulatedLinkOptions) {
    this.#options = options
    this.local = options.local
    this.remote = options.remote
    this.direction = options.direction
    this.remoteAddress = simulatedAddress(options.remote)
  }

  /** Make two ends one link. */
  static join(a: SimulatedLink, b: SimulatedLink): void {
    a.#other = b
    b.#other = a
    a.onClose(() => a.#options.carry(() => void b.close()))
    b.onClose(() => b.#options.carry(() => void a.close()))
  }

  admit(): void {}

  open(protocol: string, signal: AbortSignal): Promise<MessageStream> {
    return new Promise((resolve, reject) => {
      const fail = (why: string) => reject(new Error(why))
      if (this.#closing.closed) return fail('the link is closed')
      if (signal.aborted) return fail('given up')
      signal.addEventListener('abort', () => fail('given up'), { once: true })
      this.onClose(() => fail('the link was closed'))
      this.#options.carry(() =>
        this.#other?.answer(protocol, { resolve, refuse: () => fail('protocol refused') }),
      )
    })
  }

  onStream(listener: (opened: OpenedStream) => void): () => void {
    return this.#streams.listen(listener)
  }

  async close(): Promise<void> {
    this.#closing.close()
  }

  onClose(listener: () => void): () => void {
    return this.#closing.listen(listener)
  }

  /** The other end asks for a stream. */
  answer(
    protocol: string,
    asker: { readonly resolve: (stream: MessageStream) => void; readonly refuse: () => void },
  ): void {
    const { accepts, carry } = this.#options
    if (this.#closing.closed || this.#other === null) return
    if (!accepts(protocol)) {
      carry(asker.refuse)
      return
    }
    const [near, far] = SimulatedStream.pair(this, this.#other)
    carry(() => asker.resolve(far))
    this.#streams.emit({ protocol, stream: near })
  }

  /** A stream at this end: its messages take this link's way. */
  stream(): SimulatedStream {
    const stream = new SimulatedStream(this.#options)
    this.onClose(() => stream.close())
    return stream
  }
}

/** One end of a simulated stream. */
class SimulatedStream implements MessageStream {
  readonly queuedBytes = 0
  readonly #options: SimulatedLinkOptions
  readonly #messages = new ReplayedSignal<Uint8Array>()
  readonly #closing = new Closing()
  #other: SimulatedStream | null = null

  constructor(options: SimulatedLinkOptions) {
    this.#options = options
  }

  static pair(a: SimulatedLink, b: SimulatedLink): readonly [SimulatedStream, SimulatedStream] {
    const [near, far] = [a.stream(), b.stream()]
    near.#other = far
    far.#other = near
    return [near, far]
  }

  send(message: Uint8Array): void {
    if (this.#closing.closed) return
    const copy = message.slice()
    this.#options.sent(copy.byteLength)
    this.#options.carry(() => this.#other?.take(copy))
  }

  onIdle(): () => void {
    return () => {}
  }

  onMessage(listener: (message: Uint8Array) => void): () => void {
    return this.#messages.listen(listener)
  }

  onClose(listener: () => void): () => void {
    return this.#closing.listen(listener)
  }

  close(): void {
    if (this.#closing.close()) this.#options.carry(() => this.#other?.close())
  }

  take(message: Uint8Array): void {
    if (this.#closing.closed) return
    if (message.byteLength > this.#options.maxMessageBytes) this.close()
    else this.#messages.emit(message)
  }
}

/** Where a simulated Node is dialled. The word says what it is, wherever the address is shown. */
export const simulatedAddress = (nodeId: NodeId): string => `/simulated/p2p/${nodeId}`
