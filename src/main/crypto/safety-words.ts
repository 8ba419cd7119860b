import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { wordlist as japanese } from '@scure/bip39/wordlists/japanese.js'
import { sha256 } from './digests.ts'
import { DERIVATION_DOMAINS } from './domains.ts'

/**
 * Words two people read to each other. Chosen here: six of 2,048 words are 66
 * bits, beyond what can be searched for a look-alike key, and short on the phone.
 */
export const SAFETY_WORDS = 6
/** Bits one word of a list of 2,048 carries. Source: BIP-39. */
const BITS_PER_WORD = 11n
const WORD_MASK = (1n << BITS_PER_WORD) - 1n
const DIGEST_BITS = 256n

/** The same six in each language that has a list. Swedish has none, and its readers know English words. */
export interface SafetyWords {
  readonly en: readonly string[]
  /** In hiragana, NFC. */
  readonly ja: readonly string[]
}

/** Six words that both sides see alike for this pair of public keys, whoever reads first. */
export function safetyWords(mine: Uint8Array, theirs: Uint8Array): SafetyWords {
  const [first, second] = Buffer.compare(mine, theirs) <= 0 ? [mine, theirs] : [theirs, mine]
  const domain = Buffer.from(`${DERIVATION_DOMAINS.safetyWords}\0`, 'utf8')
  const digest = BigInt(`0x${Buffer.from(sha256(domain, first, second)).toString('hex')}`)
  const places = Array.from({ length: SAFETY_WORDS }, (_, index) =>
    Number((digest >> (DIGEST_BITS - BITS_PER_WORD * BigInt(index + 1))) & WORD_MASK),
  )
  return {
    en: places.map((place) => english[place] ?? ''),
    ja: places.map((place) => (japanese[place] ?? '').normalize('NFC')),
  }
}
