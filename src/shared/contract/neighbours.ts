import { z } from 'zod'
import { act, command, event, query } from '../bridge/contract.ts'
import { EpochMs, MessageId, NodeId } from '../kernel/ids.ts'
import { Place } from '../kernel/place.ts'
import { prose } from '../kernel/text.ts'
import { VERDICT_REASONS } from '../kernel/verdict.ts'
import { neighbourCalls } from './neighbour-calls.ts'
import { neighbourSessions } from './neighbour-sessions.ts'
import { TALK_MAX_CHARS } from './transfers.ts'

const SafetyWords = z.object({ en: z.array(z.string()), ja: z.array(z.string()) })
export type SafetyWords = z.output<typeof SafetyWords>

export const NeighbourView = z.object({
  nodeId: NodeId,
  name: z.string(),
  /** Node id in the form of the federation document: `name:lct:web4:ai:…`. */
  alias: z.string(),
  /** Six words to compare by voice, the same six in each language that has a list; none for this Node itself. */
  safetyWords: SafetyWords,
  place: Place.nullable(),
  connected: z.boolean(),
  lastHeardMs: EpochMs.nullable(),
  security: z.enum(['noise', 'tls']).nullable(),
  roundTripMs: z.number().nullable(),
  address: z.string().nullable(),
  /** State of the sealed session; `expired`: the last one ended of age or silence; null while there is none. */
  session: z.enum(['opening', 'open', 'closing', 'expired']).nullable(),
  /** What holds this Node back just now, and the latest refusals with their reasons. */
  limits: z.array(z.object({ reason: z.enum(VERDICT_REASONS), count: z.number().int(), lastAtMs: EpochMs })),
  pinned: z.boolean(),
  mirrors: z.array(z.object({ name: z.string(), revoked: z.boolean() })),
})
export type NeighbourView = z.output<typeof NeighbourView>

/** Messages given at once. Chosen here: far more than a screen shows; with a limit of one's own, fewer or more. */
const DEFAULT_TALK_LIMIT = 100
const MAX_TALK_LIMIT = 1_000

/** Something that was said between this Node and another, and to nobody else. */
export const TalkMessage = z.object({
  id: MessageId,
  ours: z.boolean(),
  text: z.string(),
  /** By its author's clock; of theirs never after it came. */
  sentAtMs: EpochMs,
  /** When it was stored there, or of theirs here; null while that is not known. */
  receivedAtMs: EpochMs.nullable(),
  /** When it came to be here: what the conversation is ordered by. */
  atMs: EpochMs,
  /** `queued`: waits until they are in reach. `sent`: on its way. Of theirs always `received`. */
  state: z.enum(['queued', 'sent', 'received']),
})
export type TalkMessage = z.output<typeof TalkMessage>

export const ConversationSummary = z.object({
  nodeId: NodeId,
  lastText: z.string(),
  lastAtMs: EpochMs,
  /** Of theirs, not yet read here. */
  unread: z.number().int().nonnegative(),
})
export type ConversationSummary = z.output<typeof ConversationSummary>

/** Meetings given at once. Chosen here: as many as are kept with one Node. */
const MAX_MEETINGS = 50

/** How many entries of one kind. */
const KindCount = z.object({ kind: z.string(), count: z.number().int().positive() })
const bytes = z.number().int().nonnegative()

/** What passed when this Node and another compared what they hold. Nobody else is told. */
export const MeetingView = z.object({
  beganAtMs: EpochMs,
  endedAtMs: EpochMs,
  /** Whether both held the same in the end. */
  level: z.boolean(),
  sentBytes: bytes,
  receivedBytes: bytes,
  /** Of both, what went into finding out who lacks what. */
  comparedBytes: bytes,
  /** How much more it would have been to send a list of everything. */
  savedBytes: bytes,
  /** Entries, of whomever, that they have from us and confirmed to hold. */
  given: z.array(KindCount),
  taken: z.array(KindCount),
  /** Of those given, what this Node said itself: what they learned about us. */
  learnedOfUs: z.array(KindCount),
})
export type MeetingView = z.output<typeof MeetingView>

/** The Nodes of this federation that this one has heard of. */
export const neighbours = {
  list: query({ input: z.object({}), output: z.object({ neighbours: z.array(NeighbourView) }), errors: [] }),
  pin: act({
    input: z.object({ nodeId: NodeId, pinned: z.boolean().default(true) }),
    output: z.object({}),
    errors: ['neighbour-unknown'],
  }),
  /** Say something to a Node, privately. Resolves once it is stored here; it goes as soon as they are in reach. */
  talk: command({
    input: z.object({ nodeId: NodeId, text: prose(TALK_MAX_CHARS) }),
    output: z.object({ id: MessageId }),
    errors: [
      'neighbour-unknown',
      'neighbour-isolated',
      'talk-waiting-full',
      'epoch-unconfirmed',
      'identity-superseded',
    ],
  }),
  /** Newest first. The page after is asked for with `before` the last one's `atMs`: all of one moment come on one page, also beyond `limit`. */
  conversation: query({
    input: z.object({
      nodeId: NodeId,
      limit: z.number().int().min(1).max(MAX_TALK_LIMIT).default(DEFAULT_TALK_LIMIT),
      before: EpochMs.optional(),
    }),
    output: z.object({ messages: z.array(TalkMessage) }),
    errors: ['neighbour-unknown'],
  }),
  /** With whom there is anything said, the newest first. */
  conversations: query({
    input: z.object({}),
    output: z.object({ conversations: z.array(ConversationSummary) }),
    errors: [],
  }),
  /** Everything a Node has said so far has been read here. The other side does not learn of it. */
  markRead: command({
    input: z.object({ nodeId: NodeId }),
    output: z.object({}),
    errors: ['neighbour-unknown'],
  }),
  ...neighbourCalls,
  ...neighbourSessions,
  /** What passed at meetings with a Node, the newest first. */
  meetings: query({
    input: z.object({
      nodeId: NodeId,
      limit: z.number().int().min(1).max(MAX_MEETINGS).default(MAX_MEETINGS),
    }),
    output: z.object({ meetings: z.array(MeetingView) }),
    errors: ['neighbour-unknown'],
  }),
  changed: event(z.object({ id: NodeId.optional() })),
} as const
