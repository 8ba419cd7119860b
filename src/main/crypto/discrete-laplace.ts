/** Whole numbers, 0 ≤ n < `maxExclusive`, each exactly as likely as every other. `maxExclusive` is at most 2^32. */
export interface UniformSource {
  below(maxExclusive: number): number
}

/** A positive ratio of two whole numbers. */
export interface Fraction {
  readonly numerator: number
  readonly denominator: number
}

/**
 * A whole number drawn with probability in proportion to exp(−|n| / scale), exactly.
 *
 * Whole numbers only: the rounding of floating point would let some results
 * come from one level and never from its neighbour, and give both away.
 * Source: Canonne, Kamath and Steinke, "The Discrete Gaussian for Differential
 * Privacy" (2020), algorithms 1 and 2; Mironov, "On Significance of the Least
 * Significant Bits for Differential Privacy" (2012), for why.
 */
export function drawDiscreteLaplace(scale: Fraction, source: UniformSource): number {
  const { numerator, denominator } = scale
  for (;;) {
    const magnitude = Math.floor(drawGeometric(numerator, source) / denominator)
    const isNegative = source.below(2) === 1
    if (!(isNegative && magnitude === 0)) return isNegative ? -magnitude : magnitude
  }
}

/** n ≥ 0 in proportion to exp(−n / mean): its remainder by rejection, its quotient by counting. */
function drawGeometric(mean: number, source: UniformSource): number {
  let remainder = source.below(mean)
  while (!drawExp({ numerator: remainder, denominator: mean }, source)) remainder = source.below(mean)
  let quotient = 0
  while (drawExp({ numerator: 1, denominator: 1 }, source)) quotient += 1
  return remainder + mean * quotient
}

/**
 * True with probability exp(−γ), for a ratio γ of at most 1: the alternating
 * series of exp is the chance that the first k with a failed γ/k coin is odd.
 */
function drawExp({ numerator, denominator }: Fraction, source: UniformSource): boolean {
  let k = 1
  while (source.below(denominator * k) < numerator) k += 1
  return k % 2 === 1
}

/** Chance of exactly n. For judging draws, never for making them: it is rounded. */
export function discreteLaplaceMass(scale: Fraction, n: number): number {
  const decay = Math.exp(-scale.denominator / scale.numerator)
  return ((1 - decay) / (1 + decay)) * decay ** Math.abs(n)
}

/** Chance of n or more, for n ≥ 0; as much for −n or less. Rounded. */
export function discreteLaplaceTail(scale: Fraction, n: number): number {
  const decay = Math.exp(-scale.denominator / scale.numerator)
  return decay ** n / (1 + decay)
}
