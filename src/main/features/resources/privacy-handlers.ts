import type { Caller } from '../../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../../shared/bridge/contract.ts'
import type { privacy } from '../../../shared/contract/privacy.ts'
import type { PrivacyService } from './privacy-service.ts'

/** Answers the contract's `privacy`. */
export function privacyHandlers(service: PrivacyService): FeatureHandlers<typeof privacy, Caller> {
  return {
    setAccuracy: ({ resource, within }) => service.setAccuracy(resource, within),
    budget: () => ({ resources: service.budget() }),
  }
}
