import { FederationId, type NodeId } from '../../../../../shared/kernel/ids.ts'
import { nodeIdFromPublicKey } from '../../../../crypto/peer-id.ts'
import type { FrameContent } from '../../../../crypto/session/frame-cipher.ts'
import { createSigner } from '../../../../crypto/signing.ts'
import { frameMessage } from '../../../../network/framing.ts'
import { systemClock } from '../../../../platform/clock.ts'
import { Limiter } from '../../../../platform/limiter.ts'
import { silentLogger } from '../../../../platform/logger.ts'
import type { Random } from '../../../../platform/random.ts'
import type { Timers } from '../../../../platform/timers.ts'
import type { Item } from '../../../../replica/comparison/item.ts'
import { EntryStore } from '../../../../replica/entry-store.ts'
import { HoldingStore } from '../../../../replica/holding-store.ts'
import { Kinds } from '../../../../replica/kinds.ts'
import { Mending } from '../../../../replica/mending.ts'
import { replicaMigrations } from '../../../../replica/replica-schema.ts'
import { decodeSync } from '../../../../replica/sync-frames.ts'
import { Database } from '../../../../storage/database.ts'
import { migrate } from '../../../../storage/migrate.ts'
import { SessionSide } from '../session/session-pair.ts'

const KEY_BYTES = 32
const FEDERATION = FederationId.parse('7e'.repeat(KEY_BYTES))
/** Nothing at a meeting without news waits for a time. */
const NO_TIMERS: Timers = { at: () => () => {}, after: () => () => {}, every: () => () => {} }

/** What two Nodes say to each other when they meet and hold the same. */
export interface MeetingBytes {
  readonly bytes: number
  readonly frames: number
  /** Whether both came to know it. */
  readonly level: boolean
}

interface End {
  readonly nodeId: NodeId
  readonly mending: Mending
  readonly database: Database
}
interface Flying {
  readonly from: NodeId
  readonly content: FrameContent
  /** Sealed, behind its length. */
  readonly bytes: number
}
interface Surrounding {
  readonly random: Random
  readonly onTheWay: Flying[]
}

/** Let two Nodes meet in a session that both hold the same entries, and count every byte that they say in it, seals and lengths as well. */
export async function meetingBytes(items: readonly Item[], random: Random): Promise<MeetingBytes> {
  const onTheWay: Flying[] = []
  const [first, second] = openSession()
  const around = { random, onTheWay }
  const [a, b] = [await openEnd(items, first, around), await openEnd(items, second, around)]
  const level = new Set<NodeId>()
  for (const { mending } of [a, b]) mending.onCaughtUp((nodeId) => level.add(nodeId))
  a.mending.meet(b.nodeId)
  b.mending.meet(a.nodeId)
  const count = { bytes: 0, frames: 0 }
  for (let next = onTheWay.shift(); next !== undefined; next = onTheWay.shift()) {
    count.bytes += next.bytes
    count.frames += 1
    const [to, content] = [next.from === a.nodeId ? b : a, decodeSync(next.content)]
    if (content !== null) to.mending.receive(next.from, content)
  }
  for (const { mending, database } of [a, b]) {
    await mending.stop()
    database.close()
  }
  return { ...count, level: level.size === 2 }
}

/** A session right after its handshake. */
function openSession(): readonly [SessionSide, SessionSide] {
  const sides = [new SessionSide('initiator'), new SessionSide('responder')] as const
  const [initiator, responder] = sides
  while (!initiator.isOpen || !responder.isOpen) {
    for (const bytes of initiator.written()) responder.happen({ kind: 'received', bytes })
    for (const bytes of responder.written()) initiator.happen({ kind: 'received', bytes })
  }
  return sides
}

async function openEnd(
  items: readonly Item[],
  side: SessionSide,
  { random, onTheWay }: Surrounding,
): Promise<End> {
  const { publicKey } = createSigner(random.bytes(KEY_BYTES))
  const nodeId = nodeIdFromPublicKey(publicKey)
  const database = Database.open(':memory:')
  migrate(database, replicaMigrations, { clock: systemClock, backUp: () => {} })
  await fill(database, items)
  const options = { federationId: FEDERATION }
  const mending = new Mending(
    {
      ...{ self: nodeId, clock: systemClock, realClock: systemClock, realTimers: NO_TIMERS },
      ...{ database, kinds: new Kinds(), logger: silentLogger, random },
      entries: new EntryStore({ database }, options),
      holding: new HoldingStore({ clock: systemClock, database }, options),
      isMember: () => true,
      limits: { theirs: new Limiter({ clock: systemClock, chosen: () => ({}) }) },
      admits: () => true,
      hear: async () => {},
      sessions: {
        isOpen: () => side.isOpen,
        sessionWith: async () => side.isOpen,
        async send(_to, sayable) {
          const content = typeof sayable === 'function' ? sayable('') : sayable
          side.happen({ kind: 'say', content })
          const bytes = side.written().reduce((sum, message) => sum + frameMessage(message).length, 0)
          return onTheWay.push({ from: nodeId, content, bytes }) > 0
        },
        end: () => {},
        onMessage: () => () => {},
        onOpened: () => () => {},
        onLost: () => () => {},
      },
      neighbourhood: {
        send: () => true,
        queuedBytes: () => 0,
        isAlerting: () => false,
        neighbours: () => [],
        countRefusal: () => {},
      },
    },
    options,
  )
  return { nodeId, mending, database }
}

/** Registers of made-up authors: what is compared of them is their time and id alone. */
async function fill(database: Database, items: readonly Item[]): Promise<void> {
  const nothing = new Uint8Array(0)
  await database.write(() => {
    for (const { id, timeMs } of items) {
      database
        .prepare('INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
        .run(
          ...[id, FEDERATION, 'latest', 'node-profile', id, 0, '', 0, ''],
          ...[timeMs, 0, nothing, nothing, nothing, nothing, timeMs, 1, null],
        )
    }
  })
}
