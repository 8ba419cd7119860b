import { z } from 'zod'

/** A Node's libp2p PeerId (Ed25519, base58btc). Source: libp2p peer-ids specification. */
export const NodeId = z
  .string()
  .regex(/^12D3[1-9A-HJ-NP-Za-km-z]{40,60}$/)
  .brand<'NodeId'>()
export type NodeId = z.output<typeof NodeId>

const hex = (bytes: number) => new RegExp(`^[0-9a-f]{${bytes * 2}}$`)

/** SHA-256 of an envelope's body, hex: the same at every Node. */
export const EntryId = z.string().regex(hex(32)).brand<'EntryId'>()
export type EntryId = z.output<typeof EntryId>

/** 32 bytes, hex. Its first byte tells a practice federation (`0x7e`) from a real one (`0x01`). */
export const FederationId = z.string().regex(hex(32)).brand<'FederationId'>()
export type FederationId = z.output<typeof FederationId>

/** First 16 bytes of SHA-256 of the Mirror's public key, hex. */
export const MirrorId = z.string().regex(hex(16)).brand<'MirrorId'>()
export type MirrorId = z.output<typeof MirrorId>

/** 16 random bytes, hex. */
export const InviteId = z.string().regex(hex(16)).brand<'InviteId'>()
export type InviteId = z.output<typeof InviteId>

/** 16 random bytes of whoever made the offer, hex: the same at both Nodes. */
export const TransferId = z.string().regex(hex(16)).brand<'TransferId'>()
export type TransferId = z.output<typeof TransferId>

/** 16 random bytes of whoever wrote it, hex: the same at both Nodes. */
export const MessageId = z.string().regex(hex(16)).brand<'MessageId'>()
export type MessageId = z.output<typeof MessageId>

/** 16 random bytes of whoever offers it, hex: the same at both Nodes. */
export const FileId = z.string().regex(hex(16)).brand<'FileId'>()
export type FileId = z.output<typeof FileId>

/** SHA-256 of a seed's signed document, hex: the same at every Node, whichever way it came. */
export const SeedId = z.string().regex(hex(32)).brand<'SeedId'>()
export type SeedId = z.output<typeof SeedId>

export const Sha256Hex = z.string().regex(hex(32))

/** Milliseconds since the Unix epoch, UTC. */
export const EpochMs = z.number().int().nonnegative().max(8.64e15)
export type EpochMs = z.output<typeof EpochMs>

export const DurationMs = z.number().int().nonnegative().max(8.64e15)
