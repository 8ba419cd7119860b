import { PIN_TRIES } from '../../../shared/contract/mirrors.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'

/** First block after too many wrong PINs; each further one doubles. Chosen here: long enough that guessing four digits takes years, short enough to sit out. */
export const FIRST_BLOCK_MS = 15 * 60_000
/** Longest block. Chosen here: whoever else can reach this Node's page must not shut a Mirror out for good. */
export const LONGEST_BLOCK_MS = 24 * 3_600_000

/** How often a PIN has been tried since it last was right. */
export interface PinTries {
  readonly tries: number
  readonly blocks: number
  readonly blockedUntilMs: number | null
}

export const NO_TRIES: PinTries = { tries: 0, blocks: 0, blockedUntilMs: null }

/**
 * The count with one more try in it. Kept on disk before the PIN is looked at,
 * so that ending the process between the two gives no further try; the last try
 * therefore blocks in advance, and the right PIN lifts the block again.
 *
 * @throws MirrorError 'pin-blocked' with `retryAtMs`
 */
export function countTry(before: PinTries, nowMs: number): PinTries {
  const { blocks, blockedUntilMs } = before
  if (blockedUntilMs !== null && nowMs < blockedUntilMs) {
    throw new MirrorError('pin-blocked', { retryAtMs: blockedUntilMs, triesLeft: 0 })
  }
  const tries = (blockedUntilMs === null ? before.tries : 0) + 1
  if (tries < PIN_TRIES) return { tries, blocks, blockedUntilMs: null }
  return { tries, blocks: blocks + 1, blockedUntilMs: nowMs + blockMs(blocks) }
}

/** Tries left before the next block; all of them again once a block has passed. */
export function triesLeft({ tries, blockedUntilMs }: PinTries, nowMs: number): number {
  if (blockedUntilMs === null) return PIN_TRIES - tries
  return nowMs < blockedUntilMs ? 0 : PIN_TRIES
}

function blockMs(earlierBlocks: number): number {
  return Math.min(FIRST_BLOCK_MS * 2 ** earlierBlocks, LONGEST_BLOCK_MS)
}
