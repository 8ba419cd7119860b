import type { NodeId } from '../../shared/kernel/ids.ts'
import type { CallHandlers } from '../features/calls/calls.ts'
import type { Files, FilesDeps } from '../features/files/files.ts'
import type { TalkHandlers } from '../features/talk/talk.ts'
import type { Transfers } from '../features/transfers/transfers.ts'
import type { Trust } from '../features/trust/trust.ts'
import type { Startable } from '../platform/lifecycle.ts'
import { PrivatePost, type PrivatePostDeps } from '../replica/private-post.ts'
import { createCallsArea } from './calls-area.ts'
import { createFilesArea } from './files-area.ts'
import type { Foundation } from './foundation.ts'
import { createTalkArea } from './talk-area.ts'
import { createTransfersArea, type TransfersNeeds } from './transfers-area.ts'
import { createTrustArea, type TrustNeeds } from './trust-area.ts'

/** Who holds what back is known only once trust is composed, which itself needs the post. */
type PrivateAreaNeeds = Omit<TransfersNeeds, 'isIsolated'> & TrustNeeds & Pick<FilesDeps, 'names' | 'nameOf'>

export interface PrivateArea extends Startable {
  readonly handlers: {
    readonly transfers: Transfers['handlers']
    /** Of the contract's `neighbours`, what is said to one of them. */
    readonly neighbours: TalkHandlers & CallHandlers
  } & Files['handlers']
  /** The size of an attachment that is here; null where it is not. */
  attachmentBytes(root: string): number | null
  readonly trust: Trust
  /** A link has come up: what waits for that Node is sent. */
  linked(nodeId: NodeId): void
  /** A neighbour has sent the last of what we lacked. */
  caughtUp(nodeId: NodeId): void
}

/** What two Nodes say to each other alone, and the post that carries it. */
export function createPrivateArea(foundation: Foundation, needs: PrivateAreaNeeds): PrivateArea {
  const post = createPost(foundation, { ...needs, mayPass: (nodeId, kind) => trust.mayPass(nodeId, kind) })
  const trust = createTrustArea(foundation, {
    ...{ ...needs, post },
    opened: (nodeId) => opened(nodeId),
    letIn: (nodeId) => letIn(nodeId),
  })
  const isIsolated = (nodeId: NodeId): boolean => trust.isIsolated(nodeId)
  const transfers = createTransfersArea(foundation, { ...needs, isIsolated, post })
  const calls = createCallsArea(foundation, { ...needs, isIsolated, post })
  const said = (nodeId: NodeId): void => void calls.answered(nodeId)
  const talk = createTalkArea(foundation, { ...needs, isIsolated, said, post })
  const files = createFilesArea(foundation, { ...needs, isIsolated, post })
  const linked = (nodeId: NodeId): void => {
    for (const part of [trust, transfers, talk, files]) part.linked(nodeId)
  }
  const letIn = (nodeId: NodeId): void => {
    if (needs.isLinked(nodeId)) linked(nodeId)
  }
  const opened = (nodeId: NodeId): void => {
    if (needs.isLinked(nodeId)) needs.lookForNews(nodeId)
    letIn(nodeId)
  }
  return {
    handlers: {
      transfers: transfers.handlers,
      neighbours: { ...talk.handlers, ...calls.handlers },
      ...files.handlers,
    },
    trust,
    attachmentBytes: (root) => files.attachmentBytes(root),
    linked,
    caughtUp: (nodeId) => calls.caughtUp(nodeId),
    // the post last: whatever it brings is taken
    ...inOrder([trust, transfers, talk, calls, files, post]),
  }
}

function inOrder(parts: readonly Startable[]): Startable {
  return {
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
  { sessions, countRefusal, mayPass }: Pick<PrivatePostDeps, 'sessions' | 'countRefusal' | 'mayPass'>,
): PrivatePost {
  const { signer } = keys
  return new PrivatePost({
    ...{ sessions, signer, clock, federation, limits, countRefusal, mayPass },
    logger: logger.child('post'),
  })
}
