import type { NodeId } from '../../shared/kernel/ids.ts'
import { createTrust, type Trust } from '../features/trust/trust.ts'
import type { PrivatePost } from '../replica/private-post.ts'
import { type Foundation, isPractising } from './foundation.ts'
import type { IdentityArea } from './identity-area.ts'
import { type PrivateNeeds, requireWritable } from './private-needs.ts'

export interface TrustNeeds extends PrivateNeeds {
  readonly identity: Pick<IdentityArea, 'mirrors' | 'isUnconfirmed'>
  nameOf(nodeId: NodeId): string
  /** End what is being sent to a neighbour that asked what it missed. */
  breakOff(nodeId: NodeId): void
}

/** What this Node's Mirrors think of other Nodes, and whom they keep away for a time. */
export function createTrustArea(
  foundation: Foundation,
  needs: TrustNeeds & {
    readonly post: PrivatePost
    opened(nodeId: NodeId): void
    letIn(nodeId: NodeId): void
  },
): Trust {
  const { clock, database, federation, logger, random, realTimers, self, timers } = foundation
  return createTrust({
    ...{ clock, database, federation, post: needs.post, random, realTimers, self, timers },
    logger: logger.child('trust'),
    isTest: () => isPractising(foundation),
    isKnown: (nodeId) => needs.isMember(nodeId),
    isLinked: (nodeId) => needs.isLinked(nodeId),
    nameOf: (nodeId) => needs.nameOf(nodeId),
    mirrorSigner: ({ sessionId }) => needs.identity.mirrors.acting(sessionId),
    requireWritable: () => requireWritable(needs),
    shut: (nodeId) => needs.breakOff(nodeId),
    opened: (nodeId) => needs.opened(nodeId),
    letIn: (nodeId) => needs.letIn(nodeId),
    changed: (nodeId) => tellChanged(foundation, nodeId),
  })
}

/** Reports, alerts and lessons of a Node that is set apart are marked as such wherever they are shown. */
function tellChanged({ emit }: Foundation, nodeId: NodeId): void {
  emit('trust.changed', nodeId)
  emit('node.changed')
  emit('map.changed', nodeId)
  emit('alerts.changed')
  emit('seeds.changed')
}
