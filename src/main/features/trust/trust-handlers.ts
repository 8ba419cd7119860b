import type { Caller } from '../../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../../shared/bridge/contract.ts'
import type { IsolationView, trust } from '../../../shared/contract/trust.ts'
import type { NodeId } from '../../../shared/kernel/ids.ts'
import type { TrustService } from './trust-service.ts'
import type { Isolation } from './trust-types.ts'

export interface TrustHandlersDeps {
  readonly service: TrustService
  /** What a Node calls itself. */
  readonly nameOf: (nodeId: NodeId) => string
}

/** Answers the contract's `trust`. */
export function trustHandlers({ service, nameOf }: TrustHandlersDeps): FeatureHandlers<typeof trust, Caller> {
  const viewOf = (isolation: Isolation): IsolationView => {
    const { appeal, byMirror, peer, reason, sinceMs, untilMs } = isolation
    return { nodeId: peer, name: nameOf(peer), reason, byMirror, sinceMs, untilMs, appeal }
  }
  return {
    get({ nodeId }) {
      const { flags, isolation, isolatedBy, over } = service.standing(nodeId)
      return {
        flags: [...flags],
        isolation: isolation && viewOf(isolation),
        isolatedUntilMs: isolation?.untilMs ?? null,
        isolatedBy: isolatedBy && viewOf(isolatedBy),
        over: over.map(({ endedAtMs, ours, releasedBy, ...was }) => ({
          ...{ ours, endedAtMs, releasedBy },
          ...{ reason: was.reason, byMirror: was.byMirror, sinceMs: was.sinceMs },
        })),
      }
    },
    list: () => ({ isolations: service.all(true).map(viewOf), isolatedBy: service.all(false).map(viewOf) }),
    async flag({ nodeId, reason }, caller) {
      await service.flag(nodeId, reason, caller)
      return {}
    },
    isolate: async (draft, caller) => ({ untilMs: await service.isolate(draft, caller) }),
    async release({ nodeId }, caller) {
      await service.release(nodeId, caller)
      return {}
    },
    async appeal({ nodeId, reason }, caller) {
      await service.appeal(nodeId, reason, caller)
      return {}
    },
  }
}
