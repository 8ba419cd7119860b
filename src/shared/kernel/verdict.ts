/**
 * Why something another Node sent was not taken. A closed list: each has words
 * in three languages (`words/spoken-words.ts`), so that every refusal can be
 * explained to a person.
 */
export const VERDICT_REASONS = [
  'already-known',
  'malformed',
  'too-large',
  'version-unknown',
  'unsealed',
  'kind-unknown',
  'federation-wrong',
  'key-weak',
  'signature-invalid',
  'credential-invalid',
  'credential-missing',
  'mirror-revoked',
  'future-dated',
  'stale',
  'superseded',
  'chain-broken',
  'equivocation',
  'epoch-closed',
  'content-invalid',
  'rate-exceeded',
  'not-served',
  'busy',
  'isolated',
] as const
export type VerdictReason = (typeof VERDICT_REASONS)[number]

/**
 * How a peer's input was judged.
 * - `accept`: stored, and worth relaying.
 * - `hold`: sound, but not yet to be shown (dated ahead of our clock); kept until `untilMs`.
 * - `ignore`: costs the peer nothing (duplicate, stale, we are busy).
 * - `reject`: the sender's fault; feeds what we think of the channel it came through.
 */
export type Verdict =
  | { readonly action: 'accept' }
  | { readonly action: 'hold'; readonly untilMs: number }
  | { readonly action: 'ignore' | 'reject'; readonly reason: VerdictReason }

export const ACCEPT: Verdict = { action: 'accept' }
export const hold = (untilMs: number): Verdict => ({ action: 'hold', untilMs })
export const ignore = (reason: VerdictReason): Verdict => ({ action: 'ignore', reason })
export const reject = (reason: VerdictReason): Verdict => ({ action: 'reject', reason })
