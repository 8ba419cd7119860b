/**
 * The lanes between two neighbours, in strict priority: a lane sends only while
 * none before it has something to send. Source: docs/protocol.md, "Lanes".
 */
export const LANES = [
  'alert',
  'control',
  'membership',
  'ledger',
  'negotiation',
  'resource',
  'thought',
  'sync',
  'bulk',
] as const
export type Lane = (typeof LANES)[number]

/** Lanes that share the main stream, under the receiver's credit. */
export type SharedLane = Exclude<Lane, 'alert'>

/** The streams that carry lanes: alerts have one of their own. Of what shares the other, a receiver need not know the lane. */
export const LANE_STREAMS = ['alert', 'main'] as const
export type LaneStream = (typeof LANE_STREAMS)[number]
