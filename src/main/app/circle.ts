import type { NodeStatus } from '../../shared/contract/node.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import { MirrorError } from '../../shared/kernel/errors.ts'
import type { FederationId, NodeId } from '../../shared/kernel/ids.ts'
import type { NodeKeys } from '../features/identity/node-keys.ts'
import type { Genesis } from '../features/membership/federation-codec.ts'
import type { FederationStore } from '../features/membership/federation-store.ts'
import type { SettingsStore } from '../features/settings/settings-store.ts'
import type { NeighbourInfo, ReceivedFrame } from '../network/neighbour.ts'
import { Neighbourhood } from '../network/neighbourhood.ts'
import type { SessionView } from '../network/peer-session-view.ts'
import { type Housekeeping, PeerSessions, type SessionMessage } from '../network/peer-sessions.ts'
import type { Startable } from '../platform/lifecycle.ts'
import { Signal } from '../platform/signal.ts'
import type { StoppableTimers } from '../platform/timers.ts'
import type { Received } from '../replica/deliveries.ts'
import type { Bring, Draft, StoredEntry } from '../replica/entry.ts'
import { Replica, type ReplicaDeps } from '../replica/replica.ts'
import { isSyncType } from '../replica/sync-frames.ts'
import { portsOf, withKeptPorts } from './listening.ts'
import { OutsideLook } from './outside-look.ts'
import type { NodeTransport, Surroundings } from './surroundings.ts'

const MINUTE_MS = 60_000

export interface CircleDeps extends Omit<ReplicaDeps, 'neighbourhood' | 'sessions' | 'signer'> {
  readonly federations: FederationStore
  readonly keys: NodeKeys
  readonly settings: SettingsStore
  readonly surroundings: Surroundings
}

export interface CircleOptions {
  /** Multiaddrs to listen on; a port 0 is chosen once and kept. */
  readonly listen: readonly string[]
  readonly security?: readonly ('noise' | 'tls')[]
}

/** What the rest of the Node hears of its circle, whatever federation it is in. */
export interface CircleListeners {
  frame(received: ReceivedFrame): Promise<void> | void
  up(neighbour: NeighbourInfo): void
  down(nodeId: NodeId): void
  changed(nodeId: NodeId): void
  receipt(held: Received): void
  caughtUp(nodeId: NodeId): Promise<void> | void
  /** The epoch it writes under, whether it seems filtered, or whether it is reached from outside. */
  statusChanged(): void
}

export type NetworkSettings = Partial<Pick<Settings, 'lan' | 'helper' | 'dht'>>

interface Life {
  readonly federationId: FederationId
  readonly transport: NodeTransport
  readonly neighbourhood: Neighbourhood
  readonly sessions: PeerSessions
  readonly steadyTimers: StoppableTimers
  readonly replica: Replica
  readonly outside: OutsideLook
}

/**
 * Everything that is bound to one federation: transport, links, sessions, replica. A
 * change of federation ends one life and begins another; the features around it
 * stay as they are.
 */
export class Circle implements Startable {
  readonly #deps: CircleDeps
  readonly #options: CircleOptions
  readonly #listeners: CircleListeners
  readonly #said = new Signal<SessionMessage>()
  #life: Life | null = null
  /** The newest life, also once it has ended: what it knows can be read between two lives. */
  #newest: Life | null = null
  #applying: Promise<void> = Promise.resolve()

  constructor(deps: CircleDeps, options: CircleOptions & { readonly listeners: CircleListeners }) {
    this.#deps = deps
    this.#options = options
    this.#listeners = options.listeners
  }

  /** @throws MirrorError 'port-in-use' where told to listen on a port that somebody has */
  async start(): Promise<void> {
    await this.#begin(this.#current())
  }

  async stop(): Promise<void> {
    const life = this.#life
    this.#life = null
    await this.#applying
    await life?.outside.stop()
    await life?.sessions.stop()
    life?.steadyTimers.stop()
    await life?.replica.stop()
    await life?.neighbourhood.stop()
  }

