import type { Caller } from '../../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../../shared/bridge/contract.ts'
import type { policy } from '../../../shared/contract/policy.ts'
import { Settings, type settings } from '../../../shared/contract/settings.ts'
import type { SettingsStore } from './settings-store.ts'

export interface SettingsHandlerDeps {
  readonly store: SettingsStore
  /** Told after a change. */
  changed(changes: Partial<Settings>): void
}

/** The contract's `settings`. */
export function settingsHandlers(deps: SettingsHandlerDeps): FeatureHandlers<typeof settings, Caller> {
  /** The schema lets through what it names, and nothing else that is kept beside it. */
  const current = (): Settings => Settings.parse(deps.store.get())
  return {
    get: current,
    async set(changes) {
      const named = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
      await deps.store.set(named)
      deps.changed(named)
      return current()
    },
  }
}

/** The contract's `policy`. */
export function policyHandlers(deps: {
  readonly store: SettingsStore
}): FeatureHandlers<typeof policy, Caller> {
  return {
    get: () => ({ transfersNeed: deps.store.get().transfersNeed }),
    async set({ transfersNeed }) {
      await deps.store.set({ transfersNeed })
      return { transfersNeed }
    },
  }
}
