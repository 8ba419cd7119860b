import type { FederationId, NodeId } from '../../../shared/kernel/ids.ts'
import { sha256 } from '../../crypto/digests.ts'
import { nodeIdFromPublicKey } from '../../crypto/peer-id.ts'
import { isStrongPublicKey } from '../../crypto/signing.ts'
import { plainBytes, toHex } from '../../platform/bytes.ts'
import { isCount, tryDecode } from '../../wire/decode.ts'
import { MAX_INVITE_BYTES } from '../../wire/limits.ts'
import { wire } from '../../wire/messages.ts'

const GENESIS_VERSION = 1
/** First byte of a federation's id. Source: docs/protocol.md, "Federation". */
const TAG_REAL = '01'
const TAG_TEST = '7e'
const ID_TAIL_BYTES = 31
const MAX_FOUNDERS = 16
const RANDOM_BYTES = 16

/** A federation's founding act: its id follows from these bytes. */
export interface Genesis {
  readonly bytes: Uint8Array
  readonly federationId: FederationId
  readonly founders: readonly NodeId[]
  readonly foundedAtMs: number
  readonly test: boolean
}

export interface GenesisDraft {
  readonly founderKey: Uint8Array
  readonly foundedAtMs: number
  readonly random: Uint8Array
  readonly test: boolean
}

export function createGenesis(draft: GenesisDraft): Genesis {
  const { founderKey, foundedAtMs, random, test } = draft
  const fields = { version: GENESIS_VERSION, founders: [founderKey], foundedAtMs, random, test }
  const genesis = decodeGenesis(plainBytes(wire.Genesis.encode(fields).finish()))
  if (genesis === null) throw new TypeError('a genesis that cannot be read back')
  return genesis
}

/** A genesis from anywhere, or null where the bytes are none. */
export function decodeGenesis(bytes: Uint8Array): Genesis | null {
  const genesis = tryDecode(wire.Genesis, bytes, MAX_INVITE_BYTES)
  if (genesis === null || genesis.version !== GENESIS_VERSION || !isCount(genesis.foundedAtMs)) return null
  const keys = genesis.founders.map(plainBytes)
  const sound = keys.length > 0 && keys.length <= MAX_FOUNDERS && keys.every(isStrongPublicKey)
  if (!sound || genesis.random.length !== RANDOM_BYTES) return null
  const tail = toHex(sha256(bytes).subarray(0, ID_TAIL_BYTES))
  return {
    bytes,
    federationId: `${genesis.test ? TAG_TEST : TAG_REAL}${tail}` as FederationId,
    founders: keys.map(nodeIdFromPublicKey),
    foundedAtMs: genesis.foundedAtMs,
    test: genesis.test,
  }
}

/** Whether a federation is for practice and tests: only there may the clock be moved. */
export const isTestFederation = (federationId: FederationId): boolean => federationId.startsWith(TAG_TEST)
