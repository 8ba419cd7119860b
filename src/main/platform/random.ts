import { randomBytes, randomInt, randomUUID } from 'node:crypto'

/** Where chance comes from: the system's generator in production, a seed in simulations. */
export interface Random {
  bytes(count: number): Uint8Array
  /** A whole number, 0 ≤ n < `maxExclusive`. */
  int(maxExclusive: number): number
  /** UUID v4. Source: RFC 9562 §5.4. */
  uuid(): string
}

export const systemRandom: Random = {
  bytes: (count) => new Uint8Array(randomBytes(count)),
  int: (maxExclusive) => (maxExclusive <= 1 ? 0 : randomInt(maxExclusive)),
  uuid: () => randomUUID(),
}
