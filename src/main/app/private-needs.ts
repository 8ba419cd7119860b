import { MirrorError } from '../../shared/kernel/errors.ts'
import type { IdentityArea } from './identity-area.ts'
import type { PrivateReach } from './private-reach.ts'

/** What everything that two Nodes say to each other alone needs of the rest. */
export interface PrivateNeeds extends PrivateReach {
  readonly identity: Pick<IdentityArea, 'isUnconfirmed'>
}

/** As for the log: what is signed now must not stand against what was signed before this Node was brought back. */
export function requireWritable({ identity, ownEpoch }: Pick<PrivateNeeds, 'identity' | 'ownEpoch'>): void {
  if (identity.isUnconfirmed()) throw new MirrorError('epoch-unconfirmed')
  if (ownEpoch()?.superseded) throw new MirrorError('identity-superseded')
}
