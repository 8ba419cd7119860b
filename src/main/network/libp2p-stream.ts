import type { Stream } from '@libp2p/interface'
import { Signal } from '../platform/signal.ts'
import { Closing } from './closing.ts'
import { FrameParser, frameMessage } from './framing.ts'
import { ReplayedSignal } from './replayed-signal.ts'
import type { MessageStream } from './transport.ts'
import { spareWindowUpdates } from './window-updates.ts'

/** How long a closing stream may take to hand over what is queued. Chosen here: a heartbeat's wait on a slow link. */
const CLOSE_TIMEOUT_MS = 5_000
/** Messages kept for a listener that has not come yet. Chosen here: an opening and a frame or two of each kind. */
const MAX_EARLY_MESSAGES = 16

/** Whole messages over a libp2p stream, each behind its length. */
export class Libp2pMessageStream implements MessageStream {
  readonly #stream: Stream
  readonly #parser: FrameParser
  readonly #messages = new ReplayedSignal<Uint8Array>()
  readonly #idle = new Signal<void>()
  readonly #closing = new Closing()

  constructor(stream: Stream, maxMessageBytes: number) {
    this.#stream = stream
    this.#parser = new FrameParser(maxMessageBytes)
    spareWindowUpdates(stream)
    stream.addEventListener('message', ({ data }) => {
      for (const chunk of data instanceof Uint8Array ? [data] : data) this.#take(chunk)
    })
    stream.addEventListener('idle', () => this.#idle.emit())
    stream.addEventListener('close', () => void this.#closing.close())
    // Our streams are open both ways or not at all; half-closed ones would wait for ever.
    stream.addEventListener('end', () => this.close())
  }

  get queuedBytes(): number {
    return this.#closing.closed ? 0 : this.#stream.writeBufferLength
  }

  send(message: Uint8Array): void {
    if (this.#closing.closed) return
    try {
      // The answer says nothing of use: how much may be under way is settled by credit, a floor above.
      this.#stream.send(frameMessage(message))
    } catch {
      this.#abort() // closed by the other side a moment ago
    }
  }

  onIdle(listener: () => void): () => void {
    return this.#idle.listen(listener)
  }

  onMessage(listener: (message: Uint8Array) => void): () => void {
    return this.#messages.listen(listener)
  }

  onClose(listener: () => void): () => void {
    return this.#closing.listen(listener)
  }

  close(): void {
    if (!this.#closing.close()) return
    this.#stream.close({ signal: AbortSignal.timeout(CLOSE_TIMEOUT_MS) }).catch(() => this.#abort())
  }

  #take(chunk: Uint8Array): void {
    if (this.#closing.closed) return
    for (const message of this.#parser.push(chunk)) {
      if (!this.#closing.closed) this.#messages.emit(message)
    }
    if (this.#parser.fault !== null || this.#messages.waiting > MAX_EARLY_MESSAGES) this.#abort()
  }

  #abort(): void {
    this.#closing.close()
    this.#stream.abort(new Error('the stream was given up'))
  }
}
