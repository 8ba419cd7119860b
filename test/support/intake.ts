import { silentLogger } from '../../src/main/platform/logger.ts'
import type { StoredEntry } from '../../src/main/replica/entry.ts'
import { epochRules } from '../../src/main/replica/epoch-rules.ts'
import { Intake, type IntakeDeps, type Taken } from '../../src/main/replica/intake.ts'
import { replicaMigrations } from '../../src/main/replica/replica-schema.ts'
import type { Database } from '../../src/main/storage/database.ts'
import type { NodeId } from '../../src/shared/kernel/ids.ts'
import { TestClock } from './clock.ts'
import { memoryDatabase } from './database.ts'
import type { Sealed } from './entry-author.ts'
import { testFederation } from './fake-replica.ts'
import { testNodeId } from './node-ids.ts'
import { storesOver } from './replica-node.ts'
import { testKinds } from './test-kinds.ts'

/** The Node that takes in. */
export const SELF = testNodeId(90)
/** Neighbours that hand things over. */
export const VIA = testNodeId(91)
export const OTHER_VIA = testNodeId(92)

/** An intake over a database of its own, and everything it tells. */
export function testIntake(
  given: { readonly database?: Database; readonly more?: Partial<IntakeDeps> } = {},
) {
  const database = given.database ?? memoryDatabase(replicaMigrations)
  const clock = new TestClock()
  const stores = storesOver(database)
  const kinds = testKinds()
  kinds.kinds.register(epochRules({ epochs: stores.epochs }))
  const own: StoredEntry[] = []
  const intake = new Intake(
    {
      ...stores,
      clock,
      database,
      kinds: kinds.kinds,
      logger: silentLogger,
      self: SELF,
      isRevoked: () => false,
      mayTake: () => true,
      onOwnEntry: (entry) => void own.push(entry),
      passOn: () => {},
      ...given.more,
    },
    { federationId: testFederation() },
  )
  const take = ({ raw }: Pick<Sealed, 'raw'>, via: NodeId = VIA, hops = 1): Promise<Taken> =>
    intake.take({ raw, hops, via })
  /** The verdict in a word: what was done, or why not. */
  const verdict = async (sealed: Pick<Sealed, 'raw'>, via?: NodeId): Promise<string> => {
    const taken = (await take(sealed, via)).verdict
    return 'reason' in taken ? taken.reason : taken.action
  }
  return { ...stores, ...kinds, clock, database, intake, own, take, verdict }
}
