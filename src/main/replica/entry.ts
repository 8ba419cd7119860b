import type { EntryId, FederationId, MirrorId, NodeId } from '../../shared/kernel/ids.ts'
import type { Verdict } from '../../shared/kernel/verdict.ts'
import type { Lane } from '../network/lanes.ts'
import type { mirrorwell } from '../wire/generated/messages.js'

/** The kinds of message there are, by the names the rest of the tree uses. Numbers: `proto/mirrorwell/v1/envelope.proto`. */
export const ENTRY_KINDS = [
  'epoch-opened',
  'node-profile',
  'mirror-credential',
  'mirror-revocation',
  'resource-report',
  'alert',
  'alert-review',
  'alert-correction',
  'transfer',
  'talk',
  'wake-up',
  'wake-up-ack',
  'status-report',
  'file',
  'isolation',
  'appeal',
  'seed',
] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

/** One life of an identity's log; a restore opens a new one. Source: docs/protocol.md, "Epochs". */
export interface Epoch {
  readonly openedAtMs: number
  /** 16 random bytes, hex. */
  readonly random: string
}

/** Hybrid logical time: never runs backwards along a log. Source: Kulkarni et al. 2014, "Logical Physical Clocks". */
export interface HybridTime {
  readonly wallMs: number
  readonly counter: number
}

/** The Mirror whose signature an entry carries, as its Node's credential names them. */
export interface ActingMirror {
  readonly mirrorId: MirrorId
  readonly name: string
  readonly publicKey: Uint8Array
}

/** An entry whose signatures and form are in order. */
export interface Entry {
  readonly id: EntryId
  readonly federationId: FederationId
  readonly stream: 'log' | 'latest'
  readonly kind: EntryKind
  readonly author: NodeId
  readonly authorKey: Uint8Array
  readonly epoch: Epoch
  readonly sequence: number
  /** Id of the entry before in the log; null at sequence 0 and on `latest`. */
  readonly previous: EntryId | null
  /** When it was written, by the author's clock. */
  readonly time: HybridTime
  readonly slot: string
  readonly payload: Uint8Array
  readonly mirror: ActingMirror | null
}

/** An entry as it stands here: what its author signed, and what this Node adds. */
export interface StoredEntry extends Entry {
  /** Our own clock. */
  readonly receivedAtMs: number
  /** Nodes it passed on its way here; 0 for our own. */
  readonly hops: number
  /** The neighbour that handed it to us; null for our own, and for what a person brought by hand. */
  readonly via: NodeId | null
  readonly own: boolean
}

/** How an entry goes on from here: the lane that it takes, or only when a neighbour asks what it missed. */
export type Relay = Lane | 'later'

/**
 * What a feature says about one kind of message. Nothing below the features
 * knows more of a kind than this.
 */
export interface KindRules {
  readonly kind: EntryKind
  readonly stream: 'log' | 'latest'
  /** Must carry a Mirror's signature. */
  readonly act: boolean
  /** Older ones are refused as stale; null where age does not matter (log entries are ordered by their chain). */
  readonly freshForMs: number | null
  /** Whether the payload is one, and fits what is known here. Reads only; never throws. */
  judge(entry: StoredEntry): Verdict
  /** Write the feature's own tables. Runs in the transaction that stores the entry. */
  project(entry: StoredEntry): void
  /** Asked once the entry has been projected, in the same transaction. */
  relay(entry: StoredEntry): Relay
  /** Told after the commit. */
  stored(entry: StoredEntry): void
}

/** An entry on its way to another Node: what its author signed, and how far it has gone. */
export type CarriedEntry = mirrorwell.v1.RelayedEntry.$Properties

/** An entry that a person brought by hand, and how it was judged. */
export interface Brought {
  /** null where it could not be read. */
  readonly entry: Omit<Entry, 'mirror'> | null
  readonly verdict: Verdict
}

/** Takes in, or only judges, what a person brought by hand: as if a neighbour had sent it, and of these kinds alone. */
export type Bring = (
  entries: readonly CarriedEntry[],
  how: { readonly kinds: readonly EntryKind[]; readonly dryRun: boolean },
) => Promise<readonly Brought[]>

/** A Mirror unlocked for one act. */
export interface MirrorSigner {
  readonly mirrorId: MirrorId
  readonly name: string
  /** An encoded SignedCredential. */
  readonly credential: Uint8Array
  sign(bytes: Uint8Array): Uint8Array
}

export interface Draft {
  readonly kind: EntryKind
  readonly payload: Uint8Array
  /** Which register of a `latest` kind; empty on logs. */
  readonly slot?: string
  /** Who acts; required exactly where the kind is an act. */
  readonly mirror?: MirrorSigner
}

/**
 * Sign a draft as this Node, store it and send it on. Resolves once it is on
 * disk; sending goes on by itself, for as long as it takes.
 *
 * @throws MirrorError 'node-locked' | 'epoch-unconfirmed' | 'identity-superseded' | 'disk-full' | 'disk-read-only'
 */
export type Publish = (draft: Draft) => Promise<StoredEntry>
