import { createCipheriv, createDecipheriv } from 'node:crypto'
import { MirrorError } from '../../shared/kernel/errors.ts'
import type { Random } from '../platform/random.ts'
import { constantTimeEqual, hkdfSha256, sha256 } from './digests.ts'
import { DERIVATION_DOMAINS } from './domains.ts'
import type { StretchKey } from './key-stretching.ts'

/**
 * A box that opens with a passphrase or a PIN:
 *
 *     'MWBX' version(1) memoryKiB(4) passes(4) lanes(1) salt(16) nonce(12) | ciphertext | tag(16) | checksum(8)
 *
 * Integers are big-endian. All that stands before the ciphertext, and the box's
 * purpose, is authenticated with it. The checksum is no protection: it tells a
 * damaged file from a wrong passphrase, which the tag alone cannot.
 * Source: docs/security.md, "Sealed boxes".
 */
const MAGIC = Buffer.from('MWBX', 'latin1')
const VERSION = 1
const SALT_BYTES = 16
/** Source: NIST SP 800-38D §5.2.1.1 (96-bit IV) and §5.2.1.2 (128-bit tag). */
const NONCE_BYTES = 12
const TAG_BYTES = 16
const CHECKSUM_BYTES = 8
const PARAMS_END = MAGIC.length + 1 + 4 + 4 + 1
const SALT_END = PARAMS_END + SALT_BYTES
const HEADER_BYTES = SALT_END + NONCE_BYTES
const KEY_BYTES = 32

export interface BoxParams {
  readonly memoryKiB: number
  readonly passes: number
  readonly lanes: number
}

/** Cost of a passphrase. Source: docs/security.md, "Keys"; RFC 9106 §4 (second recommended option, one lane for two-core machines). */
export const PASSPHRASE_PARAMS: BoxParams = { memoryKiB: 64 * 1024, passes: 3, lanes: 1 }
/** Cost of a PIN. Chosen here: a PIN is typed often and its tries are limited, so one pass fewer. */
export const PIN_PARAMS: BoxParams = { memoryKiB: 64 * 1024, passes: 2, lanes: 1 }

/** What a box may ask of the machine that opens it. Chosen here: four times our own cost, so that a hostile file cannot ask for all memory. */
const MEMORY_KIB_MAX = 256 * 1024
const PASSES_MAX = 12
const LANES_MAX = 4

/** What a box holds; a box made for one purpose does not open as another. */
export type BoxPurpose = 'vault' | 'mirror key' | 'backup'

export interface BoxKey {
  readonly purpose: BoxPurpose
  readonly secret: string
  /** A second secret that is not typed: without it, knowing the first opens nothing. */
  readonly pepper?: Uint8Array
}

export interface SealInput extends BoxKey {
  readonly plain: Uint8Array
  readonly params: BoxParams
}

export interface SealDeps {
  readonly random: Random
  readonly stretchKey: StretchKey
}

/** Seal bytes under a secret. Two boxes of the same content share no byte of salt, nonce or ciphertext. */
export async function sealBox(input: SealInput, deps: SealDeps): Promise<Uint8Array> {
  const header = writeHeader(input.params, deps.random)
  const key = await stretch(input, header, deps.stretchKey)
  const cipher = createCipheriv('aes-256-gcm', key, header.subarray(SALT_END), { authTagLength: TAG_BYTES })
  key.fill(0)
  cipher.setAAD(associatedData(input.purpose, header))
  const body = Buffer.concat([header, cipher.update(input.plain), cipher.final(), cipher.getAuthTag()])
  return Uint8Array.from(Buffer.concat([body, checksum(body)]))
}

/**
 * The content of a box.
 *
 * @throws MirrorError 'passphrase-wrong' when the box is whole and the secret, the pepper or the purpose is not its own
 * @throws MirrorError 'vault-damaged' with `problem` when it is not a whole box, or asks for more than a box may
 */
