/** One measured figure, held against what it is meant to be. */
export interface Figure {
  readonly name: string
  /** Median of the rounds. */
  readonly value: number
  readonly goal: number
  readonly better: 'lower' | 'higher'
  readonly met: boolean
  readonly rounds: number
  /** The least and the greatest of the rounds. */
  readonly low: number
  readonly high: number
  /** What it is measured against and under which circumstances, and what of it is made up. */
  readonly against: string
}

/** What a figure is, before it has been measured. */
export type FigureGoal = Pick<Figure, 'name' | 'goal' | 'better' | 'against'>

/** What one bench measured, as programs read it. */
export interface BenchResult {
  readonly bench: string
  readonly figures: readonly Figure[]
}

export interface BenchRun {
  /** How often each figure is taken; odd numbers have a median that was measured. */
  readonly rounds: number
  /** Part of the full size, more than 0 and at most 1. What is smaller says so in `against`. */
  readonly scale: number
  /** Told at every step, in a few English words. */
  readonly progress: (step: string) => void
}

/** Measures one thing. What it compares with runs beside it, round by round, in the same run. */
export interface Bench {
  readonly name: string
  /** @throws MirrorError 'bench-unready' with `missing` where it cannot be measured here */
  run(run: BenchRun): Promise<BenchResult>
}

/** A figure from what was measured in each round. @throws RangeError without a round */
export function figureOf(goal: FigureGoal, samples: readonly number[]): Figure {
  const value = medianOf(samples)
  const met = goal.better === 'lower' ? value <= goal.goal : value >= goal.goal
  return {
    name: goal.name,
    value,
    goal: goal.goal,
    better: goal.better,
    met,
    rounds: samples.length,
    low: Math.min(...samples),
    high: Math.max(...samples),
    against: goal.against,
  }
}

export const medianOf = (samples: readonly number[]): number => {
  const sorted = samples.toSorted((one, other) => one - other)
  const middle = sorted.length / 2
  return (at(sorted, Math.floor(middle)) + at(sorted, Math.ceil(middle) - 1)) / 2
}

/** The value that a share (0 to 1) of the samples does not exceed: the nearest rank. */
export const percentileOf = (samples: readonly number[], share: number): number => {
  const sorted = samples.toSorted((one, other) => one - other)
  return at(sorted, Math.max(0, Math.ceil(sorted.length * share) - 1))
}

function at(sorted: readonly number[], index: number): number {
  const value = sorted[index]
  if (value === undefined) throw new RangeError('nothing was measured')
  return value
}
