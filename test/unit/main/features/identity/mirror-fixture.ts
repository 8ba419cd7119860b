import { stretchInThread } from '../../../../../src/main/crypto/key-stretching.ts'
import { identityMigrations } from '../../../../../src/main/features/identity/identity-schema.ts'
import { MirrorKeyring } from '../../../../../src/main/features/identity/mirror-keyring.ts'
import { type MirrorNode, MirrorService } from '../../../../../src/main/features/identity/mirror-service.ts'
import { MirrorStore } from '../../../../../src/main/features/identity/mirror-store.ts'
import { NodeKeys } from '../../../../../src/main/features/identity/node-keys.ts'
import { UnlockedMirrors } from '../../../../../src/main/features/identity/unlocked-mirrors.ts'
import { silentLogger } from '../../../../../src/main/platform/logger.ts'
import type { Draft } from '../../../../../src/main/replica/entry.ts'
import type { Database } from '../../../../../src/main/storage/database.ts'
import { type ErrorCode, MirrorError } from '../../../../../src/shared/kernel/errors.ts'
import type { FederationId, MirrorId } from '../../../../../src/shared/kernel/ids.ts'
import { TestClock } from '../../../../support/clock.ts'
import { memoryDatabase } from '../../../../support/database.ts'
import { SeededRandom } from '../../../../support/random.ts'

export const AUTO_LOCK_MS = 15 * 60_000
export const OTHER_FEDERATION = `01${'22'.repeat(31)}` as FederationId
/** Cheap on purpose: what is tested is the counting, not the cost. */
const CHEAP = { memoryKiB: 8, passes: 1, lanes: 1 }

/** A Node's side of the service that remembers what was published. */
export interface TestNode extends MirrorNode {
  federation: FederationId
  closed: ErrorCode | null
  failing: MirrorError | null
}

/** The Mirrors of one Node over a database, as `compose` would build them. */
export function mirrorFixture(given: { readonly database?: Database; readonly rootByte?: number } = {}) {
  const database = given.database ?? memoryDatabase(identityMigrations)
  const keys = new NodeKeys(new Uint8Array(32).fill(given.rootByte ?? 4))
  const clock = new TestClock()
  const machineClock = new TestClock()
  const published: Draft[] = []
  const changes: MirrorId[] = []
  const node: TestNode = {
    federation: `01${'11'.repeat(31)}` as FederationId,
    closed: null,
    failing: null,
    signer: keys.signer,
    federationId: () => node.federation,
    requireWritable() {
      if (node.closed !== null) throw new MirrorError(node.closed)
    },
    async publish(draft) {
      node.requireWritable()
      if (node.failing !== null) throw node.failing
      published.push(draft)
    },
    changed: (id) => void changes.push(id),
  }
  const store = new MirrorStore(database)
  const unlocked = new UnlockedMirrors(
    { clock: machineClock, idled: node.changed },
    { idleMs: () => AUTO_LOCK_MS },
  )
  const keyring = new MirrorKeyring(
    {
      clock: machineClock,
      random: new SeededRandom('mirrors'),
      store,
      stretchKey: stretchInThread,
      unlocked,
    },
    { pepper: keys.derive('mirror pins', 32), pinParams: CHEAP },
  )
  const service = new MirrorService({
    clock,
    machineClock,
    keyring,
    logger: silentLogger,
    node,
    store,
    unlocked,
  })
  return { changes, clock, database, keys, machineClock, node, published, service, store }
}
export type MirrorFixture = ReturnType<typeof mirrorFixture>