  /** End this life and begin one in what is now the current federation. */
  async restart(): Promise<void> {
    await this.stop()
    await this.start()
  }

  get federationId(): FederationId {
    return this.#current().federationId
  }

  get neighbourhood(): Neighbourhood {
    return this.#requireNewest().neighbourhood
  }

  get replica(): Replica {
    return this.#requireNewest().replica
  }

  /** The links that are up; none while the circle is between two lives. */
  linked(): readonly NeighbourInfo[] {
    return this.#life?.neighbourhood.neighbours() ?? []
  }

  /** The sealed session with a neighbour, and the last ones; between two lives that of the last. */
  sessionOf(nodeId: NodeId): SessionView {
    return this.#requireNewest().sessions.stateOf(nodeId)
  }

  housekeeping(): Housekeeping {
    return this.#requireNewest().sessions.housekeeping()
  }

  addresses(): readonly string[] {
    return this.#life?.neighbourhood.addresses() ?? []
  }

  /** Whether there is a life now. Between two, `neighbourhood` and `replica` answer of the last and reach nobody. */
  get isRunning(): boolean {
    return this.#life !== null
  }

  /** Whether what reaches this Node may be filtered by those around it. */
  get seemsFiltered(): boolean {
    return this.#life?.outside.seemsFiltered ?? false
  }

  /** Whether this Node can be dialled from outside. */
  get outside(): NodeStatus['outside'] {
    return this.#life?.transport.outside?.now ?? 'unknown'
  }

