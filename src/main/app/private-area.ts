import type { NodeId } from '../../shared/kernel/ids.ts'
import type { CallHandlers } from '../features/calls/calls.ts'
import type { Files } from '../features/files/files.ts'
import type { TalkHandlers } from '../features/talk/talk.ts'
import type { Transfers } from '../features/transfers/transfers.ts'
import type { Startable } from '../platform/lifecycle.ts'
import { PrivatePost } from '../replica/private-post.ts'
import { createCallsArea } from './calls-area.ts'
import { createFilesArea } from './files-area.ts'
import type { Foundation } from './foundation.ts'
import type { PrivateNeeds } from './private-needs.ts'
import { createTalkArea } from './talk-area.ts'
import { createTransfersArea, type TransfersNeeds } from './transfers-area.ts'

export interface PrivateArea extends Startable {
  readonly handlers: {
    readonly transfers: Transfers['handlers']
    /** Of the contract's `neighbours`, what is said to one of them. */
    readonly neighbours: TalkHandlers & CallHandlers
    readonly files: Files['handlers']
  }
  /** A link has come up: what waits for that Node is sent. */
  linked(nodeId: NodeId): void
  /** A neighbour has sent the last of what we lacked. */
  caughtUp(nodeId: NodeId): void
}

/** What two Nodes say to each other alone, and the post that carries it. */
export function createPrivateArea(foundation: Foundation, needs: TransfersNeeds): PrivateArea {
  const post = createPost(foundation, needs)
  const transfers = createTransfersArea(foundation, { ...needs, post })
  const talk = createTalkArea(foundation, { ...needs, post })
  const calls = createCallsArea(foundation, { ...needs, post })
  const files = createFilesArea(foundation, { ...needs, post })
  const parts = [transfers, talk, calls, files, post] // the post last: whatever it brings is taken
  return {
    handlers: {
      transfers: transfers.handlers,
      neighbours: { ...talk.handlers, ...calls.handlers },
      files: files.handlers,
    },
    linked(nodeId) {
      transfers.linked(nodeId)
      talk.linked(nodeId)
      files.linked(nodeId)
    },
    caughtUp: (nodeId) => calls.caughtUp(nodeId),
    async start() {
      for (const part of parts) await part.start()
    },
    async stop() {
      for (const part of parts.toReversed()) await part.stop()
    },
  }
}

function createPost(
  { clock, federation, keys, limits, logger }: Foundation,
  { sessions, countRefusal }: PrivateNeeds,
): PrivatePost {
  const { signer } = keys
  return new PrivatePost({
    ...{ sessions, signer, clock, federation, limits, countRefusal },
    logger: logger.child('post'),
  })
}
