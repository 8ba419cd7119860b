/** So many within a window of time. */
export interface AuthorLimit {
  readonly windowMs: number
  readonly most: number
}

/**
 * Whether something passes its author's limits, given the signed times of what
 * of the author's passed before it in the order of the log. Nothing but signed
 * times and that order counts, so that all Nodes agree. Within one epoch times
 * never run backwards; across epochs they may, and are then compared both ways,
 * so that a clock set back wins nothing.
 */
export function passesLimits(
  limits: readonly AuthorLimit[],
  passedAtMs: readonly number[],
  atMs: number,
): boolean {
  return limits.every(
    ({ windowMs, most }) => passedAtMs.filter((passed) => Math.abs(atMs - passed) < windowMs).length < most,
  )
}

/** For each thing of one author, in the order of the log, whether it is held back. */
export function heldBackInOrder(limits: readonly AuthorLimit[], timesMs: readonly number[]): boolean[] {
  const passedAtMs: number[] = []
  return timesMs.map((atMs) => {
    const passes = passesLimits(limits, passedAtMs, atMs)
    if (passes) passedAtMs.push(atMs)
    return !passes
  })
}
