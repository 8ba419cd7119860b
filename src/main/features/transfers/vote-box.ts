import type { KeyObject } from 'node:crypto'
import { MAX_CREDENTIAL_BYTES } from '../../crypto/credential.ts'
import { NONCE_BYTES, seal, TAG_BYTES, unseal } from '../../crypto/session/aead.ts'
import { SIGNATURE_BYTES } from '../../crypto/signing.ts'
import type { Random } from '../../platform/random.ts'
import type { SignedYes } from './consent-statement.ts'

/** What a Mirror has answered. A yes carries what will prove it, once both sides are known to have said it. */
export type Vote =
  | { readonly answer: 'undecided' | 'no' }
  | { readonly answer: 'yes'; readonly yes: SignedYes }

/** Answers by their byte. Chosen here: an empty row is an open answer. */
const ANSWERS = ['undecided', 'no', 'yes'] as const
/** Layout of a row before it is sealed: answer, signature, length of the credential, credential, zeros. */
const SIGNATURE_AT = 1
const LENGTH_AT = SIGNATURE_AT + SIGNATURE_BYTES
const CREDENTIAL_AT = LENGTH_AT + 2
const PLAIN_BYTES = CREDENTIAL_AT + MAX_CREDENTIAL_BYTES

/** Length of every sealed row, whatever is in it. */
export const SEALED_VOTE_BYTES = NONCE_BYTES + PLAIN_BYTES + TAG_BYTES

/** A row that tells by nothing but its key what was answered: as long and as random as any other. */
export function sealVote(key: KeyObject, vote: Vote, { place, random }: VotePlacing): Uint8Array {
  const nonce = random.bytes(NONCE_BYTES)
  const sealed = seal(key, toPlain(vote), { nonce, aad: place })
  return Uint8Array.from(Buffer.concat([nonce, sealed]))
}

/** The answer in a row; undecided where the row was not sealed for this place. */
export function openVote(key: KeyObject, row: Uint8Array, place: Uint8Array): Vote {
  const sealing = { nonce: row.subarray(0, NONCE_BYTES), aad: place }
  const plain = row.length === SEALED_VOTE_BYTES ? unseal(key, row.subarray(NONCE_BYTES), sealing) : null
  return plain === null ? { answer: 'undecided' } : fromPlain(plain)
}

export interface VotePlacing {
  /** Whose answer to what: a row moved elsewhere opens no more. */
  readonly place: Uint8Array
  readonly random: Random
}

function toPlain(vote: Vote): Uint8Array {
  const plain = Buffer.alloc(PLAIN_BYTES)
  plain.writeUInt8(ANSWERS.indexOf(vote.answer))
  if (vote.answer !== 'yes') return plain
  const { credential, signature } = vote.yes
  plain.set(signature, SIGNATURE_AT)
  plain.writeUInt16BE(credential.length, LENGTH_AT)
  plain.set(credential, CREDENTIAL_AT)
  return plain
}

function fromPlain(plain: Uint8Array): Vote {
  const answer = ANSWERS[plain[0] ?? 0] ?? 'undecided'
  const length = Buffer.from(plain.buffer, plain.byteOffset).readUInt16BE(LENGTH_AT)
  const signature = plain.slice(SIGNATURE_AT, LENGTH_AT)
  const yes = { signature, credential: plain.slice(CREDENTIAL_AT, CREDENTIAL_AT + length) }
  return answer === 'yes' ? { answer, yes } : { answer }
}
