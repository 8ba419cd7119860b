import type { Caller } from '../../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../../shared/bridge/contract.ts'
import type { mirrors } from '../../../shared/contract/mirrors.ts'
import type { MirrorService } from './mirror-service.ts'

/** The contract's `mirrors`. */
export function mirrorHandlers(service: MirrorService): FeatureHandlers<typeof mirrors, Caller> {
  return {
    list: (_, { sessionId }) => ({ mirrors: [...service.list(sessionId)] }),
    add: async ({ name, pin }) => ({ mirrorId: await service.add(name, pin) }),
    revoke: async ({ mirrorId }) => {
      await service.revoke(mirrorId)
      return {}
    },
    unlock: async ({ mirrorId, pin }, { sessionId }) => {
      await service.unlock(sessionId, mirrorId, pin)
      return {}
    },
    lock: ({ mirrorId }, { sessionId }) => {
      service.lock(sessionId, mirrorId)
      return {}
    },
    changePin: async ({ mirrorId, pin, newPin }) => {
      await service.changePin(mirrorId, pin.normalize('NFKC'), newPin)
      return {}
    },
  }
}
