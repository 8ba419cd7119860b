import type { NodeId } from '../../shared/kernel/ids.ts'
import type { SealedWay } from './sealed-way.ts'

/** Pauses before a session that did not come to be is sought again, or first by the side that does not begin; from then on with every look for somebody. Source: docs/protocol.md, "Catching up". */
const AGAIN_AFTER_MS = [2_000, 8_000, 15_000]

export interface AwaitedSessionsDeps {
  readonly sealed: Pick<SealedWay, 'isOpen' | 'open'>
  /** Whether it is for this Node to open the session: both at once would be one too many. */
  begins(nodeId: NodeId): boolean
  later(delayMs: number, task: () => void): void
  /** There is a session: begin. */
  begin(nodeId: NodeId): void
}

/** Neighbours with whom to begin as soon as there is a session. Before it, nothing is asked. */
export class AwaitedSessions {
  readonly #deps: AwaitedSessionsDeps
  readonly #awaited = new Set<NodeId>()

  constructor(deps: AwaitedSessionsDeps) {
    this.#deps = deps
  }

  /** Begin now, or when a session has opened. */
  want(nodeId: NodeId): void {
    const isNew = !this.#awaited.has(nodeId)
    this.#awaited.add(nodeId)
    if (this.#deps.sealed.isOpen(nodeId)) this.opened(nodeId)
    else if (!isNew) return
    else if (this.#deps.begins(nodeId)) void this.#seek(nodeId, AGAIN_AFTER_MS)
    else this.#seekLater(nodeId, AGAIN_AFTER_MS)
  }

  /** Begin again when a session has opened: the one there was is over. Nobody is sought at once, for the link may have gone with it. */
  wantAgain(nodeId: NodeId): void {
    if (this.#awaited.has(nodeId)) return
    this.#awaited.add(nodeId)
    const [, ...later] = AGAIN_AFTER_MS
    this.#seekLater(nodeId, this.#deps.begins(nodeId) ? AGAIN_AFTER_MS : later)
  }

  /** A session has opened. @returns whether it was waited for */
  opened(nodeId: NodeId): boolean {
    const wasAwaited = this.#awaited.delete(nodeId)
    if (wasAwaited) this.#deps.begin(nodeId)
    return wasAwaited
  }

  /** Seek once more whatever did not come to be. */
  seekAgain(): void {
    for (const nodeId of this.#awaited) void this.#seek(nodeId, [])
  }

  forget(nodeId: NodeId): void {
    this.#awaited.delete(nodeId)
  }

  stop(): void {
    this.#awaited.clear()
  }

  async #seek(nodeId: NodeId, pausesMs: readonly number[]): Promise<void> {
    const isOpen = await this.#deps.sealed.open(nodeId)
    if (!isOpen) this.#seekLater(nodeId, pausesMs)
  }

  #seekLater(nodeId: NodeId, [pauseMs, ...pausesMs]: readonly number[]): void {
    if (pauseMs === undefined) return
    this.#deps.later(pauseMs, () => {
      if (this.#awaited.has(nodeId)) void this.#seek(nodeId, pausesMs)
    })
  }
}
