import type { Link, MessageStream, OpenedStream } from './transport.ts'

/** Streams that may wait to be looked at. Chosen here: the proof and both lanes, and one that comes early or is too many. */
const MAX_WAITING_STREAMS = 4

/** The streams that the other side of a link opens, taken one by one. */
export class StreamInbox {
  readonly #link: Link
  readonly #waiting: OpenedStream[] = []
  #wake: () => void = () => {}
  #take: (opened: OpenedStream) => void = (opened) => this.#keep(opened)

  constructor(link: Link) {
    this.#link = link
    link.onStream((opened) => {
      this.#take(opened)
      this.#wake()
    })
    link.onClose(() => this.#wake())
  }

  /** The next stream, which must be of this protocol; null where it is another, the link closes, or `signal` aborts. */
  async next(protocol: string, signal: AbortSignal): Promise<MessageStream | null> {
    const stop = (): void => this.#wake()
    signal.addEventListener('abort', stop)
    let closed = false
    const forget = this.#link.onClose(() => {
      closed = true
    })
    while (this.#waiting.length === 0 && !closed && !signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    signal.removeEventListener('abort', stop)
    forget()
    const opened = this.#waiting.shift()
    return opened?.protocol === protocol ? opened.stream : null
  }

  /** Whatever else comes is closed unread. */
  shut(): void {
    this.handOver(({ stream }) => stream.close())
  }

  /** From now on every stream goes to the listener, those that wait first. */
  handOver(listener: (opened: OpenedStream) => void): void {
    this.#take = listener
    for (const opened of this.#waiting.splice(0)) listener(opened)
  }

  #keep(opened: OpenedStream): void {
    if (this.#waiting.length >= MAX_WAITING_STREAMS) opened.stream.close()
    else this.#waiting.push(opened)
  }
}
