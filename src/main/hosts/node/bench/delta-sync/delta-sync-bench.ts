import { MirrorError } from '../../../../../shared/kernel/errors.ts'
import { systemRandom } from '../../../../platform/random.ts'
import { type Bench, type BenchRun, type Figure, figureOf, medianOf } from '../bench.ts'
import { type Compared, compareByRanges, compareByRound } from './compare-both.ts'
import { type Apart, apart, madeUpItems } from './made-up-items.ts'
import { meetingBytes } from './meeting-bytes.ts'

/** What a large federation holds after some years. Chosen here: the most that its common store takes. */
const FULL_ITEMS = 10_000
/** Differences that lie scattered: two Nodes that were apart for a day. Chosen here. */
const SCATTERED = 100
/** Half of everything: two halves of a federation that were apart for long. Chosen here. */
const HALF_SHARE = 0.5
const ID_BYTES = 32
/** The least that tells one entry among many from the others. Chosen here: eight bytes of its id. */
const DIFFERENCE_BYTES = 8
const KEY_BYTES = 32

/** Goals. Chosen here: what sums should come to, with room for wishes; a comparison by fingerprint alone takes a thousandth. */
const NO_NEWS_GOAL = 1 / 2_000
const SCATTERED_GOAL = 3.5
const VAIN_GOAL = 1.05

/** How many bytes it takes two Nodes to find out what each lacks. */
export const deltaSyncBench: Bench = {
  name: 'delta-sync',
  async run(run) {
    const items = Math.max(SCATTERED * 2, Math.ceil(FULL_ITEMS * run.scale))
    return {
      bench: 'delta-sync',
      figures: [await noNews(run, items), scattered(run, items), half(run, items)],
    }
  },
}

async function noNews(run: BenchRun, items: number): Promise<Figure> {
  const samples: number[] = []
  for (let round = 0; round < run.rounds; round += 1) {
    const { bytes, frames, level } = await meetingBytes(madeUpItems(items, systemRandom), systemRandom)
    if (!level) throw new MirrorError('internal', { what: 'a meeting without news' })
    samples.push(bytes / (items * ID_BYTES))
    run.progress(`nothing new, round ${round + 1} of ${run.rounds}: ${bytes} bytes in ${frames} frames`)
  }
  return figureOf(
    {
      name: 'meeting without news: bytes, both directions, ÷ full list of ids',
      goal: NO_NEWS_GOAL,
      better: 'lower',
      against: `${items * ID_BYTES} bytes for the ids of ${items} made-up entries, one direction. The meeting with keys, seals and lengths, in a session in memory that has just been opened; its handshake does not count: it is there once for all that two Nodes say`,
    },
    samples,
  )
}

function scattered(run: BenchRun, items: number): Figure {
  const samples = measured(run, { items, differences: SCATTERED, name: `${SCATTERED} scattered` })
  const [sums, ranges] = [samples.map(({ sums: bytes }) => bytes), samples.map(({ ranges: bytes }) => bytes)]
  const least = SCATTERED * DIFFERENCE_BYTES
  const beside = `In the same run ranges alone took ${ratio(medianOf(ranges), least)}, a full list takes ${ratio(items * ID_BYTES, least)}`
  return figureOf(
    {
      name: `${SCATTERED} scattered differences: bytes, both directions, ÷ 8 for each`,
      goal: SCATTERED_GOAL,
      better: 'lower',
      against: `${least} bytes for ${SCATTERED} differences of ${items} made-up entries, half of them at each side; the entries themselves do not count. ${beside}`,
    },
    sums.map((bytes) => bytes / least),
  )
}

/** Where sums are too few they were sent in vain. */
function half(run: BenchRun, items: number): Figure {
  const differences = Math.floor(items * HALF_SHARE)
  const samples = measured(run, { items, differences, name: 'half of everything' })
  const list = items * ID_BYTES
  return figureOf(
    {
      name: 'half of everything differs: bytes, both directions, ÷ ranges alone',
      goal: VAIN_GOAL,
      better: 'lower',
      against: `the same comparison by ranges alone, ${medianOf(samples.map(({ ranges }) => ranges))} bytes in the same run, for ${differences} differences of ${items} made-up entries. A full list of one side and 32 bytes for each that it lacks: ${list} bytes`,
    },
    samples.map(({ sums, ranges }) => sums / ranges),
  )
}

interface Task {
  readonly items: number
  readonly differences: number
  readonly name: string
}

/** Both ways over the same items, round by round; what was found must be right. */
function measured(run: BenchRun, { items, differences, name }: Task): { sums: number; ranges: number }[] {
  return Array.from({ length: run.rounds }, (_, round) => {
    const sides = apart(madeUpItems(items, systemRandom), differences, systemRandom)
    const key = systemRandom.bytes(KEY_BYTES)
    const [sums, ranges] = [
      exact(sides, compareByRound(sides, key)),
      exact(sides, compareByRanges(sides, key)),
    ]
    run.progress(
      `${name}, round ${round + 1} of ${run.rounds}: ${sums.bytes} bytes in ${sums.depth} steps; by ranges ${ranges.bytes} in ${ranges.depth}`,
    )
    return { sums: sums.bytes, ranges: ranges.bytes }
  })
}

function exact({ ours, theirs }: Apart, compared: Compared): Compared {
  const [held, heldThere] = [new Set(ours.map(({ id }) => id)), new Set(theirs.map(({ id }) => id))]
  const differences = [...held, ...heldThere].filter((id) => held.has(id) !== heldThere.has(id)).length
  const isExact =
    compared.oursOnly.every((id) => held.has(id) && !heldThere.has(id)) &&
    compared.theirsOnly.every((id) => heldThere.has(id) && !held.has(id)) &&
    compared.oursOnly.length + compared.theirsOnly.length === differences
  if (!isExact) throw new MirrorError('internal', { what: 'a comparison that is not exact' })
  return compared
}

const ratio = (bytes: number, least: number): string => `${(bytes / least).toFixed(1)}×`
