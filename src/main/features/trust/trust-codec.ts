import { TRUST_REASON_MAX_CHARS } from '../../../shared/contract/trust-bounds.ts'
import { EpochMs } from '../../../shared/kernel/ids.ts'
import { prose } from '../../../shared/kernel/text.ts'
import { nodeIdFromPublicKey, publicKeyFromNodeId } from '../../crypto/peer-id.ts'
import { PUBLIC_KEY_BYTES } from '../../crypto/signing.ts'
import { fromHex, plainBytes, toHex } from '../../platform/bytes.ts'
import { decodeMark } from '../../replica/mirror-mark.ts'
import { tryDecode } from '../../wire/decode.ts'
import { wire } from '../../wire/messages.ts'
import { isSoundStatement } from './trust-rules.ts'
import type { SignedTrust, TrustAct, TrustStatement } from './trust-types.ts'

/** Largest encoded letter: 500 characters of three bytes each, a credential, a key, a signature, and their tags. Source: docs/protocol.md, "Limits". */
const MAX_TRUST_BYTES = 2_400

const ACTS: Readonly<Record<TrustAct, number>> = {
  flag: wire.TrustAct.TRUST_ACT_FLAG,
  isolate: wire.TrustAct.TRUST_ACT_ISOLATE,
  release: wire.TrustAct.TRUST_ACT_RELEASE,
  appeal: wire.TrustAct.TRUST_ACT_APPEAL,
  expire: wire.TrustAct.TRUST_ACT_EXPIRE,
}
const ACT_NAMES = new Map(Object.entries(ACTS).map(([name, number]) => [number, name as TrustAct]))

const Reason = prose(TRUST_REASON_MAX_CHARS)

/** The bytes that a Mirror signs. */
export function encodeStatement({ act, node, isolation, ...said }: TrustStatement): Uint8Array {
  const key = publicKeyFromNodeId(node)
  if (key === null) throw new TypeError('a statement is about a Node')
  const fields = { ...said, act: ACTS[act], node: key, isolation: fromHex(isolation) }
  return plainBytes(wire.TrustStatement.encode(fields).finish())
}

/** The payload of a letter, and what is kept of a flag. */
export const encodeTrust = ({ bytes, mark }: Pick<SignedTrust, 'bytes' | 'mark'>): Uint8Array =>
  plainBytes(wire.TrustLetter.encode({ statement: bytes, mirror: mark }).finish())

/** What a payload says, or null where it is none or breaks a limit. Whether its signature is one is not looked at. */
export function decodeTrust(payload: Uint8Array): SignedTrust | null {
  const letter = tryDecode(wire.TrustLetter, payload, MAX_TRUST_BYTES)
  if (letter === null) return null
  const bytes = plainBytes(letter.statement)
  const statement = decodeStatement(bytes)
  const mark = letter.mirror ? decodeMark(letter.mirror) : null
  const isMarked = mark !== null || !letter.mirror
  if (statement === null || !isMarked || (mark === null) !== (statement.act === 'expire')) return null
  return { statement, bytes, mark }
}

function decodeStatement(bytes: Uint8Array): TrustStatement | null {
  const message = tryDecode(wire.TrustStatement, bytes, MAX_TRUST_BYTES)
  const act = ACT_NAMES.get(message?.act ?? 0)
  if (message === null || act === undefined || message.node.length !== PUBLIC_KEY_BYTES) return null
  const { atMs, reason, untilMs } = message
  const isTimed = EpochMs.safeParse(atMs).success && EpochMs.safeParse(untilMs).success
  const isClean = reason === '' || Reason.safeParse(reason).data === reason
  if (!isTimed || !isClean) return null
  const node = nodeIdFromPublicKey(plainBytes(message.node))
  const statement = { act, node, atMs, reason, isolation: toHex(message.isolation), untilMs }
  return isSoundStatement(statement) ? statement : null
}
