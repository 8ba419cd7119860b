import type { NodeId } from '../../shared/kernel/ids.ts'
import type { Limits } from '../platform/limiter.ts'
import type { Logger } from '../platform/logger.ts'
import type { Deliveries } from './deliveries.ts'
import type { Mending } from './mending.ts'
import type { ReplicaDeps } from './replica.ts'
import type { SyncContent } from './sync-frames.ts'

export interface SyncHearingDeps extends Pick<ReplicaDeps, 'isMember' | 'mayPass'> {
  readonly limits: Pick<Limits, 'theirs'>
  readonly logger: Logger
  readonly neighbourhood: Pick<ReplicaDeps['neighbourhood'], 'countRefusal'>
  readonly mending: Pick<Mending, 'noteKnock' | 'receive'>
  readonly deliveries: Pick<Deliveries, 'takeCursors'>
}

/** Whom this Node listens to when it says in its session what it holds and lacks, and how often. */
export class SyncHearing {
  readonly #deps: SyncHearingDeps

  constructor(deps: SyncHearingDeps) {
    this.#deps = deps
  }

  /** Whether a neighbour may say one more thing just now, whatever it is. */
  admits(from: NodeId): boolean {
    return this.#mayAsk(from, 'frames')
  }

  /** Take what was admitted. Never rejects. */
  async hear(from: NodeId, content: SyncContent): Promise<void> {
    const { deliveries, isMember, logger, mayPass, mending } = this.#deps
    if (!isMember(from)) mending.noteKnock(from)
    if (!isMember(from) || !mayPass(from, null)) return
    if (content.cursors && !this.#mayAsk(from, 'sync')) return
    try {
      mending.receive(from, content)
      if (content.cursors) await deliveries.takeCursors(from, content.cursors)
    } catch (thrown) {
      logger.warn('what a neighbour holds could not be looked at', { cause: String(thrown) })
    }
  }

  /** Cursors cost reading; comparing has bounds of its own besides. */
  #mayAsk(from: NodeId, limit: 'frames' | 'sync'): boolean {
    const { limits, neighbourhood } = this.#deps
    const reached = limits.theirs.take(from, limit)
    if (reached?.isNews) neighbourhood.countRefusal(from, 'rate-exceeded')
    return reached === null
  }
}
