import type { FederationId, NodeId } from '../../../shared/kernel/ids.ts'
import type { MirrorMark } from '../../replica/mirror-mark.ts'

export type TrustAct = 'flag' | 'isolate' | 'release' | 'appeal' | 'expire'

/** What is done about a Node, as its author signs it. */
export interface TrustStatement {
  readonly act: TrustAct
  /** Whom it is about; for an appeal, to whom it goes. */
  readonly node: NodeId
  /** The author's clock. */
  readonly atMs: number
  /** Empty where an act takes none. */
  readonly reason: string
  /** Which isolation, 16 bytes in hex; empty for a flag. */
  readonly isolation: string
  /** The end of an isolation; 0 for everything else. */
  readonly untilMs: number
}

/** A statement beside the bytes that were signed; without a mark where no person acted. */
export interface SignedTrust {
  readonly statement: TrustStatement
  readonly bytes: Uint8Array
  readonly mark: MirrorMark | null
}

/** This Node and another, in one federation. */
export interface Between {
  readonly federation: FederationId
  readonly peer: NodeId
}

/** A Node set apart, as it is kept: here by us (`ours`), or us by them. */
export interface Isolation {
  readonly id: string
  readonly peer: NodeId
  readonly ours: boolean
  readonly reason: string
  readonly byMirror: string
  readonly sinceMs: number
  readonly untilMs: number
  readonly appeal: Appeal | null
}

export interface Appeal {
  readonly byMirror: string
  readonly atMs: number
  readonly reason: string
}

/** How an isolation ended: its time was over, or a Mirror of whoever set apart ended it before; or another took its place. */
export type IsolationEnd =
  | { readonly how: 'time' | 'replaced' }
  | { readonly how: 'release'; readonly byMirror: string }

/** An isolation that is over, and that nothing took the place of. */
export interface EndedIsolation extends Isolation {
  readonly endedAtMs: number
  /** Null where its time was over. */
  readonly releasedBy: string | null
}
