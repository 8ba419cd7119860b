import { join } from 'node:path'
import { ACCEPT } from '../../../../../shared/kernel/verdict.ts'
import { nodeIdFromPublicKey } from '../../../../crypto/peer-id.ts'
import { SESSION_IDLE_MS } from '../../../../crypto/session/session-limits.ts'
import { PeerSessions } from '../../../../network/peer-sessions.ts'
import { steadyClock, systemClock } from '../../../../platform/clock.ts'
import { Limiter, type Limits } from '../../../../platform/limiter.ts'
import { silentLogger } from '../../../../platform/logger.ts'
import { systemRandom } from '../../../../platform/random.ts'
import type { EntryKind, KindRules } from '../../../../replica/entry.ts'
import { Kinds } from '../../../../replica/kinds.ts'
import { Replica } from '../../../../replica/replica.ts'
import { replicaMigrations } from '../../../../replica/replica-schema.ts'
import { Database } from '../../../../storage/database.ts'
import { migrate } from '../../../../storage/migrate.ts'
import { FEDERATION } from './bench-ground.ts'
import { OwnNode } from './own-node.ts'

/** The kind whose place the bench's messages take: on the log, no act, any payload. */
const KIND: EntryKind = 'mirror-credential'

/** A Node as far as its replica: links, intake, signatures, order, disk, relays. Of features it has none. */
export class OwnReplica {
  readonly node: OwnNode
  readonly #sessions: PeerSessions
  readonly #replica: Replica
  readonly #database: Database

  private constructor(
    node: OwnNode,
    floors: { sessions: PeerSessions; replica: Replica; database: Database },
  ) {
    const { database, replica, sessions } = floors
    this.node = node
    this.#sessions = sessions
    this.#replica = replica
    this.#database = database
  }

  /** @param stored is told of each message when it is on disk */
  static async start(folder: string, stored: () => void = () => {}): Promise<OwnReplica> {
    const node = await OwnNode.start()
    const database = Database.open(join(folder, 'replica.db'))
    migrate(database, replicaMigrations, { clock: systemClock, backUp: () => {} })
    const kinds = new Kinds()
    kinds.register(takeAll(stored))
    const limiter = new Limiter({ clock: steadyClock, chosen: () => ({}) })
    const limits = { theirs: limiter, ours: limiter }
    const sessions = createSessions(node, limits)
    const replica = new Replica(
      {
        ...{ database, kinds, sessions, neighbourhood: node.neighbourhood, signer: node.signer },
        ...{ clock: systemClock, timers: node.timers, realClock: systemClock, realTimers: node.timers },
        ...{ logger: silentLogger, random: systemRandom, limits },
        isRevoked: () => false,
        isMember: () => true,
        mayOpenEpoch: () => true,
        mayHaveLost: () => false,
        becameSure: () => {},
        mayPass: () => true,
      },
      { federationId: FEDERATION },
    )
    await replica.start()
    await sessions.start()
    return new OwnReplica(node, { sessions, replica, database })
  }

  /** Signed, stored, sent; resolves when it is on disk. */
  async publish(payload: Uint8Array): Promise<void> {
    await this.#replica.publish({ kind: KIND, payload })
  }

  async stop(): Promise<void> {
    await this.#sessions.stop()
    await this.#replica.stop()
    await this.node.stop()
    this.#database.close()
  }
}

function createSessions({ neighbourhood, signer, timers }: OwnNode, limits: Limits): PeerSessions {
  const ports = { carrier: neighbourhood, signer, limits, random: systemRandom, logger: silentLogger }
  const clocks = { realClock: systemClock, steadyClock, steadyTimers: timers }
  const options = { federationId: FEDERATION, idleTimeoutMs: () => SESSION_IDLE_MS }
  return new PeerSessions(
    { ...ports, ...clocks },
    { ...options, self: nodeIdFromPublicKey(signer.publicKey) },
  )
}

const takeAll = (stored: () => void): KindRules => ({
  ...{ kind: KIND, stream: 'log', act: false, freshForMs: null },
  judge: () => ACCEPT,
  project: () => {},
  relay: () => 'resource',
  stored: ({ own }) => {
    if (!own) stored()
  },
})
