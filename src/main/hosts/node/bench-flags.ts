import { InvalidArgumentError } from 'commander'
import { parseWholeNumber } from './serve-flags.ts'

/** Most rounds. Chosen here: an hour of the slowest bench. */
const ROUNDS_MAX = 99

export interface BenchFlags {
  readonly rounds?: number
  /** A folder for the results; made where it is not there. */
  readonly report?: string
  readonly json?: boolean
  /** Part of the full size, for a quick look. */
  readonly scale?: number
}

export const parseRounds = (raw: string): number => parseWholeNumber(raw, 1, ROUNDS_MAX)

/** A share of the full size, such as `0.01`. */
export function parseScale(raw: string): number {
  const share = /^[01](?:\.\d+)?$/u.test(raw) ? Number(raw) : Number.NaN
  if (!(share > 0 && share <= 1)) throw new InvalidArgumentError('')
  return share
}
