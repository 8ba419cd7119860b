import { z } from 'zod'
import { act, command, event, query } from '../bridge/contract.ts'
import { EpochMs, NodeId, SeedId, Sha256Hex } from '../kernel/ids.ts'
import { line, prose } from '../kernel/text.ts'
import { Delivery } from './delivery.ts'
import { FILE_NAME_MAX_CHARS, MEDIA_TYPE } from './files.ts'

export const SEED_TITLE_MAX_CHARS = 120
/** Longest lesson, in characters and in UTF-8. Chosen here: 4,000 Japanese characters, and one entry holds it with its checks. */
export const SEED_BODY_MAX_CHARS = 12_000
export const SEED_BODY_MAX_BYTES = 12_000
export const SEED_CHECKS_MAX = 16
/** Files that belong to one lesson. Chosen here: a drawing, a table, a film and one more. */
export const SEED_ATTACHMENTS_MAX = 4
/** Largest of them, in bytes. Source: docs/protocol.md, "Limits". */
export const ATTACHMENT_MAX_BYTES = 16 * 1024 * 1024
export const REFUSAL_REASON_MAX_CHARS = 1_000
/** Longest bundle as text. Chosen here: some hundred lessons. */
export const SEED_BUNDLE_MAX_CHARS = 1_500_000

/** In the tray a seed waits for a Mirror; nothing but a Mirror's act takes it out. */
export const SeedState = z.enum(['tray', 'planted', 'uprooted', 'refused', 'own'])
export type SeedState = z.output<typeof SeedState>

/**
 * A question to this Node's own figures, answered here and told to nobody.
 * `field` is `<resource>.level`, `.ratio` (of capacity, 0 to 1), `.daysLeft` or `.state`.
 */
export const SeedCheck = z.object({
  field: line(80),
  comparison: z.enum(['<', '<=', '=', '!=', '>=', '>']),
  value: z.union([z.number(), line(40)]),
})
export type SeedCheck = z.output<typeof SeedCheck>

/** A file that belongs to a lesson: what it is by the signed lesson. Where its bytes are is for `attachments` to say. */
export const SeedAttachment = z.object({
  /** Safe on any system. */
  name: z.string(),
  /** What whoever offers it says it is; empty where they do not say. */
  mediaType: z.string(),
  sizeBytes: z.number().int(),
  /** Root of the tree over its chunks: the same bytes have the same, whoever has them. */
  root: Sha256Hex,
})
export type SeedAttachment = z.output<typeof SeedAttachment>

/** One link of where a lesson comes from, newest first. */
export const Provenance = z.object({
  id: SeedId,
  title: z.string(),
  hash: Sha256Hex,
  origin: NodeId,
  originName: z.string(),
  mirrorName: z.string(),
  offeredAtMs: EpochMs,
  /** The seed this offer says it is a new version of. Offers of one content may say different things. */
  replaces: SeedId.nullable(),
})

export const SeedView = z.object({
  id: SeedId,
  title: z.string(),
  state: SeedState,
  origin: NodeId,
  originName: z.string(),
  /** Its Node is set apart here just now. */
  originIsolated: z.boolean(),
  mirrorName: z.string(),
  /** Offered by this Node. */
  own: z.boolean(),
  /** SHA-256 of title, body, checks and attachments: two offers of the same content have the same. */
  hash: Sha256Hex,
  /** Size of the body in UTF-8. */
  bytes: z.number().int(),
  /** The origin's claim; our own clock. */
  offeredAtMs: EpochMs,
  receivedAtMs: EpochMs,
  /** How it came here. */
  via: z.enum(['own', 'network', 'file']),
  /** The seed it is a new version of, by the offer that came first; null for a new page. */
  replaces: SeedId.nullable(),
  /** Its origin offered more than comes into trays. It waits beside the tray, and can be planted or refused like any other. */
  heldBack: z.boolean(),
  /** How far this Node's own offer has come; null for another Node's. */
  delivery: Delivery.nullable(),
  checks: z.array(SeedCheck),
  attachments: z.array(SeedAttachment),
  /** The page it stands on, while planted. */
  slug: z.string().nullable(),
  /** Who did the last act upon it here and when; null in the tray. */
  handled: z.object({ by: z.string(), atMs: EpochMs }).nullable(),
  /** Why it was refused, as it was written then. */
  refusedReason: z.string().nullable(),
  /** An earlier version was refused here, with these words. */
  refusedBefore: z.object({ reason: z.string(), atMs: EpochMs, title: z.string() }).nullable(),
})
export type SeedView = z.output<typeof SeedView>

