import type { Logger } from '../platform/logger.ts'
import type { FrameListener, ReceivedFrame } from './neighbour.ts'

/** Who hears what neighbours say. */
export class FrameListeners {
  readonly #logger: Pick<Logger, 'error'>
  readonly #listeners = new Set<FrameListener>()

  constructor(logger: Pick<Logger, 'error'>) {
    this.#logger = logger
  }

  /** @returns a function that ends it */
  listen(listener: FrameListener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Resolves when every listener is done. One that fails is our own mistake, not the sender's. */
  async tell(received: ReceivedFrame): Promise<void> {
    const told = [...this.#listeners].map(async (listener) => listener(received))
    for (const result of await Promise.allSettled(told)) {
      if (result.status === 'rejected') {
        this.#logger.error('frame-listener-failed', { from: received.from }, result.reason)
      }
    }
  }
}
