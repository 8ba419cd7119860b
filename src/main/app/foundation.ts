import type { MirrorwellEvent } from '../../shared/contract/index.ts'
import type { FederationId, NodeId } from '../../shared/kernel/ids.ts'
import type { NodeKeys } from '../features/identity/node-keys.ts'
import { isTestFederation } from '../features/membership/federation-codec.ts'
import { FederationStore } from '../features/membership/federation-store.ts'
import type { SettingsStore } from '../features/settings/settings-store.ts'
import { AdjustableClock, type Clock } from '../platform/clock.ts'
import { Limiter, type Limits } from '../platform/limiter.ts'
import type { Logger } from '../platform/logger.ts'
import type { Random } from '../platform/random.ts'
import type { StoppableTimers } from '../platform/timers.ts'
import type { Draft, StoredEntry } from '../replica/entry.ts'
import { Kinds } from '../replica/kinds.ts'
import type { Database } from '../storage/database.ts'
import type { DataFiles } from './data-files.ts'
import { Events } from './events.ts'
import type { SeatOptions, SeatPorts } from './seat-ports.ts'
import { realSurroundings, type Surroundings } from './surroundings.ts'

export interface FoundationInput {
  readonly ports: SeatPorts
  readonly options: SeatOptions
  readonly files: DataFiles
  readonly keys: NodeKeys
  readonly database: Database
  readonly settings: SettingsStore
}

/** What every area of an open Node stands on. */
export interface Foundation extends FoundationInput {
  readonly self: NodeId
  readonly federations: FederationStore
  /** The federation this Node is in now. */
  readonly federation: () => FederationId
  /** The application's clock, which a test federation may move, and timers on it. */
  readonly clock: AdjustableClock
  readonly timers: StoppableTimers
  /** The machine's clock, and timers on it. */
  readonly realClock: Clock
  readonly realTimers: StoppableTimers
  readonly random: Random
  readonly surroundings: Surroundings
  /** What others may ask of this Node, and it of them. */
  readonly limits: Limits
  readonly logger: Logger
  readonly kinds: Kinds
  readonly events: Events
  readonly emit: (name: MirrorwellEvent, id?: string) => void
}

/** What an area asks of the circle, which is composed after it. */
export interface CircleAccess {
  publish(draft: Draft): Promise<StoredEntry>
  addresses(): readonly string[]
}

export function createFoundation(input: FoundationInput): Foundation {
  const { database, keys, ports, settings } = input
  const federations = new FederationStore({ database })
  const federation = (): FederationId => {
    const current = federations.current()
    if (current === null) throw new TypeError('no federation has been founded')
    return current.genesis.federationId
  }
  const { surroundings = realSurroundings } = ports
  const clock = new AdjustableClock(surroundings.clock, settings.get().clockAdvancedMs)
  const events = new Events({ clock })
  return {
    ...input,
    self: keys.nodeId,
    federations,
    federation,
    clock,
    timers: surroundings.createTimers(clock),
    realClock: surroundings.clock,
    realTimers: surroundings.createTimers(surroundings.clock),
    random: surroundings.random,
    surroundings,
    limits: createLimits(surroundings, settings),
    logger: ports.logger,
    kinds: new Kinds(),
    events,
    emit: (name, id) => events.emit(name, id),
  }
}

function createLimits({ steadyClock }: Surroundings, settings: SettingsStore): Limits {
  const deps = { clock: steadyClock, chosen: () => settings.get().limits }
  return { theirs: new Limiter(deps), ours: new Limiter(deps) }
}

/** Whether the federation this Node is in now is for practice and tests. */
export const isPractising = (foundation: Pick<Foundation, 'federation'>): boolean =>
  isTestFederation(foundation.federation())
