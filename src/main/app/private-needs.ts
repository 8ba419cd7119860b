import { MirrorError } from '../../shared/kernel/errors.ts'
import type { NodeId } from '../../shared/kernel/ids.ts'
import type { VerdictReason } from '../../shared/kernel/verdict.ts'
import type { OwnEpoch } from '../replica/epoch-store.ts'
import type { PrivatePostDeps } from '../replica/private-post.ts'
import type { IdentityArea } from './identity-area.ts'

/** What everything that two Nodes say to each other alone needs of the rest. */
export interface PrivateNeeds {
  readonly identity: Pick<IdentityArea, 'isUnconfirmed'>
  /** What neighbours say in sessions, whatever life this Node's circle is in. */
  readonly sessions: PrivatePostDeps['sessions']
  isMember(nodeId: NodeId): boolean
  isLinked(nodeId: NodeId): boolean
  ownEpoch(): OwnEpoch | null
  countRefusal(nodeId: NodeId, reason: VerdictReason): void
}

/** As for the log: what is signed now must not stand against what was signed before this Node was brought back. */
export function requireWritable({ identity, ownEpoch }: Pick<PrivateNeeds, 'identity' | 'ownEpoch'>): void {
  if (identity.isUnconfirmed()) throw new MirrorError('epoch-unconfirmed')
  if (ownEpoch()?.superseded) throw new MirrorError('identity-superseded')
}
