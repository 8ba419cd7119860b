import { nodeIdFromPublicKey } from '../../src/main/crypto/peer-id.ts'
import { createSigner } from '../../src/main/crypto/signing.ts'
import type { Clock } from '../../src/main/platform/clock.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import type { Timers } from '../../src/main/platform/timers.ts'
import { EntryStore } from '../../src/main/replica/entry-store.ts'
import { EpochStore } from '../../src/main/replica/epoch-store.ts'
import { HoldingStore } from '../../src/main/replica/holding-store.ts'
import { Replica, type ReplicaDeps } from '../../src/main/replica/replica.ts'
import { replicaMigrations } from '../../src/main/replica/replica-schema.ts'
import type { Database } from '../../src/main/storage/database.ts'
import type { FederationId, NodeId } from '../../src/shared/kernel/ids.ts'
import { TestClock } from './clock.ts'
import { memoryDatabase } from './database.ts'
import { testFederation } from './fake-replica.ts'
import { testLimits } from './limits.ts'
import { testSeed } from './node-ids.ts'
import { SeededRandom } from './random.ts'
import { testKinds } from './test-kinds.ts'
import { TestTimers } from './test-timers.ts'

export interface ReplicaNodeInput {
  readonly n: number
  readonly neighbourhood: ReplicaDeps['neighbourhood']
  readonly sessions: ReplicaDeps['sessions']
  readonly federationId?: FederationId
  readonly clock?: TestClock
  /** The machine's time and timers; default a test clock that stands still. */
  readonly timing?: { readonly clock: Clock; readonly timers: Timers }
  readonly database?: Database
  readonly kinds?: ReturnType<typeof testKinds>
  readonly more?: Partial<
    Pick<ReplicaDeps, 'isMember' | 'isRevoked' | 'mayPass' | 'mayOpenEpoch' | 'mayHaveLost' | 'logger'>
  >
}

/** The stores of one replica over a database, for a look from beside. */
export function storesOver(database: Database, federationId: FederationId = testFederation()) {
  const options = { federationId }
  return {
    entries: new EntryStore({ database }, options),
    epochs: new EpochStore({ database }, options),
    holding: new HoldingStore({ clock: new TestClock(), database }, options),
  }
}

/** A real replica over a database in memory, with the links a test gives it. */
export function replicaNode(input: ReplicaNodeInput) {
  const signer = createSigner(testSeed(input.n))
  const nodeId: NodeId = nodeIdFromPublicKey(signer.publicKey)
  const federationId = input.federationId ?? testFederation()
  const clock = input.clock ?? new TestClock()
  const realClock = new TestClock()
  const timing = input.timing ?? { clock: realClock, timers: new TestTimers(realClock) }
  const database = input.database ?? memoryDatabase(replicaMigrations)
  const kinds = input.kinds ?? testKinds()
  const replica = new Replica(
    {
      clock,
      timers: new TestTimers(clock),
      realClock: timing.clock,
      realTimers: timing.timers,
      database,
      kinds: kinds.kinds,
      limits: testLimits(realClock),
      logger: silentLogger,
      neighbourhood: input.neighbourhood,
      sessions: input.sessions,
      random: new SeededRandom(input.n),
      signer,
      isRevoked: () => false,
      isMember: () => true,
      mayPass: () => true,
      mayOpenEpoch: () => true,
      mayHaveLost: () => false,
      becameSure: () => {},
      ...input.more,
    },
    { federationId },
  )
  const stores = storesOver(database, federationId)
  return { ...stores, ...kinds, clock, database, federationId, nodeId, realClock, replica, signer }
}
export type ReplicaNode = ReturnType<typeof replicaNode>

/** Everything a Node holds, in an order of its own: equal where two hold the same. */
export function holdingsOf({ database }: Pick<ReplicaNode, 'database'>): readonly string[] {
  return database
    .prepare('SELECT id FROM entries ORDER BY id')
    .all<{ id: string }>()
    .map(({ id }) => id)
}