/** A run of words that both texts have, or only one of them. */
export const WordChange = z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })
export type WordChange = z.output<typeof WordChange>

export const SeedDifference = z.object({
  /** What it is compared with: the page it would replace; null where it would be a new page. */
  against: z.object({ slug: z.string(), title: z.string(), hash: Sha256Hex }).nullable(),
  changes: z.array(WordChange),
})

/** What exactly planting would do, counted. */
export const SeedAdds = z.object({
  newPage: z.boolean(),
  slug: z.string(),
  wordsAdded: z.number().int(),
  wordsRemoved: z.number().int(),
  linesAdded: z.number().int(),
  linesRemoved: z.number().int(),
  bytesBefore: z.number().int(),
  bytesAfter: z.number().int(),
  checks: z.number().int(),
  links: z.number().int(),
  /** How many files belong to it, and how much they are together. Planting fetches none. */
  attachments: z.number().int(),
  attachmentBytes: z.number().int(),
})

export const CheckResult = SeedCheck.extend({
  /** What this Node measures; null where it measures nothing of the kind. */
  actual: z.union([z.number(), z.string()]).nullable(),
  /** null where it could not be asked. */
  passed: z.boolean().nullable(),
})
export type CheckResult = z.output<typeof CheckResult>

const OneSeed = z.object({ id: SeedId })
const SEED_ERRORS = ['seed-unknown', 'seed-state'] as const

/**
 * Lessons of other Nodes, planted by hand. Nothing received is ever run, and no
 * setting plants. Source: NODE_SYNCHRONIZATION §2.3.
 */
