import type { NodeId } from '../../shared/kernel/ids.ts'
import type { MembershipService } from '../features/membership/membership-service.ts'
import { chooseAnchors } from '../network/anchors.ts'
import type { NeighbourInfo } from '../network/neighbour.ts'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'

export interface AcquaintancesDeps {
  readonly clock: Clock
  readonly realClock: Clock
  readonly logger: Logger
  readonly membership: MembershipService
  linked(): readonly NeighbourInfo[]
}

/** Writes down whom this Node met and where, so that it finds them again after a restart. What the disk refuses is noted the next time. */
export class Acquaintances {
  readonly #deps: AcquaintancesDeps

  constructor(deps: AcquaintancesDeps) {
    this.#deps = deps
  }

  /** When and where everybody who is linked was last heard. */
  async noteLinked(): Promise<void> {
    const { clock, linked, membership } = this.#deps
    await this.#attempt(async () => {
      for (const { nodeId, address } of linked()) {
        await membership.noteHeard(nodeId, { atMs: clock.nowMs(), address })
      }
    })
    await this.noteAnchors()
  }

  /** That a dial of ours reached a Node. */
  async noteReached(nodeId: NodeId): Promise<void> {
    const { membership, realClock } = this.#deps
    await this.#attempt(() => membership.noteReached(nodeId, realClock.nowMs()))
  }

  /** Whom to begin with after a restart. */
  async noteAnchors(): Promise<void> {
    const { linked, membership, realClock } = this.#deps
    await this.#attempt(() => {
      const members = linked().filter(({ nodeId }) => membership.isMember(nodeId))
      return membership.setAnchors(chooseAnchors(members, membership.anchors(), realClock.nowMs()))
    })
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (thrown) {
      this.#deps.logger.warn('it could not be noted who was met', { cause: String(thrown) })
    }
  }
}
