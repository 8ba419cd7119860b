import type { NodeId } from '../../../shared/kernel/ids.ts'
import type { Logger } from '../../platform/logger.ts'
import type { Timers } from '../../platform/timers.ts'
import type { PrivatePost } from '../../replica/private-post.ts'

/** How often it is looked whether bulk may go again. Chosen here: far below the 250 ms for which an alert may hold it. */
const LOOK_AGAIN_MS = 10

/** Whether bulk may be sent to a neighbour just now: not while an alert is being written to anybody, nor while anything else waits for that neighbour. */
export interface BulkGate {
  isOpen(nodeId: NodeId): boolean
  /** Whether more of it may be asked for, of anybody: not shortly after an alert. */
  mayAsk(): boolean
}

export interface FileReachDeps {
  readonly post: Pick<PrivatePost, 'sendFrame'>
  readonly gate: BulkGate
  /** Timers on the machine's clock. */
  readonly realTimers: Timers
  readonly isLinked: (nodeId: NodeId) => boolean
  readonly logger: Pick<Logger, 'warn'>
}

/** The way to the other Node, behind everything else that goes there. */
export class FileReach {
  readonly #deps: FileReachDeps

  constructor(deps: FileReachDeps) {
    this.#deps = deps
  }

  isLinked(nodeId: NodeId): boolean {
    return this.#deps.isLinked(nodeId)
  }

  /** Ask for bulk, once no alert is in its way: what was asked for before is all that may still come beside one. Never rejects. @returns whether it is on its way */
  async ask(to: NodeId, frame: { readonly type: number; readonly bytes: Uint8Array }): Promise<boolean> {
    while (this.isLinked(to) && !this.#deps.gate.mayAsk()) await this.#pause()
    return this.send(to, frame)
  }

  /** Send once nothing more urgent is in the way. Never rejects. @returns whether it is on its way */
  async send(to: NodeId, frame: { readonly type: number; readonly bytes: Uint8Array }): Promise<boolean> {
    const { gate, isLinked, logger, post } = this.#deps
    try {
      while (isLinked(to) && !gate.isOpen(to)) await this.#pause()
      return isLinked(to) && (await post.sendFrame(to, { ...frame, channel: 'bulk' }))
    } catch (thrown) {
      logger.warn('file-frame-unsent', { cause: String(thrown) }) // it is asked for again
      return false
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => void this.#deps.realTimers.after(LOOK_AGAIN_MS, resolve))
  }
}