export const seeds = {
  /** Offer a lesson to everybody, or with `replaces` a new version of one. Resolves once it is stored here. */
  offer: act({
    input: z.object({
      title: line(SEED_TITLE_MAX_CHARS),
      body: prose(SEED_BODY_MAX_CHARS).refine(
        (body) => new TextEncoder().encode(body).byteLength <= SEED_BODY_MAX_BYTES,
      ),
      replaces: SeedId.nullable().default(null),
      checks: z.array(SeedCheck).max(SEED_CHECKS_MAX).default([]),
      /** Files that were handed in by `attachments.addPiece`, or are here from another lesson; each once. */
      attachments: z
        .array(
          z.object({
            root: Sha256Hex,
            name: line(FILE_NAME_MAX_CHARS),
            mediaType: z.string().regex(MEDIA_TYPE).default(''),
          }),
        )
        .max(SEED_ATTACHMENTS_MAX)
        .refine((files) => new Set(files.map(({ root }) => root)).size === files.length)
        .default([]),
    }),
    output: z.object({ id: SeedId }),
    errors: [
      'seed-unknown',
      'seed-exists',
      'seed-too-large',
      'attachment-unknown',
      'epoch-unconfirmed',
      'identity-superseded',
    ],
  }),
  /**
   * Newest arrival first. `query` looks through titles, texts, origins and the reasons of refusals. The page after
   * is asked for with `before` the last one's arrival: all of one moment come on one page, also beyond `limit`.
   */
  list: query({
    input: z.object({
      state: SeedState.optional(),
      /** Only what is held back from the tray, or only the rest; all where it is left out. */
      heldBack: z.boolean().optional(),
      query: z.string().max(200).optional(),
      limit: z.number().int().min(1).max(500).default(200),
      before: EpochMs.optional(),
    }),
    output: z.object({ seeds: z.array(SeedView) }),
    errors: [],
  }),
  /** One seed with its text and where it comes from. */
  get: query({
    input: OneSeed,
    output: z.object({ seed: SeedView, body: z.string(), provenance: z.array(Provenance) }),
    errors: ['seed-unknown'],
  }),
  preview: query({
    input: OneSeed,
    output: z.object({ difference: SeedDifference, adds: SeedAdds }),
    errors: ['seed-unknown'],
  }),
  /** Page and checks as they would be, in a copy: nothing here changes. */
  tryOut: query({
    input: OneSeed,
    output: z.object({
      /** The page as HTML of a closed list of elements and no attribute that acts. */
      rendered: z.string(),
      checks: z.array(CheckResult),
    }),
    errors: ['seed-unknown'],
  }),
  plant: act({
    confirm: true,
    input: OneSeed.extend({
      /** The hash of the page that the preview was against, null for a new page. Left out, nothing is compared. */
      against: Sha256Hex.nullable().optional(),
    }),
    output: z.object({ slug: z.string() }),
    errors: [...SEED_ERRORS, 'seed-ground-changed'],
  }),
  /** Take a planted seed out again: the page is what it was before, byte for byte. */
  uproot: act({ input: OneSeed, output: z.object({}), errors: [...SEED_ERRORS, 'seed-overgrown'] }),
  refuse: act({
    input: z.object({ id: SeedId, reason: prose(REFUSAL_REASON_MAX_CHARS) }),
    output: z.object({}),
    errors: [...SEED_ERRORS],
  }),
  /** Seeds as one text, to carry by hand: signed as they are on the network. */
  exportBundle: query({
    input: z.object({ ids: z.array(SeedId).min(1).max(200) }),
    output: z.object({ bundle: z.string(), fileName: z.string() }),
    errors: ['seed-unknown', 'bundle-too-large'],
  }),
  /** Put what a bundle holds into the tray. With `dryRun` nothing is stored, and the answer is the same. */
  importBundle: command({
    input: z.object({ bundle: z.string().max(SEED_BUNDLE_MAX_CHARS), dryRun: z.boolean().default(false) }),
    output: z.object({
      accepted: z.array(z.object({ id: SeedId, title: z.string(), originName: z.string() })),
      rejected: z.array(z.object({ number: z.number().int(), reason: z.string() })),
    }),
    errors: ['bundle-invalid'],
  }),
  changed: event(z.object({ id: SeedId.optional() })),
} as const

export const HandbookPage = z.object({
  slug: z.string(),
  title: z.string(),
  hash: Sha256Hex,
  bytes: z.number().int(),
  plantedAtMs: EpochMs,
  plantedBy: z.string(),
  seedId: SeedId,
  origin: NodeId,
  originName: z.string(),
})
export type HandbookPage = z.output<typeof HandbookPage>

/** The lessons this Node has planted. Only `seeds.plant` and `seeds.uproot` change it. */
export const handbook = {
  /** By title. */
  pages: query({ input: z.object({}), output: z.object({ pages: z.array(HandbookPage) }), errors: [] }),
  page: query({
    input: z.object({ slug: z.string().max(200) }),
    output: HandbookPage.extend({
      /** Markdown. `hash` is the SHA-256 of its UTF-8. */
      body: z.string(),
      /** As in `seeds.tryOut`. */
      rendered: z.string(),
      attachments: z.array(SeedAttachment),
      /** Seeds that stood on this page before, newest first. */
      earlier: z.array(z.object({ seedId: SeedId, title: z.string(), plantedAtMs: EpochMs })),
    }),
    errors: ['page-unknown'],
  }),
} as const
