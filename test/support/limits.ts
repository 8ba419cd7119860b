import type { Clock } from '../../src/main/platform/clock.ts'
import { type ChosenCounts, Limiter, type Limits } from '../../src/main/platform/limiter.ts'

/** The limits of a Node on a test's clock, with the counts somebody chose. */
export function testLimits(clock: Clock, chosen: ChosenCounts = {}): Limits {
  const deps = { clock, chosen: () => chosen }
  return { theirs: new Limiter(deps), ours: new Limiter(deps) }
}
