import { wordlist } from '@scure/bip39/wordlists/english.js'
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

/** Six words that both sides see alike for this pair of public keys, whoever reads first. */
export function safetyWords(mine: Uint8Array, theirs: Uint8Array): readonly string[] {
  const [first, second] = Buffer.compare(mine, theirs) <= 0 ? [mine, theirs] : [theirs, mine]
  const domain = Buffer.from(`${DERIVATION_DOMAINS.safetyWords}\0`, 'utf8')
  const digest = BigInt(`0x${Buffer.from(sha256(domain, first, second)).toString('hex')}`)
  return Array.from({ length: SAFETY_WORDS }, (_, index) => {
    const shift = DIGEST_BITS - BITS_PER_WORD * BigInt(index + 1)
    return wordlist[Number((digest >> shift) & WORD_MASK)] ?? ''
  })
}
