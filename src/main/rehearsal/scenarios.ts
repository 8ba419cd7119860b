import { alert } from './alert.ts'
import { averaging } from './averaging.ts'
import type { Scenario } from './scenario.ts'
import { veto } from './veto.ts'

/** Every rehearsal that can be asked for by name, in the order in which `all` runs them. */
export const SCENARIOS: readonly Scenario[] = [averaging, veto, alert]