export async function openBox(box: Uint8Array, key: BoxKey, stretchKey: StretchKey): Promise<Uint8Array> {
  const { header, ciphertext, tag } = split(box)
  const stretched = await stretch(key, header, stretchKey)
  const nonce = header.subarray(SALT_END)
  const decipher = createDecipheriv('aes-256-gcm', stretched, nonce, { authTagLength: TAG_BYTES })
  stretched.fill(0)
  decipher.setAAD(associatedData(key.purpose, header))
  decipher.setAuthTag(tag)
  try {
    return Uint8Array.from(Buffer.concat([decipher.update(ciphertext), decipher.final()]))
  } catch (thrown) {
    throw new MirrorError('passphrase-wrong', {}, thrown)
  }
}

function split(box: Uint8Array): { header: Buffer; ciphertext: Buffer; tag: Buffer } {
  const bytes = Buffer.from(box.buffer, box.byteOffset, box.byteLength)
  if (bytes.length < HEADER_BYTES + TAG_BYTES + CHECKSUM_BYTES) throw damaged('truncated')
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) throw damaged('not-a-box')
  if (bytes[MAGIC.length] !== VERSION) throw damaged('version')
  const checksumAt = bytes.length - CHECKSUM_BYTES
  const body = bytes.subarray(0, checksumAt)
  if (!constantTimeEqual(checksum(body), bytes.subarray(checksumAt))) throw damaged('checksum')
  const tagAt = checksumAt - TAG_BYTES
  const header = body.subarray(0, HEADER_BYTES)
  if (!isAffordable(readParams(header))) throw damaged('parameters')
  return { header, ciphertext: body.subarray(HEADER_BYTES, tagAt), tag: body.subarray(tagAt) }
}

function writeHeader(params: BoxParams, random: Random): Buffer {
  if (!isAffordable(params)) throw new RangeError('box parameters are out of bounds')
  const numbers = Buffer.alloc(PARAMS_END - MAGIC.length)
  numbers.writeUInt8(VERSION, 0)
  numbers.writeUInt32BE(params.memoryKiB, 1)
  numbers.writeUInt32BE(params.passes, 5)
  numbers.writeUInt8(params.lanes, 9)
  return Buffer.concat([MAGIC, numbers, random.bytes(SALT_BYTES), random.bytes(NONCE_BYTES)])
}

function readParams(header: Buffer): BoxParams {
  const at = MAGIC.length + 1
  return {
    memoryKiB: header.readUInt32BE(at),
    passes: header.readUInt32BE(at + 4),
    lanes: header.readUInt8(at + 8),
  }
}

function isAffordable({ memoryKiB, passes, lanes }: BoxParams): boolean {
  const inBounds =
    memoryKiB <= MEMORY_KIB_MAX && passes >= 1 && passes <= PASSES_MAX && lanes >= 1 && lanes <= LANES_MAX
  return inBounds && memoryKiB >= 8 * lanes // RFC 9106 §3.1
}

async function stretch(key: BoxKey, header: Buffer, stretchKey: StretchKey): Promise<Uint8Array> {
  const salt = header.subarray(PARAMS_END, SALT_END)
  const secret = Buffer.from(key.secret, 'utf8')
  const hashed = await stretchKey({ ...readParams(header), secret, salt })
  const stretched = mixIn(hashed, key.pepper)
  hashed.fill(0)
  return stretched
}

/** The label tells "no pepper" from a pepper of zero bytes, which HKDF's salt alone would not (RFC 5869 §2.2). */
function mixIn(hashed: Uint8Array, pepper: Uint8Array | undefined): Uint8Array {
  const info = `${DERIVATION_DOMAINS.sealedBox}${pepper === undefined ? '' : ' peppered'}`
  return hkdfSha256({ key: hashed, salt: pepper ?? new Uint8Array(0), info, lengthBytes: KEY_BYTES })
}

function associatedData(purpose: BoxPurpose, header: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${DERIVATION_DOMAINS.sealedBox}\0${purpose}\0`, 'utf8'), header])
}

function checksum(body: Uint8Array): Uint8Array {
  return sha256(body).subarray(0, CHECKSUM_BYTES)
}

function damaged(problem: string): MirrorError {
  return new MirrorError('vault-damaged', { problem })
}
