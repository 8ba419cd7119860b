import { z } from 'zod'
import { command, event, query } from '../bridge/contract.ts'
import { EpochMs, NodeId } from '../kernel/ids.ts'
import { LANGUAGES } from '../kernel/language.ts'
import { LOG_LINES_MAX } from './log-bounds.ts'
import { LogLine, LogNode } from './practice-log.ts'

/**
 * A federation of simulated neighbours on this machine, to try everything with
 * nobody near. It has an identity and a folder of its own, and no network.
 * A caller is either in it or at the live Node; `practice` answers in both.
 */
export const practice = {
  status: query({
    input: z.object({}),
    output: z.object({
      /** This caller's calls are answered by the practice Node. */
      inside: z.boolean(),
      running: z.boolean(),
      /** Outside there is a Node of one's own to go back to; false before the first run. */
      hasLiveNode: z.boolean(),
      startedAtMs: EpochMs.nullable(),
      /** The practice Mirror's name and PIN, which is no secret; null while nothing runs. */
      mirrorName: z.string().nullable(),
      pin: z.string().nullable(),
      /** Simulated Nodes beside one's own. */
      neighbours: z.number().int(),
    }),
    errors: [],
  }),
  /** Begin where nothing runs, and go in. From now on this caller's calls and events are the practice Node's. */
  enter: command({
    input: z.object({ language: z.enum(LANGUAGES) }),
    output: z.object({ mirrorName: z.string(), pin: z.string() }),
    errors: ['disk-full', 'disk-read-only'],
  }),
  /** Go back to the live Node. Practice ends, and its folder goes, when nobody is in it any more. */
  leave: command({ input: z.object({}), output: z.object({}), errors: [] }),
  /**
   * What the simulated Nodes report of themselves, newest first; with a Node named, that one alone. For callers in practice:
   * elsewhere a Node tells of itself and of nobody else.
   */
  log: query({
    input: z.object({
      nodeId: NodeId.optional(),
      limit: z.number().int().min(1).max(LOG_LINES_MAX).default(LOG_LINES_MAX),
    }),
    output: z.object({
      /** Everybody who has come so far, in that order. */
      nodes: z.array(LogNode),
      lines: z.array(LogLine),
    }),
    errors: ['test-only'],
  }),
  changed: event(z.object({})),
  /** There are new lines in the log; at most once a second. */
  logged: event(z.object({})),
} as const
