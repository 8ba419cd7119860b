import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { FederationId, MessageId, NodeId } from '../../../shared/kernel/ids.ts'
import type { LimitName } from '../../../shared/kernel/rate-limits.ts'
import { toHex } from '../../platform/bytes.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Limits } from '../../platform/limiter.ts'
import type { Random } from '../../platform/random.ts'
import type { Callee } from './call-types.ts'

const CALL_ID_BYTES = 16

/** What every call of ours needs to know. */
export interface CallingDeps {
  readonly self: NodeId
  readonly federation: () => FederationId
  readonly isKnown: (nodeId: NodeId) => boolean
  /** Whether this Node has set another apart just now. */
  readonly isIsolated: (nodeId: NodeId) => boolean
  /** @throws MirrorError 'epoch-unconfirmed' | 'identity-superseded' while this Node may sign nothing */
  readonly requireWritable: () => void
  readonly limits: Limits
  /** The application's clock. */
  readonly clock: Clock
  readonly random: Random
}

/** @throws MirrorError 'neighbour-unknown' | 'neighbour-isolated' */
export function requireCallee(deps: CallingDeps, peer: NodeId): Callee {
  requireKnown(deps, peer)
  if (deps.isIsolated(peer)) throw new MirrorError('neighbour-isolated')
  return { federation: deps.federation(), peer }
}

/** @throws MirrorError 'neighbour-unknown' */
export function requireKnown({ isKnown, self }: Pick<CallingDeps, 'isKnown' | 'self'>, peer: NodeId): void {
  if (peer === self || !isKnown(peer)) throw new MirrorError('neighbour-unknown')
}

/** @throws MirrorError 'call-too-often' with `retryAtMs` */
export function requireWithin({ clock, limits }: CallingDeps, peer: NodeId, limit: LimitName): void {
  const reached = limits.ours.take(peer, limit)
  if (reached !== null) throw new MirrorError('call-too-often', { retryAtMs: clock.nowMs() + reached.waitMs })
}

export const newCallId = ({ random }: Pick<CallingDeps, 'random'>): MessageId =>
  toHex(random.bytes(CALL_ID_BYTES)) as MessageId
