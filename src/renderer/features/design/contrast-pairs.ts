/** Text on its ground. Source: WCAG 2.2, 1.4.3. */
const TEXT_LEAST_RATIO = 4.5
/** A shape that means something, or the edge of a control. Source: WCAG 2.2, 1.4.11. */
const SHAPE_LEAST_RATIO = 3

export interface ContrastPairs {
  /** The token of what stands in front. */
  readonly front: string
  /** The tokens of all it may stand on. */
  readonly grounds: readonly string[]
  readonly leastRatio: number
  /** Whether words are written in it, or shapes drawn. */
  readonly isText: boolean
}

const text = (front: string, ...grounds: readonly string[]): ContrastPairs => ({
  front,
  grounds,
  leastRatio: TEXT_LEAST_RATIO,
  isText: true,
})
const shape = (front: string, ...grounds: readonly string[]): ContrastPairs => ({
  front,
  grounds,
  leastRatio: SHAPE_LEAST_RATIO,
  isText: false,
})

/** What may stand on what, in either light. */
export const CONTRAST_PAIRS: readonly ContrastPairs[] = [
  text('ink', 'paper', 'sheet', 'sunk', 'indigo-wash', 'red-wash', 'amber-wash', 'water-wash'),
  text('ink', 'amber-stripe', 'track', 'map-land', 'map-sea'),
  text('soft', 'paper', 'sheet', 'sunk', 'indigo-wash', 'red-wash', 'amber-wash', 'line'),
  text('indigo', 'paper', 'sheet', 'sunk', 'indigo-wash', 'amber-wash'),
  text('indigo-deep', 'paper', 'sheet', 'sunk', 'indigo-wash', 'amber-wash'),
  text('on-indigo', 'indigo', 'indigo-deep'),
  text('red', 'paper', 'sheet', 'sunk', 'indigo-wash', 'red-wash'),
  text('red-deep', 'paper', 'sheet', 'sunk', 'red-wash'),
  text('leaf', 'paper', 'sheet'),
  shape('edge', 'paper', 'sheet', 'sunk', 'indigo-wash', 'amber-wash'),
  shape('indigo', 'amber-stripe', 'map-land', 'map-sea', 'track'),
  shape('red', 'map-land', 'map-sea', 'track'),
  shape('water', 'paper', 'sheet', 'indigo-wash', 'map-land', 'map-sea', 'track'),
  shape('soft', 'map-land', 'map-sea'),
]
