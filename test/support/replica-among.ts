import { onTestFinished } from 'vitest'
import type { Lane, LaneStream } from '../../src/main/network/lanes.ts'
import { RELAY_JITTER_MS, RELAY_WAIT_MS } from '../../src/main/replica/relaying.ts'
import { toRelayed } from '../../src/main/replica/replica-frames.ts'
import { encodeSync } from '../../src/main/replica/sync-frames.ts'
import { wire } from '../../src/main/wire/messages.ts'
import type { NodeId } from '../../src/shared/kernel/ids.ts'
import type { Sealed } from './entry-author.ts'
import {
  FrameExchange,
  isOfLanes,
  type LaneSaid,
  linksOf,
  type NamedSaid,
  type Said,
  saidIn,
} from './frame-exchange.ts'
import { testNodeId } from './node-ids.ts'
import { type ReplicaNodeInput, replicaNode } from './replica-node.ts'

/** A frame that the replica under test sent, as its receiver decodes it. */
export interface Sent {
  readonly to: NodeId
  readonly lane: Lane | 'session'
  readonly frame: NamedSaid
}

/** One replica, started, among neighbours that the test speaks for. */
export async function among(peers: readonly NodeId[], more: ReplicaNodeInput['more'] = {}) {
  const exchange = new FrameExchange()
  for (const peer of peers) exchange.join(peer)
  const links = exchange.join(testNodeId(1))
  const node = replicaNode({ n: 1, ...linksOf(links), more })
  await node.replica.start()
  onTestFinished(() => node.replica.stop())
  /** Resolves when the replica has dealt with the frame. */
  const hear = (from: NodeId, frame: Said, lane: LaneStream = 'main') =>
    isOfLanes(frame)
      ? links.hear({ from, lane, frame: wire.LaneFrame.decode(wire.LaneFrame.encode(frame).finish()) })
      : links.hearSealed({ from, ...encodeSync(frame) })
  const send = (from: NodeId, ...sealed: readonly Sealed[]) => hear(from, entriesFrame(sealed))
  /** What has been sent since last asked, but for credit. */
  const sent = (): Sent[] =>
    exchange.inFlight
      .splice(0)
      .map((flying) => ({ to: flying.to, lane: flying.lane, frame: saidIn(flying) }))
      .filter(({ frame }) => frame.content !== 'credit')
  /** Let what waits for word from others go on. */
  const wait = (): void => node.realClock.advance(RELAY_WAIT_MS + RELAY_JITTER_MS)
  return { ...node, exchange, hear, links, send, sent, wait }
}

export const entriesFrame = (
  sealed: readonly Pick<Sealed, 'raw'>[],
  more: { readonly catchingUp?: boolean; readonly last?: boolean } = {},
): LaneSaid => ({ entries: { entries: sealed.map(({ raw }) => toRelayed({ raw, hops: 0 })), ...more } })
