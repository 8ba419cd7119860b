import { z } from 'zod'
import { command, event, query } from '../bridge/contract.ts'
import { EpochMs } from '../kernel/ids.ts'
import { line } from '../kernel/text.ts'
import { Delivery } from './delivery.ts'

/** Longest name in UTF-8. Source: docs/protocol.md, "Limits": a report's slot is its resource's name. */
const RESOURCE_NAME_MAX_BYTES = 64
/** What is measured: `energy`, `water`, `food`, or a word of the Node's own. */
export const ResourceName = line(40).pipe(
  z
    .string()
    .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N} _-]*$/u)
    .refine((name) => new TextEncoder().encode(name).byteLength <= RESOURCE_NAME_MAX_BYTES),
)
export const Unit = line(16)
/** Largest quantity of anything. Chosen here: exact in a double, and more water than a federation will ever move. */
export const QUANTITY_MAX = 1e12
const Quantity = z.number().min(0).max(QUANTITY_MAX)

/** Largest CSV text, in characters. Chosen here: a year of hourly readings of three resources. */
export const CSV_MAX_CHARS = 1_500_000

export const ResourceState = z.enum(['surplus', 'enough', 'deficit'])
export type ResourceState = z.output<typeof ResourceState>

export const OwnResource = z.object({
  resource: z.string(),
  level: z.number(),
  unit: z.string(),
  capacity: z.number(),
  surplusAbove: z.number(),
  deficitBelow: z.number(),
  state: ResourceState,
  recordedAtMs: EpochMs,
  /** What others were last shown; null before the first report. */
  shown: z
    .object({ state: ResourceState, low: z.number(), high: z.number(), reportedAtMs: EpochMs })
    .nullable(),
  /** How far the newest report has come; null where none went out. */
  delivery: Delivery.nullable(),
  nextReportAtMs: EpochMs,
  /** Days until the line of need, or until empty below it, at the pace of the last seven days; null where the level does not fall. */
  daysLeft: z.number().nullable(),
})
export type OwnResource = z.output<typeof OwnResource>

/** Why one line of a CSV was not taken. */
export const CSV_LINE_CODES = [
  'columns',
  'time',
  'time-future',
  'resource',
  'number',
  'unit',
  'unit-mismatch',
  'range',
  'thresholds',
  'duplicate',
] as const
export const CsvLineCode = z.enum(CSV_LINE_CODES)
export type CsvLineCode = z.output<typeof CsvLineCode>

/** Energy, water, food and what else a Node measures: exact here, a class and a range elsewhere. Source: NODE_SYNCHRONIZATION §2.1. */
export const resources = {
  /** Take a reading. A meter or a cron job may do this: it is no act of conscience. Resolves once it is stored. */
  record: command({
    input: z.object({
      resource: ResourceName,
      level: Quantity,
      unit: Unit,
      capacity: Quantity.refine((capacity) => capacity > 0),
      surplusAbove: Quantity,
      deficitBelow: Quantity,
    }),
    output: z.object({
      resource: z.string(),
      level: z.number(),
      state: ResourceState,
      /** A report went to the neighbours because of this reading. */
      published: z.boolean(),
      nextReportAtMs: EpochMs,
    }),
    errors: ['resource-unit-mismatch', 'resource-level-out-of-range', 'resource-thresholds-crossed'],
  }),
  own: query({ input: z.object({}), output: z.object({ resources: z.array(OwnResource) }), errors: [] }),
  history: query({
    input: z.object({
      resource: ResourceName,
      limit: z.number().int().min(1).max(10_000).default(1_000),
      before: EpochMs.optional(),
    }),
    output: z.object({
      points: z.array(z.object({ atMs: EpochMs, level: z.number(), state: ResourceState })),
    }),
    errors: ['resource-unknown'],
  }),
  /** Take many readings. With `dryRun` nothing is stored, and the answer is the same as it would be. */
  importCsv: command({
    input: z.object({ csv: z.string().max(CSV_MAX_CHARS), dryRun: z.boolean() }),
    output: z.object({
      accepted: z.number().int(),
      rejected: z.array(z.object({ line: z.number().int(), code: CsvLineCode })),
      /** The first readings as they would be stored. */
      preview: z.array(
        z.object({
          line: z.number().int(),
          atMs: EpochMs,
          resource: z.string(),
          level: z.number(),
          unit: z.string(),
          state: ResourceState,
        }),
      ),
    }),
    errors: ['csv-header', 'csv-too-large'],
  }),
  /** Stop showing a resource to others and forget its settings; its readings stay. */
  remove: command({
    input: z.object({ resource: ResourceName }),
    output: z.object({}),
    errors: ['resource-unknown'],
  }),
  changed: event(z.object({ id: z.string().optional() })),
} as const
