import { z } from 'zod'
import { EpochMs, NodeId } from '../kernel/ids.ts'
import { ResourceState } from './resources.ts'
import { TransferPhase, TransferRole } from './transfers.ts'

/** The other Node. */
const peer = NodeId
/** Summary of an alert, title of a lesson or name of a file, as it was written. */
const title = z.string()
/** Nodes that it passed on its way. */
const hops = z.number().int()
const entries = z.number().int().nonnegative()
const level = { resource: z.string(), state: ResourceState }
const goods = { peer, role: TransferRole, resource: z.string(), quantity: z.number(), unit: z.string() }

/**
 * One thing that a Node reports of itself. Nothing in it tells how anybody judged
 * an alert or answered a decision: whoever practises has yet to do both.
 */
export const LogFact = z.discriminatedUnion('what', [
  z.object({
    what: z.enum(['link-up', 'link-down', 'talk-sent', 'talk-arrived', 'set-apart', 'let-back']),
    peer,
  }),
  /** `note`: a short report to one Node. Its text is told as little as that of talk. */
  z.object({
    what: z.enum(['wake-sent', 'wake-arrived', 'wake-answered', 'note-sent', 'note-arrived']),
    peer,
  }),
  z.object({ what: z.enum(['alert-raised', 'alert-judged', 'judgement-arrived', 'alert-corrected']), title }),
  z.object({ what: z.literal('alert-arrived'), peer, title, hops }),
  /** What it shows of a resource from now on: its class, and never how much there is. */
  z.object({ what: z.literal('level-shown'), ...level }),
  z.object({ what: z.literal('report-arrived'), peer, ...level, hops }),
  z.object({
    what: z.enum(['lesson-offered', 'lesson-planted', 'lesson-uprooted', 'lesson-refused']),
    title,
  }),
  z.object({ what: z.literal('lesson-arrived'), peer, title }),
  /** An offer of theirs came; all of it is there, or here. */
  z.object({ what: z.enum(['file-offered', 'file-arrived', 'file-given', 'file-taken']), peer, title }),
  /** `role` is that of the Node whose line it is. */
  z.object({ what: z.enum(['offer-made', 'offer-arrived', 'terms-made', 'terms-arrived']), ...goods }),
  z.object({
    what: z.literal('transfer-moved'),
    peer,
    resource: z.string(),
    phase: TransferPhase,
    outcome: z.enum(['completed', 'not-agreed', 'ended-openly']).nullable(),
  }),
  /** Two Nodes compared what they hold, and at least one had something new for the other. */
  z.object({ what: z.literal('meeting'), peer, given: entries, taken: entries }),
])
export type LogFact = z.output<typeof LogFact>

export const LogLine = z.object({
  /** In the order in which lines were written, from 1. */
  number: z.number().int(),
  nodeId: NodeId,
  /** By the clock of its Node. */
  atMs: EpochMs,
  fact: LogFact,
})
export type LogLine = z.output<typeof LogLine>

export const LogNode = z.object({
  nodeId: NodeId,
  name: z.string(),
  /** The Node of whoever practises. */
  own: z.boolean(),
})
export type LogNode = z.output<typeof LogNode>
