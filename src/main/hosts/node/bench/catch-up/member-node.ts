import { join } from 'node:path'
import { FederationId } from '../../../../../shared/kernel/ids.ts'
import { ACCEPT } from '../../../../../shared/kernel/verdict.ts'
import { createSigner } from '../../../../crypto/signing.ts'
import { createLibp2pTransport } from '../../../../network/libp2p-transport.ts'
import { Neighbourhood } from '../../../../network/neighbourhood.ts'
import { steadyClock, systemClock } from '../../../../platform/clock.ts'
import { Limiter } from '../../../../platform/limiter.ts'
import { silentLogger } from '../../../../platform/logger.ts'
import { systemRandom } from '../../../../platform/random.ts'
import { ClockTimers } from '../../../../platform/timers.ts'
import type { Draft, KindRules } from '../../../../replica/entry.ts'
import { Kinds } from '../../../../replica/kinds.ts'
import { Replica } from '../../../../replica/replica.ts'
import { replicaMigrations } from '../../../../replica/replica-schema.ts'
import { Database } from '../../../../storage/database.ts'
import { migrate } from '../../../../storage/migrate.ts'

const FEDERATION = FederationId.parse('7e'.padEnd(64, 'c'))
const LOOPBACK = '/ip4/127.0.0.1/tcp/0'
/** Connections a second that one host may open. Chosen here: all of these are on one host. */
const INBOUND_PER_SECOND = 1_000
const SEED_BYTES = 32
const PAYLOAD_BYTES = 200

/** The kind whose place made-up entries take: on the log, no act, any payload. */
const KIND = 'mirror-credential'

/** A Node as far as its replica, on loopback and on disk: links, signatures, order, receipts. Of features it has none. */
export class MemberNode {
  readonly replica: Replica
  readonly #neighbourhood: Neighbourhood
  readonly #database: Database
  readonly #timers: ClockTimers

  private constructor(parts: {
    readonly replica: Replica
    readonly neighbourhood: Neighbourhood
    readonly database: Database
    readonly timers: ClockTimers
  }) {
    this.replica = parts.replica
    this.#neighbourhood = parts.neighbourhood
    this.#database = parts.database
    this.#timers = parts.timers
  }

  /** @param stored is told of each entry of others when it is on disk */
  static async start(folder: string, stored: () => void = () => {}): Promise<MemberNode> {
    const seed = systemRandom.bytes(SEED_BYTES)
    const [timers, logger] = [new ClockTimers(systemClock), silentLogger]
    const transport = await createLibp2pTransport(
      { logger },
      { seed, federationId: FEDERATION, listen: [LOOPBACK], inboundPerSecond: INBOUND_PER_SECOND },
    )
    const times = { clock: systemClock, timers, realClock: systemClock, realTimers: timers }
    const options = { federationId: FEDERATION }
    const neighbourhood = new Neighbourhood({ transport, ...times, random: systemRandom, logger }, options)
    const database = Database.open(join(folder, 'replica.db'))
    migrate(database, replicaMigrations, { clock: systemClock, backUp: () => {} })
    const kinds = new Kinds()
    kinds.register(takeAll(stored))
    const limiter = new Limiter({ clock: steadyClock, chosen: () => ({}) })
    const rules = {
      isRevoked: () => false,
      isMember: () => true,
      mayOpenEpoch: () => true,
      mayPass: () => true,
    }
    const limits = { theirs: limiter, ours: limiter }
    const deps = { ...times, database, kinds, neighbourhood, limits, logger, random: systemRandom, ...rules }
    const replica = new Replica({ ...deps, signer: createSigner(seed) }, options)
    await neighbourhood.start()
    await replica.start()
    return new MemberNode({ replica, neighbourhood, database, timers })
  }

  /** Say so many things; resolves when they are on disk. */
  async publish(count: number): Promise<void> {
    const draft = (): Draft => ({ kind: KIND, payload: systemRandom.bytes(PAYLOAD_BYTES) })
    await Promise.all(Array.from({ length: count }, () => this.replica.publish(draft())))
  }

  /** Where it listens. */
  get address(): string {
    const [address] = this.#neighbourhood.addresses()
    if (address === undefined) throw new TypeError('a started Node listens somewhere')
    return address
  }

  async dial(address: string): Promise<void> {
    await this.#neighbourhood.dialNow([address])
  }

  async stop(): Promise<void> {
    await this.replica.stop()
    await this.#neighbourhood.stop()
    this.#timers.stop()
    this.#database.close()
  }
}

const takeAll = (stored: () => void): KindRules => ({
  ...{ kind: KIND, stream: 'log', act: false, freshForMs: null },
  judge: () => ACCEPT,
  project: () => {},
  relay: () => 'main',
  stored: ({ own }) => {
    if (!own) stored()
  },
})
