import { FederationId, type NodeId } from '../../../../../shared/kernel/ids.ts'
import { nodeIdFromPublicKey } from '../../../../crypto/peer-id.ts'
import { createSigner } from '../../../../crypto/signing.ts'
import { frameMessage } from '../../../../network/framing.ts'
import type { LaneFrame } from '../../../../network/neighbour.ts'
import { systemClock } from '../../../../platform/clock.ts'
import { silentLogger } from '../../../../platform/logger.ts'
import type { Random } from '../../../../platform/random.ts'
import type { Timers } from '../../../../platform/timers.ts'
import type { Item } from '../../../../replica/comparison/item.ts'
import { EntryStore } from '../../../../replica/entry-store.ts'
import { HoldingStore } from '../../../../replica/holding-store.ts'
import { Kinds } from '../../../../replica/kinds.ts'
import { Mending } from '../../../../replica/mending.ts'
import { replicaMigrations } from '../../../../replica/replica-schema.ts'
import { Database } from '../../../../storage/database.ts'
import { migrate } from '../../../../storage/migrate.ts'
import { wire } from '../../../../wire/messages.ts'

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
  readonly frame: LaneFrame
}

/** Let two Nodes meet that both hold the same entries, and count every byte on the main lane, lengths and credit as well. */
export async function meetingBytes(items: readonly Item[], random: Random): Promise<MeetingBytes> {
  const onTheWay: Flying[] = []
  const [a, b] = [await openEnd(items, { random, onTheWay }), await openEnd(items, { random, onTheWay })]
  const level = new Set<NodeId>()
  for (const { mending } of [a, b]) mending.onCaughtUp((nodeId) => level.add(nodeId))
  a.mending.meet(b.nodeId)
  b.mending.meet(a.nodeId)
  const count = { bytes: 0, frames: 0 }
  for (let next = onTheWay.shift(); next !== undefined; next = onTheWay.shift()) {
    count.bytes += onLane(next.frame)
    count.frames += 1
    const to = next.from === a.nodeId ? b : a
    to.mending.receive(next.from, wire.LaneFrame.decode(wire.LaneFrame.encode(next.frame).finish()))
  }
  for (const { mending, database } of [a, b]) {
    mending.stop()
    database.close()
  }
  return { ...count, level: level.size === 2 }
}

/** A frame behind its length, and the credit that its receiver gives back for it. */
function onLane(frame: LaneFrame): number {
  const bytes = wire.LaneFrame.encode(frame).finish()
  const credit = wire.LaneFrame.encode({ credit: { bytes: bytes.length } }).finish()
  return frameMessage(bytes).length + frameMessage(credit).length
}

async function openEnd(
  items: readonly Item[],
  { random, onTheWay }: { readonly random: Random; readonly onTheWay: Flying[] },
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
      holding: new HoldingStore({ database }, options),
      isMember: () => true,
      neighbourhood: {
        send: (_to, _lane, frame) => onTheWay.push({ from: nodeId, frame }) > 0,
        queuedBytes: () => 0,
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
