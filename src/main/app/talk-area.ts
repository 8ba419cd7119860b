import type { NodeId } from '../../shared/kernel/ids.ts'
import { createTalk, type Talk } from '../features/talk/talk.ts'
import type { PrivatePost } from '../replica/private-post.ts'
import type { Foundation } from './foundation.ts'
import { type PrivateNeeds, requireWritable } from './private-needs.ts'

/** Conversations with other Nodes, outside every transfer. */
export function createTalkArea(
  foundation: Foundation,
  needs: PrivateNeeds & {
    readonly post: PrivatePost
    isIsolated(nodeId: NodeId): boolean
    said(nodeId: NodeId): void
  },
): Talk {
  const { clock, database, emit, federation, logger, random, realTimers, self, timers } = foundation
  return createTalk({
    ...{ clock, database, federation, post: needs.post, random, realTimers, self, timers },
    logger: logger.child('talk'),
    isKnown: (nodeId) => needs.isMember(nodeId),
    isIsolated: (nodeId) => needs.isIsolated(nodeId),
    isLinked: (nodeId) => needs.isLinked(nodeId),
    requireWritable: () => requireWritable(needs),
    changed: (nodeId) => emit('neighbours.changed', nodeId),
    said: (nodeId) => needs.said(nodeId),
  })
}