  /** What a person set anew of being found, and of helping others to be reached: one change after the other. */
  applySettings(changes: NetworkSettings): Promise<void> {
    this.#applying = this.#applying
      .then(() => this.#apply(changes))
      .catch((cause) => this.#deps.logger.warn('settings-not-applied', { cause: String(cause) }))
    return this.#applying
  }

  async #apply({ lan, helper, dht }: NetworkSettings): Promise<void> {
    if (lan !== undefined) await this.#life?.transport.setLan?.(lan)
    if (dht !== undefined) await this.#life?.transport.setDht?.(dht)
    if (helper !== undefined) await this.#life?.transport.setHelper?.(helper)
  }

  /** As the replica's. Between two lives it is asked to come again, or an act would stand in the log that is being left. */
  readonly publish = async (draft: Draft): Promise<StoredEntry> => {
    if (this.#life === null) throw new MirrorError('too-many-calls')
    return this.#life.replica.publish(draft)
  }

  /** As the replica's; between two lives nobody could say which of the two it would be judged in. */
  readonly bring: Bring = async (entries, how) => {
    if (this.#life === null) throw new MirrorError('too-many-calls')
    return this.#life.replica.byHand.bring(entries, how)
  }

  /** As `PeerSessions.send`; between two lives nobody is there to hear it. */
  readonly say: PeerSessions['send'] = async (nodeId, content) =>
    (await this.#life?.sessions.send(nodeId, content)) ?? false

  /** As `PeerSessions.sessionWith`; between two lives there is none. */
  async openSession(nodeId: NodeId): Promise<boolean> {
    return (await this.#life?.sessions.sessionWith(nodeId)) ?? false
  }

  endSession(nodeId: NodeId): void {
    this.#life?.sessions.end(nodeId)
  }

  /** What neighbours say in sessions, in whatever life, but for what the replica hears. */
  onSaid(listener: (message: SessionMessage) => void): () => void {
    return this.#said.listen(listener)
  }

  /** Listen on the ports of last time; where somebody has taken one, on ports of the system's choice. */
  async #begin({ federationId }: Genesis): Promise<void> {
    const { listen } = this.#options
    const kept = withKeptPorts(listen, this.#deps.settings.get().listenPorts)
    try {
      await this.#live(federationId, kept)
    } catch (thrown) {
      const isAsTold = kept.every((address, index) => address === listen[index])
      if (isAsTold || MirrorError.from(thrown).code !== 'port-in-use') throw thrown
      await this.#live(federationId, listen)
    }
    await this.#keepPorts(this.addresses())
  }

  /** Everybody listens before the first link can come up, so nothing a neighbour says goes past us. */
  async #live(federationId: FederationId, listen: readonly string[]): Promise<void> {
    const life = await this.#compose(federationId, listen)
    this.#connect(life)
    this.#life = life
    this.#newest = life
    await life.replica.start()
    await life.sessions.start()
    await life.outside.start()
    try {
      await life.neighbourhood.start()
    } catch (thrown) {
      await this.stop()
      throw thrown
    }
  }

  async #compose(federationId: FederationId, listen: readonly string[]): Promise<Life> {
    const { keys, logger, settings, surroundings } = this.#deps
    const { security } = this.#options
    const transport = await surroundings.createTransport({
      nodeId: keys.nodeId,
      seed: keys.identitySeed(),
      federationId,
      listen,
      lan: settings.get().lan,
      helper: settings.get().helper,
      dht: settings.get().dht,
      isMember: (nodeId) => this.#deps.isMember(nodeId),
      ...(security === undefined ? {} : { security }),
      logger: logger.child('transport'),
    })
    const neighbourhood = new Neighbourhood({ ...this.#deps, transport }, { federationId })
    const steadyTimers = surroundings.createTimers(surroundings.steadyClock)
    const sessions = this.#createSessions(neighbourhood, { federationId, steadyTimers })
    const { signer } = keys
    const replica = new Replica({ ...this.#deps, neighbourhood, sessions, signer }, { federationId })
    const outside = new OutsideLook({
      ...this.#deps,
      neighbourhood,
      replica,
      changed: () => this.#listeners.statusChanged(),
    })
    return { federationId, transport, neighbourhood, sessions, steadyTimers, replica, outside }
  }

  #createSessions(
    carrier: Neighbourhood,
    { federationId, steadyTimers }: Pick<Life, 'federationId' | 'steadyTimers'>,
  ): PeerSessions {
    const { keys, settings, surroundings } = this.#deps
    const { steadyClock } = surroundings
    const idleTimeoutMs = (): number => settings.get().sessionIdleMinutes * MINUTE_MS
    return new PeerSessions(
      { ...this.#deps, carrier, steadyClock, steadyTimers, signer: keys.signer },
      { federationId, self: keys.nodeId, idleTimeoutMs },
    )
  }

  #connect({ neighbourhood, replica, sessions, transport }: Life): void {
    sessions.onMessage((message) => {
      if (!isSyncType(message.type)) this.#said.emit(message) // the replica hears that itself
    })
    sessions.onChanged((nodeId) => this.#listeners.changed(nodeId))
    neighbourhood.onFrame((received) => this.#listeners.frame(received))
    neighbourhood.onUp((neighbour) => this.#listeners.up(neighbour))
    neighbourhood.onDown(({ nodeId }) => this.#listeners.down(nodeId))
    neighbourhood.onChanged((nodeId) => this.#listeners.changed(nodeId))
    replica.onReceipt((held) => this.#listeners.receipt(held))
    replica.onCaughtUp((nodeId) => this.#listeners.caughtUp(nodeId))
    replica.onCaughtUp((nodeId) => void transport.askAgain?.(nodeId)) // whoever catches us up takes us for a member
    replica.onMet((nodeId) => this.#listeners.changed(nodeId))
    transport.outside?.onChanged(() => this.#listeners.statusChanged())
    replica.onEpochChanged(() => this.#listeners.statusChanged())
  }

  async #keepPorts(addresses: readonly string[]): Promise<void> {
    const ports = portsOf(this.#options.listen, addresses)
    const kept = this.#deps.settings.get().listenPorts
    if (ports.length !== kept.length || ports.some((port, index) => port !== kept[index])) {
      await this.#deps.settings.set({ listenPorts: ports })
    }
  }

  #current(): Genesis {
    const current = this.#deps.federations.current()
    if (current === null) throw new TypeError('no federation has been founded')
    return current.genesis
  }

  #requireNewest(): Life {
    if (this.#newest === null) throw new TypeError('the circle has never run')
    return this.#newest
  }
}
