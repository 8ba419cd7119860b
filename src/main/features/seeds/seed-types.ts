import type { SeedAttachment, SeedCheck, SeedState } from '../../../shared/contract/seeds.ts'
import type { FederationId, NodeId, SeedId } from '../../../shared/kernel/ids.ts'

/** What a lesson says. Two with the same title, body, checks and attachments are one content, whoever offers it. */
export interface SeedContent {
  readonly title: string
  /** Markdown. */
  readonly body: string
  readonly checks: readonly SeedCheck[]
  readonly attachments: readonly SeedAttachment[]
}

/** How a seed came here. */
export type SeedVia = 'own' | 'network' | 'file'

/** One offer of a content, as its origin signed it. */
export interface SeedDocument {
  readonly id: SeedId
  /** SHA-256 of the content, hex. */
  readonly hash: string
  readonly origin: NodeId
  /** The origin's claim. */
  readonly offeredAtMs: number
  /** The seed it is a new version of; null for a new page. */
  readonly replaces: SeedId | null
}

/** An offer with what it offers, in order by form. */
export interface ReadSeed extends SeedDocument {
  readonly content: SeedContent
  /** An encoded SignedCredential. */
  readonly credential: Uint8Array
  /** The encoded SignedSeed: the same bytes on the network and in a bundle. */
  readonly signed: Uint8Array
}

/** An offer as it is taken in. */
export interface ArrivingSeed extends ReadSeed {
  readonly federation: FederationId
  readonly mirrorName: string
  /** Our own clock. */
  readonly receivedAtMs: number
  readonly via: SeedVia
}

/** An offer that is here. */
export interface KnownDocument extends SeedDocument {
  readonly title: string
  readonly mirrorName: string
}

/** A content that is here, under the offer of it that came first. */
export interface KnownSeed extends SeedDocument, SeedContent {
  readonly federation: FederationId
  readonly mirrorName: string
  readonly receivedAtMs: number
  readonly via: SeedVia
  readonly state: SeedState
  /** The Mirror who did the last act upon it, and when; null where nobody did. */
  readonly handledBy: string | null
  readonly handledAtMs: number | null
  /** Each offer of it goes beyond what its author may put into trays. */
  readonly heldBack: boolean
  /** Null in every state but 'refused'. */
  readonly refusedReason: string | null
}

/** One planted version of a page. The page is the one with the greatest depth; those beneath are what it was before. */
export interface PageLayer {
  readonly slug: string
  /** From 0, without a gap. */
  readonly depth: number
  readonly seed: SeedId
  readonly title: string
  readonly body: string
  /** SHA-256 of the body's UTF-8, hex. */
  readonly hash: string
  readonly origin: NodeId
  readonly plantedAtMs: number
  readonly plantedBy: string
}
