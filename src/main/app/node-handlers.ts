import type { Caller } from '../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../shared/bridge/contract.ts'
import type { clock } from '../../shared/contract/clock.ts'
import type { host } from '../../shared/contract/host.ts'
import type { node } from '../../shared/contract/node.ts'
import { MirrorError } from '../../shared/kernel/errors.ts'
import type { MirrorService } from '../features/identity/mirror-service.ts'
import { isTestFederation } from '../features/membership/federation-codec.ts'
import type { MembershipService } from '../features/membership/membership-service.ts'
import type { SettingsStore } from '../features/settings/settings-store.ts'
import type { NeighbourInfo } from '../network/neighbour.ts'
import type { AdjustableClock } from '../platform/clock.ts'
import { formatEpoch } from '../replica/epoch-order.ts'
import type { Circle } from './circle.ts'
import type { SeatPorts } from './seat-ports.ts'

/** Neighbours that must agree before a Node is told that its clock is off. Chosen here: one may be wrong itself. */
const CLOCK_WITNESSES = 2
/** Difference below which a clock counts as right. Source: docs/protocol.md, "Time". */
const CLOCK_TOLERANCE_MS = 60_000

export interface NodeHandlerDeps {
  readonly circle: Circle
  readonly membership: MembershipService
  readonly mirrors: MirrorService
  readonly settings: SettingsStore
  readonly ports: Pick<SeatPorts, 'hostKind'>
  readonly version: string
  /** Whether the Node waits to learn where its old log ended. */
  isUnconfirmed(): boolean
  /** How many Nodes are set apart here just now. */
  countIsolated(): number
  /** Show the profile to others. */
  introduce(): Promise<void>
  changed(): void
}

/** The contract's `node`. */
export function nodeHandlers(deps: NodeHandlerDeps): FeatureHandlers<typeof node, Caller> {
  const { circle, membership, mirrors, settings } = deps
  return {
    status(_, { sessionId }) {
      const own = circle.replica.ownEpoch()
      const linked = circle.linked().filter(({ nodeId }) => membership.isMember(nodeId))
      return {
        nodeId: membership.self,
        name: settings.get().name,
        place: settings.get().place,
        federationId: circle.federationId,
        practice: isTestFederation(circle.federationId),
        epoch: own === null ? '' : formatEpoch(own.epoch),
        superseded: own?.superseded ?? false,
        epochUnconfirmed: deps.isUnconfirmed(),
        neighbours: linked.length,
        knownNodes: membership.others().length,
        isolatedNodes: deps.countIsolated(),
        locked: mirrors.isLocked(sessionId),
        version: deps.version,
        host: deps.ports.hostKind,
        addresses: [...circle.addresses()],
        clockOffMs: clockOff(linked),
        seemsFiltered: circle.seemsFiltered,
        outside: circle.outside,
      }
    },
    async setProfile({ name, place }) {
      await settings.set({
        ...(name === undefined ? {} : { name }),
        ...(place === undefined ? {} : { place }),
      })
      deps.changed()
      await deps.introduce()
      return {}
    },
  }
}

/** How far our clock is off, by the middle one of our neighbours; 0 while it is right or too few tell. */
export function clockOff(linked: readonly Pick<NeighbourInfo, 'clockOffMs'>[]): number {
  const told = linked
    .flatMap(({ clockOffMs }) => (clockOffMs === null ? [] : [clockOffMs]))
    .sort((a, b) => a - b)
  const middle = told[Math.floor((told.length - 1) / 2)] ?? 0
  return told.length < CLOCK_WITNESSES || Math.abs(middle) < CLOCK_TOLERANCE_MS ? 0 : Math.round(-middle)
}

export interface ClockHandlerDeps {
  readonly clock: AdjustableClock
  readonly settings: SettingsStore
  isAdjustable(): boolean
}

/** The contract's `clock`. */
export function clockHandlers(deps: ClockHandlerDeps): FeatureHandlers<typeof clock, Caller> {
  const { clock: application, settings } = deps
  /** What has been asked for, also where it is not on disk yet: two calls at once move the clock by both. */
  let aheadMs = 0
  return {
    now: () => ({
      nowMs: application.nowMs(),
      advancedMs: application.advancedMs,
      adjustable: deps.isAdjustable(),
    }),
    async advance({ ms }) {
      if (!deps.isAdjustable()) throw new MirrorError('test-only')
      if (ms < 0) throw new MirrorError('clock-backwards')
      aheadMs += ms
      try {
        await settings.set({ clockAdvancedMs: application.advancedMs + aheadMs })
        application.advance(ms)
      } finally {
        aheadMs -= ms
      }
      return { nowMs: application.nowMs(), advancedMs: application.advancedMs }
    },
  }
}

/** The contract's `host`, which answers before a Node is open. */
export function hostHandlers(
  ports: Pick<SeatPorts, 'hostKind' | 'dataDir' | 'notifications' | 'filePicker'>,
  options: { readonly version: string; diagnose(): string },
): FeatureHandlers<typeof host, Caller> {
  const { hostKind, dataDir, notifications, filePicker } = ports
  return {
    describe: () => ({ host: hostKind, version: options.version, dataDir, notifications, filePicker }),
    confirm(act, { confirmations }) {
      if (confirmations === undefined) throw new MirrorError('not-confirmed')
      return confirmations.issue(act)
    },
    diagnostics: () => ({ text: options.diagnose() }),
  }
}
