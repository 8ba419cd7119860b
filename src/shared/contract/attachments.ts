import { z } from 'zod'
import { command, event, query } from '../bridge/contract.ts'
import { FileId, NodeId, Sha256Hex } from '../kernel/ids.ts'
import { FileView } from './files.ts'
import { MAX_PIECE_CHARS, Path } from './pieces.ts'

/** Most attachments asked about at once. Chosen here: those of several lessons. */
const FILES_MAX = 64

/**
 * `absent`: named by a lesson, and not fetched. `wanted`: asked for of one Node after the other.
 * `moving`: comes from one that has it.
 */
export const AttachmentView = FileView.pick({
  paused: true,
  reason: true,
  doneBytes: true,
  bytesPerSecond: true,
  leftMs: true,
  stalledForMs: true,
}).extend({
  root: Sha256Hex,
  state: z.enum(['absent', 'wanted', 'moving', 'here']),
  /** Who is asked, or sends; null where nobody does just now. */
  from: NodeId.nullable(),
  fromName: z.string().nullable(),
  /** The lessons to which it belongs: how many, and whether one is this Node's own or a page of its handbook. */
  usedBy: z.object({ lessons: z.number().int(), isOwn: z.boolean(), isPlanted: z.boolean() }),
})
export type AttachmentView = z.output<typeof AttachmentView>

const byId = z.object({ id: FileId })
const byRoot = z.object({ root: Sha256Hex })
/** As a lesson names it. */
const named = byRoot.extend({ sizeBytes: z.number().int() })

/** The bytes of files that belong to lessons, each kept once under the root of its tree. What they are is for `seeds` to say. */
export const attachments = {
  /** How it stands with these, in this order. One that is here in another size than a lesson gives is `absent` for that lesson. */
  list: query({
    input: z.object({ files: z.array(named).max(FILES_MAX) }),
    output: z.object({ attachments: z.array(AttachmentView) }),
    errors: [],
  }),
  /** Begin to hand in a file by pieces. */
  prepare: command({
    input: z.object({ sizeBytes: z.number().int().nonnegative() }),
    output: byId,
    errors: ['attachment-empty', 'attachment-too-large', 'files-too-many', 'file-no-room', 'disk-full'],
  }),
  /** The next piece, in its order. With the last one comes the root, under which `seeds.offer` takes it. */
  addPiece: command({
    input: z.object({
      id: FileId,
      atByte: z.number().int().nonnegative(),
      bytes: z.base64url().min(1).max(MAX_PIECE_CHARS),
    }),
    output: z.object({ nextByte: z.number().int(), root: Sha256Hex.nullable() }),
    errors: ['file-unknown', 'file-phase', 'disk-full'],
  }),
  /** It is not handed in to its end. */
  cancel: command({ input: byId, output: z.object({}), errors: ['file-unknown'] }),
  /** Take in a file of this machine. Only for callers with the token: a page hands in pieces. */
  takeIn: command({
    input: z.object({ path: Path }),
    output: z.object({ root: Sha256Hex }),
    errors: [
      'file-path-refused',
      'file-unreadable',
      'attachment-empty',
      'attachment-too-large',
      'files-too-many',
      'file-no-room',
      'disk-full',
    ],
  }),
  /** Fetch one that a lesson names with this size, from whoever has it. */
  want: command({
    input: named,
    output: z.object({}),
    errors: [
      'attachment-unknown',
      'attachment-of-left-federation',
      'attachment-size-false',
      'attachments-too-many',
      'file-no-room',
      'epoch-unconfirmed',
      'identity-superseded',
    ],
  }),
  /** Fetch it no more, and remove what is here of it. */
  remove: command({ input: byRoot, output: z.object({}), errors: [] }),
  /** It was handed in for a lesson that goes without it: remove it, unless a lesson names it. */
  discard: command({ input: byRoot, output: z.object({}), errors: [] }),
  /** A piece of one that is here. */
  piece: query({
    input: byRoot.extend({ atByte: z.number().int().nonnegative() }),
    output: z.object({ bytes: z.base64url(), sizeBytes: z.number().int() }),
    errors: ['attachment-unknown', 'file-unreadable'],
  }),
  /** Write one that is here to a path that is free. Only for callers with the token. */
  saveTo: command({
    input: byRoot.extend({ path: Path }),
    output: z.object({ path: z.string() }),
    errors: [
      'attachment-unknown',
      'file-path-refused',
      'file-exists',
      'file-unreadable',
      'disk-full',
      'disk-read-only',
    ],
  }),
  changed: event(z.object({ id: Sha256Hex.optional() })),
} as const
