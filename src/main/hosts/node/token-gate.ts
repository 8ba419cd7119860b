import { constantTimeEqual, sha256 } from '../../crypto/digests.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Random } from '../../platform/random.ts'

/** Length of a token, in bytes: beyond any guessing. Source: docs/security.md, "Loopback host". */
const TOKEN_BYTES = 32
/** Wrong tokens within one rest before it begins. Source: docs/security.md, "Loopback host". */
const BAD_TRIES_MAX = 3
/** How long wrong tokens are turned away unheard. Source: docs/security.md, "Loopback host". */
export const REST_MS = 60_000

/**
 * - `admitted`: the right token.
 * - `refused`: a wrong one, counted.
 * - `resting`: a wrong one, after three others within a minute.
 */
export type TokenVerdict = 'admitted' | 'refused' | 'resting'

/** A token for one launch, as text that fits a URL fragment and a header. */
export function createToken(random: Random): string {
  return Buffer.from(random.bytes(TOKEN_BYTES)).toString('base64url')
}

/**
 * Tells the holder of a token from everybody else, in constant time.
 *
 * The holder gets in during a rest too. All callers share one address here, so
 * a rest that shut out the right token would let any program, or three
 * forgotten tabs with yesterday's link, lock the owner out for ever; and 256
 * random bits need no help against guessing.
 */
export class TokenGate {
  readonly #clock: Clock
  readonly #digest: Uint8Array
  #badTriesAtMs: readonly number[] = []
  #restsUntilMs = 0

  constructor(deps: { readonly clock: Clock }, options: { readonly token: string }) {
    this.#clock = deps.clock
    this.#digest = digestOf(options.token)
  }

  judge(offered: string): TokenVerdict {
    if (constantTimeEqual(digestOf(offered), this.#digest)) return 'admitted'
    const nowMs = this.#clock.nowMs()
    if (nowMs < this.#restsUntilMs) return 'resting'
    const recent = this.#badTriesAtMs.filter((atMs) => nowMs - atMs < REST_MS)
    this.#badTriesAtMs = [...recent, nowMs]
    if (this.#badTriesAtMs.length >= BAD_TRIES_MAX) this.#rest(nowMs)
    return 'refused'
  }

  #rest(nowMs: number): void {
    this.#badTriesAtMs = []
    this.#restsUntilMs = nowMs + REST_MS
  }
}

/** Hashed first, so that the time of a comparison does not tell a length either. */
function digestOf(token: string): Uint8Array {
  return sha256(Buffer.from(token, 'utf8'))
}
