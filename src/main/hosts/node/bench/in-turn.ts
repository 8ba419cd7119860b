/** What a round of one side measured. */
export type Sample<Side extends string> = Readonly<Record<Side, number>>

/**
 * Every side once in each round, in an order that turns, so that what drifts on
 * the machine meets all of them alike.
 */
export async function inTurn<Side extends string>(
  sides: readonly Side[],
  rounds: number,
  measure: (side: Side, round: number) => number | Promise<number>,
): Promise<readonly Sample<Side>[]> {
  const samples: Sample<Side>[] = []
  for (let round = 0; round < rounds; round += 1) {
    const taken = new Map<Side, number>()
    for (let turn = 0; turn < sides.length; turn += 1) {
      const side = sides[(round + turn) % sides.length]
      if (side !== undefined) taken.set(side, await measure(side, round))
    }
    samples.push(Object.fromEntries(taken) as Sample<Side>)
  }
  return samples
}
