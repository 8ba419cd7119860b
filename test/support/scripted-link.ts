import type { Link, MessageStream, OpenedStream } from '../../src/main/network/transport.ts'
import type { NodeId } from '../../src/shared/kernel/ids.ts'

export interface ScriptedLinkOptions {
  readonly direction: 'inbound' | 'outbound'
  readonly remote: NodeId
  /** What its streams are opened with. */
  readonly protocol: string
  /** What the other side says first on each of its streams; then it closes. */
  readonly messages: readonly Uint8Array[]
}

/** A link whose other side reads from a script: says one message on each stream and closes it. */
export class ScriptedLink implements Link {
  readonly security = 'simulated'
  readonly remoteAddress = '/scripted'
  readonly direction: 'inbound' | 'outbound'
  readonly remote: NodeId
  readonly #messages: Uint8Array[]
  readonly #protocol: string

  constructor(options: ScriptedLinkOptions) {
    this.direction = options.direction
    this.remote = options.remote
    this.#messages = [...options.messages]
    this.#protocol = options.protocol
  }

  admit(): void {}

  async open(): Promise<MessageStream> {
    const message = this.#messages.shift()
    if (message === undefined) throw new Error('the script is over')
    return new ScriptedStream(message)
  }

  onStream(listener: (opened: OpenedStream) => void): () => void {
    queueMicrotask(() => {
      for (const message of this.#messages.splice(0)) {
        const stream = new ScriptedStream(message)
        listener({ protocol: this.#protocol, stream })
      }
    })
    return () => {}
  }

  async close(): Promise<void> {}

  onClose(listener: () => void): () => void {
    const timer = setImmediate(listener)
    return () => clearImmediate(timer)
  }
}

class ScriptedStream implements MessageStream {
  readonly queuedBytes = 0
  readonly #message: Uint8Array

  constructor(message: Uint8Array) {
    this.#message = message
  }

  send(): void {}

  onIdle(): () => void {
    return () => {}
  }

  onMessage(listener: (message: Uint8Array) => void): () => void {
    queueMicrotask(() => listener(this.#message))
    return () => {}
  }

  onClose(listener: () => void): () => void {
    const timer = setImmediate(listener)
    return () => clearImmediate(timer)
  }

  close(): void {}
}
