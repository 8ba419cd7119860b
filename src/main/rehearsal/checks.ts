import type { RehearsalCheck } from './scenario.ts'

/** What a check says, before it is known whether it passed. */
export type Measured = Omit<RehearsalCheck, 'passed'>

/** Passes where the value does not exceed its target. */
export const atMost = (measured: Measured): RehearsalCheck => ({
  ...measured,
  passed: measured.value <= measured.target,
})

/** Passes where the value reaches its target. */
export const atLeast = (measured: Measured): RehearsalCheck => ({
  ...measured,
  passed: measured.value >= measured.target,
})
