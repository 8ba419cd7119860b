import type { NodeId } from '../../shared/kernel/ids.ts'
import type { VerdictReason } from '../../shared/kernel/verdict.ts'
import type { mirrorwell } from '../wire/generated/messages.js'
import type { LaneStream } from './lanes.ts'
import type { LinkSecurity } from './transport.ts'

/** One message on a lane, as it is decoded; exactly one field is set. Source: proto/mirrorwell/v1/lane.proto. */
export type LaneFrame = mirrorwell.v1.LaneFrame.$Properties

/** A Node of this federation that we have a proven link with and whose lanes are open. */
export interface NeighbourInfo {
  readonly nodeId: NodeId
  readonly security: LinkSecurity
  /** The remote end of the link as this side sees it. */
  readonly address: string
  readonly direction: 'outbound' | 'inbound'
  /** Real time, not the application's. */
  readonly connectedAtMs: number
  /** When bytes last came from it, whatever they were. Real time. */
  readonly lastHeardMs: number
  /** Of the newest answered heartbeat; null before the first. */
  readonly roundTripMs: number | null
  /** How far its application clock is ahead of ours, by its own word; null before the first answered heartbeat. */
  readonly clockOffMs: number | null
}

/** Why a neighbour is no longer one. A closed list, for logs and for the floor above. */
export const DOWN_REASONS = [
  'link-closed',
  'silent',
  'queue-full',
  'credit-overrun',
  'malformed',
  'replaced',
  'stopped',
  'dropped',
] as const
export type DownReason = (typeof DOWN_REASONS)[number]

/** A Node worth a link, and where it was last known to answer. */
export interface DialTarget {
  readonly nodeId: NodeId
  /** Each may end in `/p2p/<nodeId>`; where it does not, that is added. */
  readonly addresses: readonly string[]
  /** Always to be linked, however many others there are. */
  readonly keep: boolean
  /** Who told us of it; absent: itself. */
  readonly source?: NodeId
  /** When a dial of ours last reached it, as far as our records go. */
  readonly reachedAtMs?: number
  /** One of the neighbours to begin with. */
  readonly anchor?: boolean
}

/** What a Node sent that was not taken, by reason. */
export interface Refusal {
  readonly reason: VerdictReason
  readonly count: number
  /** Real time. */
  readonly lastAtMs: number
}

/**
 * Hears every frame but those the network answers itself. Frames of one stream
 * come in the order they were sent; the next does not wait for the promise.
 * The sender's room on the main stream is given back when it settles: resolve once
 * the frame is dealt with (durable), not before.
 */
export type FrameListener = (received: ReceivedFrame) => Promise<void> | void
export interface ReceivedFrame {
  readonly from: NodeId
  /** Its own for alerts; all other lanes share one. */
  readonly lane: LaneStream
  readonly frame: LaneFrame
}
