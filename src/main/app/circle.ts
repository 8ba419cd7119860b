import type { FederationId, NodeId } from '../../shared/kernel/ids.ts'
import type { NodeKeys } from '../features/identity/node-keys.ts'
import type { Genesis } from '../features/membership/federation-codec.ts'
import type { FederationStore } from '../features/membership/federation-store.ts'
import type { SettingsStore } from '../features/settings/settings-store.ts'
import { createLibp2pTransport, type Libp2pTransport } from '../network/libp2p-transport.ts'
import type { NeighbourInfo, ReceivedFrame } from '../network/neighbour.ts'
import { Neighbourhood } from '../network/neighbourhood.ts'
import type { Startable } from '../platform/lifecycle.ts'
import type { Draft, StoredEntry } from '../replica/entry.ts'
import { Replica, type ReplicaDeps } from '../replica/replica.ts'
import { portsOf, withKeptPorts } from './listening.ts'

export interface CircleDeps extends Omit<ReplicaDeps, 'neighbourhood' | 'signer'> {
  readonly federations: FederationStore
  readonly keys: NodeKeys
  readonly settings: SettingsStore
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
  receipt(id: string): void
  caughtUp(nodeId: NodeId): Promise<void> | void
  epochChanged(): void
}

type Listening = Pick<Life, 'transport' | 'neighbourhood'>

interface Life {
  readonly federationId: FederationId
  readonly transport: Libp2pTransport
  readonly neighbourhood: Neighbourhood
  readonly replica: Replica
}

/**
 * Everything that is bound to one federation: transport, links, replica. A
 * change of federation ends one life and begins another; the features around it
 * stay as they are.
 */
export class Circle implements Startable {
  readonly #deps: CircleDeps
  readonly #options: CircleOptions
  readonly #listeners: CircleListeners
  #life: Life | null = null

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
    return this.#requireLife().neighbourhood
  }

  get replica(): Replica {
    return this.#requireLife().replica
  }

  /** The links that are up; none while the circle is between two lives. */
  linked(): readonly NeighbourInfo[] {
    return this.#life?.neighbourhood.neighbours() ?? []
  }

  addresses(): readonly string[] {
    return this.#life?.neighbourhood.addresses() ?? []
  }

  get isRunning(): boolean {
    return this.#life !== null
  }

  /** Announce this Node on the local network and look for others there, or stop doing so. */
  async setLan(lan: boolean): Promise<void> {
    await this.#life?.transport.setLan(lan)
  }

  readonly publish = (draft: Draft): Promise<StoredEntry> => this.replica.publish(draft)

  async #begin({ federationId }: Genesis): Promise<void> {
    const { transport, neighbourhood } = await this.#listen(federationId)
    const replica = new Replica(
      { ...this.#deps, neighbourhood, signer: this.#deps.keys.signer },
      { federationId },
    )
    this.#life = { federationId, transport, neighbourhood, replica }
    this.#connect(this.#life)
    await replica.start()
    await this.#keepPorts(neighbourhood.addresses())
  }

  /** Listen on the ports of last time; where somebody has taken one, on ports of the system's choice. */
  async #listen(federationId: FederationId): Promise<Listening> {
    const { listen } = this.#options
    const kept = withKeptPorts(listen, this.#deps.settings.get().listenPorts)
    try {
      return await this.#open(federationId, kept)
    } catch (thrown) {
      if (kept.every((address, index) => address === listen[index])) throw thrown
      return await this.#open(federationId, listen)
    }
  }

  async #open(federationId: FederationId, listen: readonly string[]): Promise<Listening> {
    const { logger, settings } = this.#deps
    const transport = await createLibp2pTransport(
      { logger: logger.child('transport') },
      {
        seed: this.#deps.keys.identitySeed(),
        federationId,
        listen,
        lan: settings.get().lan,
        ...(this.#options.security === undefined ? {} : { security: this.#options.security }),
      },
    )
    const neighbourhood = new Neighbourhood({ ...this.#deps, transport }, { federationId })
    try {
      await neighbourhood.start()
      return { transport, neighbourhood }
    } catch (thrown) {
      await neighbourhood.stop()
      throw thrown
    }
  }

  #connect({ neighbourhood, replica }: Life): void {
    neighbourhood.onFrame((received) => this.#listeners.frame(received))
    neighbourhood.onUp((neighbour) => this.#listeners.up(neighbour))
    neighbourhood.onDown(({ nodeId }) => this.#listeners.down(nodeId))
    neighbourhood.onChanged((nodeId) => this.#listeners.changed(nodeId))
    replica.onReceipt((id) => this.#listeners.receipt(id))
    replica.onCaughtUp((nodeId) => this.#listeners.caughtUp(nodeId))
    replica.onEpochChanged(() => this.#listeners.epochChanged())
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

  #requireLife(): Life {
    if (this.#life === null) throw new TypeError('the circle is not running')
    return this.#life
  }
}
