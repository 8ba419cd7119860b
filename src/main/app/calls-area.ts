import type { NodeId } from '../../shared/kernel/ids.ts'
import { type Calls, createCalls } from '../features/calls/calls.ts'
import type { PrivatePost } from '../replica/private-post.ts'
import type { Foundation } from './foundation.ts'
import { type PrivateNeeds, requireWritable } from './private-needs.ts'

/** What other Nodes may ask of this one, and it of them, beside talk. */
export function createCallsArea(
  foundation: Foundation,
  needs: PrivateNeeds & { readonly post: PrivatePost; isIsolated(nodeId: NodeId): boolean },
): Calls {
  const { clock, database, emit, federation, limits, logger, random, realTimers, self, timers } = foundation
  const { post, ...reach } = needs
  return createCalls({
    ...reach,
    ...{ clock, database, federation, limits, post, random, realTimers, self, timers },
    steadyClock: foundation.surroundings.steadyClock,
    logger: logger.child('calls'),
    isKnown: (nodeId) => needs.isMember(nodeId),
    isIsolated: (nodeId) => needs.isIsolated(nodeId),
    wakeFrom: () => foundation.settings.get().wakeFrom,
    version: foundation.options.version,
    upSinceMs: clock.nowMs(),
    requireWritable: () => requireWritable(needs),
    changed(nodeId) {
      emit('neighbours.called', nodeId)
      emit('neighbours.changed', nodeId)
    },
  })
}
