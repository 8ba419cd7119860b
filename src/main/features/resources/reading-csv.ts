import Papa from 'papaparse'
import { type CsvLineCode, ResourceName, Unit } from '../../../shared/contract/resources.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import { figuresProblem } from './resource-rules.ts'
import type { Reading } from './resource-types.ts'

/** Most readings in one import. Chosen here: stored in one write, this many still take well under a second. */
export const CSV_MAX_LINES = 20_000
const HEADER = ['at', 'resource', 'level', 'unit', 'capacity', 'surplusAbove', 'deficitBelow'] as const

/** A line that reads well. Lines are counted as editors do; the header is 1. */
export interface ReadLine {
  readonly line: number
  readonly reading: Reading
}
export interface RejectedLine {
  readonly line: number
  readonly code: CsvLineCode
}

/**
 * The readings in a CSV text, line by line: one stray quotation mark spoils its
 * own line and no other. Blank lines count and say nothing.
 *
 * @throws MirrorError 'csv-header' | 'csv-too-large' with `lines` and `linesMax`
 */
export function readCsv(csv: string, nowMs: number): { good: ReadLine[]; rejected: RejectedLine[] } {
  const [header = '', ...lines] = csv.replace(/^\ufeff/u, '').split(/\r\n|\n|\r/u)
  if (fieldsOf(header)?.join() !== HEADER.join()) throw new MirrorError('csv-header')
  const filled = lines
    .map((text, index) => ({ text, line: index + 2 }))
    .filter(({ text }) => text.trim() !== '')
  if (filled.length > CSV_MAX_LINES) {
    throw new MirrorError('csv-too-large', { lines: filled.length, linesMax: CSV_MAX_LINES })
  }
  const good: ReadLine[] = []
  const rejected: RejectedLine[] = []
  for (const { text, line } of filled) {
    const reading = readLine(text, nowMs)
    if (typeof reading === 'string') rejected.push({ line, code: reading })
    else good.push({ line, reading })
  }
  return { good, rejected }
}

/** The fields of one line, or null where its quotation marks do not close. */
function fieldsOf(text: string): string[] | null {
  const parsed = Papa.parse<string[]>(text, { delimiter: ',', newline: '\n' })
  const [fields] = parsed.data
  return parsed.errors.length > 0 || fields === undefined ? null : fields.map((field) => field.trim())
}

function readLine(text: string, nowMs: number): Reading | CsvLineCode {
  const fields = fieldsOf(text)
  if (fields === null || fields.length !== HEADER.length) return 'columns'
  const [at = '', name = '', level = '', unitText = '', ...lines] = fields
  const atMs = parseTime(at)
  if (atMs === null) return 'time'
  if (atMs > nowMs) return 'time-future'
  const resource = ResourceName.safeParse(name)
  if (!resource.success) return 'resource'
  const unit = Unit.safeParse(unitText)
  if (!unit.success) return 'unit'
  const figures = parseFigures([level, ...lines])
  if (figures === null) return 'number'
  return figuresProblem(figures) ?? { atMs, resource: resource.data, unit: unit.data, ...figures }
}

function parseFigures(
  texts: readonly string[],
): Pick<Reading, 'level' | 'capacity' | 'surplusAbove' | 'deficitBelow'> | null {
  const [level, capacity, surplusAbove, deficitBelow] = texts.map(parseNumber)
  if (level == null || capacity == null || surplusAbove == null || deficitBelow == null) return null
  return { level, capacity, surplusAbove, deficitBelow }
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/iu

function parseNumber(text: string): number | null {
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN
  return Number.isFinite(value) ? value : null
}

/** Source: ISO 8601-1:2019, calendar date and time of day in the extended format; RFC 3339 §5.6 for the space in place of T. */
const ISO_TIME =
  /^(\d{4}-\d{2}-(\d{2}))(?:[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/iu

/** Milliseconds since the epoch, written as such or in ISO 8601. Without an offset UTC is meant, so that a file says the same everywhere. */
function parseTime(text: string): number | null {
  if (/^\d{1,16}$/u.test(text)) return withinDates(Number(text))
  const match = ISO_TIME.exec(text)
  if (match === null) return null
  const [, date = '', day = '', time = '00:00', offset = 'Z'] = match
  const midnight = new Date(`${date}T00:00:00Z`)
  if (midnight.getUTCDate() !== Number(day)) return null // 30 February and its like, or no date at all
  return withinDates(Date.parse(`${date}T${time.replace(',', '.')}${withColon(offset)}`))
}

const withColon = (offset: string): string => offset.toUpperCase().replace(/^(.\d{2})(\d{2})$/u, '$1:$2')
/** Source: ECMA-262, "Time Values and Time Range". */
const DATE_MAX_MS = 8.64e15
const withinDates = (ms: number): number | null => (ms >= 0 && ms <= DATE_MAX_MS ? Math.trunc(ms) : null)
