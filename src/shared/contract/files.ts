import { z } from 'zod'
import { command, event, query } from '../bridge/contract.ts'
import { EpochMs, FileId, NodeId } from '../kernel/ids.ts'
import { line, optionalProse } from '../kernel/text.ts'
import { MAX_PIECE_CHARS, Path } from './pieces.ts'

/** Largest file, in bytes. Source: docs/protocol.md, "Limits". */
export const FILE_MAX_BYTES = 64 * 1024 * 1024
/** Longest word beside a refusal. Source: docs/protocol.md, "Limits". */
export const FILE_NOTE_MAX_CHARS = 280
/** Longest name taken from a person, in UTF-16 units; it is made safe and shorter. Chosen here: as on the wire. */
export const FILE_NAME_MAX_CHARS = 255
/** A type and a subtype, or nothing. Source: RFC 6838 §4.2, with less room. */
export const MEDIA_TYPE = /^(?:[a-z0-9][a-z0-9!#$&^_.+-]{0,48}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,48})?$/

/** Why a file does not come, or rests. */
export const FILE_REASONS = ['person', 'too-many', 'lost', 'disk-full', 'disk-failed', 'wrong-bytes'] as const
export type FileReason = (typeof FILE_REASONS)[number]

/** `preparing`: comes from the page. `moving`: wanted, and not all of it there. */
const FilePhase = z.enum(['preparing', 'offered', 'moving', 'done', 'refused', 'cancelled'])

export const FileView = z.object({
  id: FileId,
  /** The other Node. */
  nodeId: NodeId,
  /** Whether this Node offers it. */
  ours: z.boolean(),
  /** Safe on any system, whatever was offered. */
  name: z.string(),
  /** What whoever offers it says it is; empty where they do not say. */
  mediaType: z.string(),
  sizeBytes: z.number().int(),
  phase: FilePhase,
  /** Where it was paused; null where nothing holds it. */
  paused: z.enum(['here', 'there']).nullable(),
  reason: z.enum(FILE_REASONS).nullable(),
  /** Words beside a refusal. */
  note: z.string(),
  offeredAtMs: EpochMs,
  endedAtMs: EpochMs.nullable(),
  /** Bytes that are safe on the receiver's disk. */
  doneBytes: z.number().int(),
  /** Averaged over the last seconds; null while nothing moves. */
  bytesPerSecond: z.number().nullable(),
  leftMs: z.number().int().nullable(),
  /** How long it has been waiting for the next piece; null while it moves, or should not. */
  stalledForMs: z.number().int().nullable(),
})
export type FileView = z.output<typeof FileView>

const byId = z.object({ id: FileId })

/** Files from Node to Node, privately: offered, taken by a person, moved in pieces. */
export const files = {
  /** Newest first. */
  list: query({
    input: z.object({ nodeId: NodeId.optional(), phase: FilePhase.optional() }),
    output: z.object({ files: z.array(FileView) }),
    errors: [],
  }),
  /** Begin to hand in a file by pieces; it is offered with the last of them. */
  prepare: command({
    input: z.object({
      nodeId: NodeId,
      name: line(FILE_NAME_MAX_CHARS),
      mediaType: z.string().regex(MEDIA_TYPE).default(''),
      sizeBytes: z.number().int().min(1),
    }),
    output: byId,
    errors: [
      'neighbour-unknown',
      'neighbour-isolated',
      'file-too-large',
      'files-too-many',
      'file-no-room',
      'disk-full',
      'epoch-unconfirmed',
      'identity-superseded',
    ],
  }),
  /** The next piece, in its order. */
  addPiece: command({
    input: z.object({
      id: FileId,
      atByte: z.number().int().nonnegative(),
      bytes: z.base64url().min(1).max(MAX_PIECE_CHARS),
    }),
    output: z.object({ nextByte: z.number().int() }),
    errors: ['file-unknown', 'file-phase', 'disk-full'],
  }),
  /** Offer a file of this machine. Only for callers with the token: a page hands in pieces. */
  offer: command({
    input: z.object({ nodeId: NodeId, path: Path }),
    output: byId,
    errors: [
      'neighbour-unknown',
      'neighbour-isolated',
      'file-path-refused',
      'file-unreadable',
      'file-too-large',
      'files-too-many',
      'file-no-room',
      'disk-full',
      'epoch-unconfirmed',
      'identity-superseded',
    ],
  }),
  accept: command({
    input: byId,
    output: z.object({}),
    errors: [
      'file-unknown',
      'file-phase',
      'neighbour-isolated',
      'files-too-many',
      'file-no-room',
      'file-day-full',
    ],
  }),
  refuse: command({
    input: z.object({ id: FileId, note: optionalProse(FILE_NOTE_MAX_CHARS).default('') }),
    output: z.object({}),
    errors: ['file-unknown', 'file-phase'],
  }),
  pause: command({ input: byId, output: z.object({}), errors: ['file-unknown', 'file-phase'] }),
  resume: command({ input: byId, output: z.object({}), errors: ['file-unknown', 'file-phase'] }),
  /** End it at both Nodes, whichever offered it. */
  cancel: command({ input: byId, output: z.object({}), errors: ['file-unknown', 'file-phase'] }),
  /** Forget a file that has ended, and what is here of it. */
  remove: command({ input: byId, output: z.object({}), errors: ['file-unknown', 'file-phase'] }),
  /** A piece of a file that has come whole. */
  piece: query({
    input: z.object({ id: FileId, atByte: z.number().int().nonnegative() }),
    output: z.object({ bytes: z.base64url(), sizeBytes: z.number().int() }),
    errors: ['file-unknown', 'file-phase', 'file-unreadable'],
  }),
  /** Write a file that has come whole to a path that is free. Only for callers with the token. */
  saveTo: command({
    input: z.object({ id: FileId, path: Path }),
    output: z.object({ path: z.string() }),
    errors: [
      'file-unknown',
      'file-phase',
      'file-path-refused',
      'file-exists',
      'file-unreadable',
      'disk-full',
      'disk-read-only',
    ],
  }),
  changed: event(z.object({ id: FileId.optional() })),
} as const
