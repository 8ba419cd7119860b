import { parseWholeNumber } from './serve-flags.ts'

/** Most virtual Nodes. Chosen here: what one process can hold. */
const NODES_MAX = 1_000
const SEED_MAX = 2 ** 32 - 1

export interface RehearseFlags {
  readonly nodes?: number
  readonly seed?: number
  /** A folder for the results; made where it is not there. */
  readonly report?: string
  readonly json?: boolean
}

export const parseNodes = (raw: string): number => parseWholeNumber(raw, 1, NODES_MAX)
export const parseSeed = (raw: string): number => parseWholeNumber(raw, 0, SEED_MAX)
