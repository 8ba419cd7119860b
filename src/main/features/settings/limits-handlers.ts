import type { Caller } from '../../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../../shared/bridge/contract.ts'
import type { LimitView, limits } from '../../../shared/contract/limits.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import { NodeId } from '../../../shared/kernel/ids.ts'
import { LIMIT_NAMES, type LimitName, RATE_LIMITS } from '../../../shared/kernel/rate-limits.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Limiter, LimitUse } from '../../platform/limiter.ts'
import type { SettingsStore } from './settings-store.ts'

export interface LimitsHandlerDeps {
  readonly store: SettingsStore
  /** What others ask of this Node. */
  readonly limiter: Limiter
  /** The application's clock. */
  readonly clock: Clock
  nameOf(nodeId: NodeId): string
  /** Told after a change. */
  changed(): void
}

/** The contract's `limits`. */
export function limitsHandlers(deps: LimitsHandlerDeps): FeatureHandlers<typeof limits, Caller> {
  return {
    list: () => ({ limits: LIMIT_NAMES.map((name) => toView(name, deps)) }),
    async set({ name, count }) {
      const { least, most } = RATE_LIMITS[name]
      if (count < least || count > most) throw new MirrorError('limit-out-of-range', { least, most })
      await deps.store.set({ limits: { ...deps.store.get().limits, [name]: count } })
      deps.changed()
      return { name, count }
    },
  }
}

function toView(name: LimitName, deps: LimitsHandlerDeps): LimitView {
  const { count: defaultCount, least, most, perNode, periodMs } = RATE_LIMITS[name]
  const { limiter } = deps
  return {
    ...{ name, periodMs, perNode, defaultCount, least, most },
    count: limiter.count(name),
    atOnce: limiter.atOnce(name),
    uses: limiter.usesOf(name).map((use) => toUse(use, deps)),
  }
}

function toUse(
  { party, refused, refusedAgoMs, used }: LimitUse,
  { clock, nameOf }: LimitsHandlerDeps,
): LimitView['uses'][number] {
  const nodeId = NodeId.safeParse(party).data ?? null
  const lastRefusedAtMs = refusedAgoMs === null ? null : Math.max(0, Math.round(clock.nowMs() - refusedAgoMs))
  return { nodeId, name: nodeId === null ? null : nameOf(nodeId), used, refused, lastRefusedAtMs }
}
