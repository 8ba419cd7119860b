import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { MirrorError } from '../../shared/kernel/errors.ts'
import { hkdfSha256 } from './digests.ts'
import { DERIVATION_DOMAINS } from './domains.ts'

/** Words a person keeps on paper. Source: BIP-39 (24 words carry 256 bits and 8 of checksum). */
export const RECOVERY_WORDS = 24

/** What a key derived from the root is for. A label is never reused for another purpose. */
export type RootLabel =
  | 'node identity'
  | 'privacy noise'
  /** Mixed into every PIN, so that a copied database alone does not let its PINs be guessed. */
  | 'mirror pins'
  /** Seals each Mirror's answer to a transfer. */
  | 'mirror votes'

const INDEX_BY_WORD = new Map(wordlist.map((word, index) => [word, index]))

/** The 24 English words of a root. */
export function wordsFromRoot(root: Uint8Array): readonly string[] {
  return entropyToMnemonic(root, wordlist).split(' ')
}

/**
 * The root that 24 words spell: the BIP-39 entropy itself, not the seed BIP-39
 * stretches from it, because these words open a Node and no wallet, and keys
 * are separated by HKDF labels instead.
 * Capitals, numbering, punctuation, full-width letters and any white space are
 * tolerated. A word is never repeated in the error, which may reach a log.
 *
 * @throws MirrorError 'recovery-words-invalid' with `problem` 'count' (and `count`), 'word' (and `position`, from 1) or 'checksum'
 */
export function rootFromWords(text: string): Uint8Array {
  const words = normaliseWords(text)
  if (words.length !== RECOVERY_WORDS) throw invalidWords({ problem: 'count', count: words.length })
  const unknown = words.findIndex((word) => !INDEX_BY_WORD.has(word))
  if (unknown >= 0) throw invalidWords({ problem: 'word', position: unknown + 1 })
  try {
    return Uint8Array.from(mnemonicToEntropy(words.join(' '), wordlist))
  } catch {
    throw invalidWords({ problem: 'checksum' })
  }
}

/** Words as they are compared: NFKD, lower case, letters only. */
export function normaliseWords(text: string): readonly string[] {
  const folded = text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '')
  return folded.split(/[^\p{L}]+/u).filter((word) => word !== '')
}

/** A key derived from the root by HKDF-SHA-256 for one purpose. Other labels give unrelated keys. */
export function deriveKey(root: Uint8Array, label: RootLabel, lengthBytes: number): Uint8Array {
  const salt = Buffer.from(DERIVATION_DOMAINS.recoveryRoot, 'utf8')
  return hkdfSha256({ key: root, salt, info: label, lengthBytes })
}

function invalidWords(details: { problem: string; count?: number; position?: number }): MirrorError {
  return new MirrorError('recovery-words-invalid', details)
}
