import { randomBytes } from 'node:crypto'

/** A chunk of bulk: as many pieces as give 16 KiB, so that it also fits a frame of receipts. */
const PIECE_BYTES = 32
const PIECES = 480
const CHUNK_BYTES = PIECE_BYTES * PIECES
/** What is always kept waiting. Chosen here: more than any window, and less than closes a link. */
const KEPT_WAITING_BYTES = 1024 * 1024
/** Chunks handed over at one look, where all are taken at once. Chosen here: as many as are kept waiting. */
const MOST_AT_ONCE = KEPT_WAITING_BYTES / CHUNK_BYTES
/** How often that is looked after. */
const LOOK_MS = 1

interface Pipe {
  queuedBytes(): number
  send(chunk: readonly Uint8Array[]): void
}

/** Keeps a pipe full until it is stopped. */
export class BulkPump {
  readonly #pipe: Pipe
  readonly #chunk = Array.from({ length: PIECES }, () => new Uint8Array(randomBytes(PIECE_BYTES)))
  readonly #startedAt = performance.now()
  readonly #timer: NodeJS.Timeout
  #handedOverBytes = 0

  constructor(pipe: Pipe) {
    this.#pipe = pipe
    this.#fill()
    this.#timer = setInterval(() => this.#fill(), LOOK_MS)
  }

  /** @returns bytes that went in a second; resolves when what waited is gone */
  async stop(): Promise<number> {
    clearInterval(this.#timer)
    const wentBytes = this.#handedOverBytes - this.#pipe.queuedBytes()
    const seconds = (performance.now() - this.#startedAt) / 1000
    while (this.#pipe.queuedBytes() > 0) await new Promise((again) => setTimeout(again, LOOK_MS))
    return wentBytes / seconds
  }

  #fill(): void {
    for (let put = 0; put < MOST_AT_ONCE && this.#pipe.queuedBytes() < KEPT_WAITING_BYTES; put += 1) {
      this.#pipe.send(this.#chunk)
      this.#handedOverBytes += CHUNK_BYTES
    }
  }
}
