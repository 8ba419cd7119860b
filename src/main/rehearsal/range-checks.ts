import { ACCURACIES, type Accuracy, DEFAULT_ACCURACY } from '../../shared/contract/privacy.ts'
import { NOISE_KEY_BYTES, NoiseKey, NoiseStream } from '../crypto/noise-stream.ts'
import { deriveKey, rootFromWords, wordsFromRoot } from '../crypto/recovery.ts'
import { epsilonHundredthsOf, worstLevelSteps } from '../features/resources/accuracy.ts'
import { drawFor, NOISE_PERIOD_MS, rangeOf } from '../features/resources/noisy-range.ts'
import { decodeReport, encodeReport } from '../features/resources/report-codec.ts'
import { quantityOf } from '../features/resources/resource-rules.ts'
import { atLeast, atMost } from './checks.ts'
import type { RehearsalCheck } from './scenario.ts'

/** Draws that nothing connects, for each accuracy. */
const COVERAGE_DRAWS = 4_000
const PROMISED = 0.9
const SIGMAS = 3
const COVERAGE_TARGET = PROMISED - SIGMAS * Math.sqrt((PROMISED * (1 - PROMISED)) / COVERAGE_DRAWS)
/** What is measured, in some unit. */
const CAPACITY = 1_000
/** Fineness of levels drawn: far finer than a bucket. */
const LEVEL_PARTS = 1_000_000

const RESTORED_RANGES = 200
/** Levels within one bucket, from its lower end upwards. */
const LEVELS_OF_A_BUCKET = 12

/** Whether a range holds what it promises, and stays the same whoever asks and whatever happens to the Node. */
export function rangeChecks(root: Uint8Array): RehearsalCheck[] {
  const noiseKey = keyOf(root)
  return [
    ...ACCURACIES.flatMap((within) => [
      coverageCheck(noiseKey, { within, level: null }),
      coverageCheck(noiseKey, { within, level: hardestLevel(within) }),
    ]),
    bucketCheck(noiseKey),
    restoredCheck(root),
  ]
}

/** Levels from nothing to full, each as likely. */
const randomLevel = (source: NoiseStream): number => (source.below(LEVEL_PARTS + 1) / LEVEL_PARTS) * CAPACITY

/** The range others see of a level, as a quantity. */
function shownOf(
  noiseKey: NoiseKey,
  asked: {
    readonly resource: string
    readonly level: number
    readonly nowMs: number
    readonly within: Accuracy
  },
): { readonly low: number; readonly high: number } {
  const { resource, level, ...setting } = asked
  const { lowSteps, highSteps } = rangeOf(noiseKey, drawFor({ resource, level, capacity: CAPACITY }, setting))
  return { low: quantityOf(lowSteps, CAPACITY), high: quantityOf(highSteps, CAPACITY) }
}

/** The level that is missed most often. */
const hardestLevel = (within: Accuracy): number =>
  quantityOf(worstLevelSteps(within, epsilonHundredthsOf(within)), CAPACITY)

function coverageCheck(
  noiseKey: NoiseKey,
  { within, level }: { readonly within: Accuracy; readonly level: number | null },
): RehearsalCheck {
  const levels = new NoiseStream(noiseKey, Buffer.from(`levels ${within}`))
  let held = 0
  for (let draw = 0; draw < COVERAGE_DRAWS; draw += 1) {
    const actual = level ?? randomLevel(levels)
    const { low, high } = shownOf(noiseKey, {
      ...{ resource: 'coverage', level: actual, within },
      nowMs: draw * NOISE_PERIOD_MS,
    })
    if (low <= actual && actual <= high) held += 1
  }
  const which = level === null ? 'levels from nothing to full' : 'the level that fares worst'
  return atLeast({
    name: `±${Math.round(within * 100)} %, ${which}: share of ranges that hold the level, at least nine of ten less 3 σ`,
    value: held / COVERAGE_DRAWS,
    target: COVERAGE_TARGET,
    unit: 'ratio',
  })
}

/** The noise key of a Node. */
export const keyOf = (root: Uint8Array): NoiseKey =>
  new NoiseKey(deriveKey(root, 'privacy noise', NOISE_KEY_BYTES))

/** The bytes of the reports of a level that trembles within its bucket. Fails where anything finer than the bucket enters a draw or a report. */
function bucketCheck(noiseKey: NoiseKey): RehearsalCheck {
  const bucketWidth = CAPACITY / 20
  const told = Array.from({ length: LEVELS_OF_A_BUCKET }, (_, part) => {
    const level = CAPACITY / 2 + (bucketWidth * part) / LEVELS_OF_A_BUCKET
    const reading = { resource: 'water', level, capacity: CAPACITY }
    const range = rangeOf(noiseKey, drawFor(reading, { nowMs: 0, within: DEFAULT_ACCURACY }))
    const { resource, capacity } = reading
    const bytes = encodeReport({
      resource,
      state: 'enough',
      unit: 'L',
      capacity,
      ...range,
      rangeAgeMinutes: 0,
    })
    return JSON.stringify(decodeReport(bytes))
  })
  return atMost({
    name: `different reports of ${LEVELS_OF_A_BUCKET} levels within one bucket, at most`,
    value: new Set(told).size,
    target: 1,
    unit: 'reports',
  })
}

/** A Node brought back from its 24 words alone, beside itself as it was. */
function restoredCheck(root: Uint8Array): RehearsalCheck {
  const before = keyOf(root)
  const after = keyOf(rootFromWords(wordsFromRoot(root).join(' ')))
  const changed = Array.from({ length: RESTORED_RANGES }, (_, period) => {
    const draw = { resource: 'water', bucket: period % 20, period, within: DEFAULT_ACCURACY }
    return [rangeOf(before, draw), rangeOf(after, draw)].map(({ lowSteps }) => lowSteps)
  }).filter(([one, other]) => one !== other)
  return atMost({
    name: `of ${RESTORED_RANGES} ranges, drawn otherwise after a restore from the words, at most`,
    value: changed.length,
    target: 0,
    unit: 'ranges',
  })
}
