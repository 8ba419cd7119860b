import type { Sentence } from '../../../shared/words/failure-words.ts'
import { PRIVACY_WORDS } from '../../../shared/words/privacy-words.ts'

/** Beyond so many times likelier a bound says nothing any more, and it is said that it does not. Chosen here: odds of 20 to 1 are proof enough for most people. */
const TIMES_MAX = 20

/** What is known here of what has been shown of one resource. */
export interface Learnable {
  /** What stands with others; null where nothing was ever shown. */
  readonly shown: {
    readonly low: number
    readonly high: number
    readonly unit: string
    readonly isHeld: boolean
  } | null
  /** Of one release at the setting there is now. */
  readonly epsilon: number
  readonly spent30Days: number
  readonly releasesToday: number
}

type Said = readonly [Sentence, Readonly<Record<string, string | number>>]

/** What others can learn, sentence by sentence: first what is exact, then the range, then what all of it adds up to. */
export function learnedOf(learnable: Learnable): Said[] {
  const { shown, releasesToday } = learnable
  const words = PRIVACY_WORDS
  if (shown === null) {
    return [
      [words.nothingShown, {}],
      [words.classIsExact, {}],
      [words.capacity, {}],
      [words.otherNames, {}],
      [words.offers, {}],
    ]
  }
  const { low, high, unit } = shown
  return [
    [words.classIsExact, {}],
    [words.range, { low, high, unit }],
    ...(shown.isHeld ? [[words.held, {}] as const] : []),
    [words.asking, {}],
    ...odds(learnable),
    [words.hourOfChange, { changes: releasesToday }],
    [words.capacity, {}],
    [words.otherNames, {}],
    [words.offers, {}],
  ]
}

/** ε as odds: of two levels a bucket apart, how much likelier one can become. */
function odds({ epsilon, spent30Days }: Learnable): Said[] {
  const [one, all] = [Math.exp(epsilon), Math.exp(spent30Days)]
  return [
    [PRIVACY_WORDS.oneRange, { times: one }],
    all > TIMES_MAX ? [PRIVACY_WORDS.allRangesMuch, {}] : [PRIVACY_WORDS.allRanges, { times: all }],
  ]
}
