/** One thing a rehearsal measured, beside what it must be. */
export interface RehearsalCheck {
  readonly name: string
  readonly value: number
  /** What `value` is held against; the name says whether from below or above. */
  readonly target: number
  readonly unit: string
  readonly passed: boolean
}

/** What a rehearsal found. The same seed gives the same result. */
export interface RehearsalResult {
  readonly scenario: string
  readonly passed: boolean
  readonly seed: number
  readonly nodes: number
  /** What was not real, in words. */
  readonly simulated: readonly string[]
  readonly checks: readonly RehearsalCheck[]
  /** Of all that happened, where it is kept: two runs of one seed and one version have the same. */
  readonly digest?: string
}

export interface ScenarioOptions {
  readonly seed: number
  /** How many Nodes; null: as many as the scenario needs. */
  readonly nodes: number | null
  /** Told now and then how far it has come, 0 to 1. */
  progress(ratio: number, step: string): void
}

/** A rehearsal that can be asked for by name. */
export interface Scenario {
  readonly name: string
  run(options: ScenarioOptions): Promise<RehearsalResult>
}
