import type { CsvLineCode } from '../contract/resources.ts'
import type { ErrorCode } from '../kernel/errors.ts'
import type { VerdictReason } from '../kernel/verdict.ts'

/**
 * The sentences that Node and page share, in one language. A page speaks one
 * at a time, so each language is a file of its own.
 */
export interface SpokenWords {
  /** Words for every code: what went wrong, and what to do next. ICU messages with `details` as arguments. */
  readonly failures: Readonly<Record<ErrorCode, string>>
  /** Words for every reason something another Node sent was not taken: the reason, and what would change it. No arguments. */
  readonly reasons: Readonly<Record<VerdictReason, string>>
  /** Words for every reason a line of a CSV was not taken. No arguments. */
  readonly csvLines: Readonly<Record<CsvLineCode, string>>
}
