import type { FederationId, NodeId } from '../../shared/kernel/ids.ts'
import type { VerdictReason } from '../../shared/kernel/verdict.ts'
import { sha256 } from '../crypto/digests.ts'
import { SIGNATURE_DOMAINS, signedBytes } from '../crypto/domains.ts'
import { publicKeyFromNodeId } from '../crypto/peer-id.ts'
import { sessionIdBytes } from '../crypto/session/session-id.ts'
import { type Signer, verifySignature } from '../crypto/signing.ts'
import { equalBytes, fromHex, plainBytes } from '../platform/bytes.ts'
import { isCount, tryDecode } from '../wire/decode.ts'
import { MAX_BODY_BYTES, MAX_PAYLOAD_BYTES } from '../wire/limits.ts'
import { wire } from '../wire/messages.ts'
import type { EntryKind } from './entry.ts'
import { BODY_VERSION, kindName, kindNumber } from './envelope-codec.ts'

/** Largest encoded envelope of a letter. Chosen here: its largest parts, and room for their tags and two signatures. */
export const MAX_LETTER_BYTES = MAX_BODY_BYTES + MAX_PAYLOAD_BYTES + 256

/** The one session, between two Nodes of one federation, that an envelope is good in. */
export interface PrivatePlace {
  readonly federationId: FederationId
  readonly author: NodeId
  /** A UUID. */
  readonly sessionId: string
}

export interface PrivateContent {
  readonly kind: EntryKind
  readonly payload: Uint8Array
  /** The author's clock. */
  readonly atMs: number
}

/** An encoded Envelope on the private stream, signed for one session. It stands in no log: nothing of its place there is set. */
export function sealPrivate(
  { atMs, kind, payload }: PrivateContent,
  { federationId, sessionId }: Omit<PrivatePlace, 'author'>,
  node: Signer,
): Uint8Array {
  const federation = fromHex(federationId)
  const body = wire.Body.encode({
    version: BODY_VERSION,
    federation,
    stream: wire.Stream.STREAM_PRIVATE,
    kind: kindNumber(kind),
    author: node.publicKey,
    time: { wallMs: atMs, counter: 0 },
    payloadHash: sha256(payload),
    session: sessionIdBytes(sessionId),
  }).finish()
  const nodeSignature = node.sign(signedBytes(SIGNATURE_DOMAINS.envelopeByNode, federation, body))
  return plainBytes(wire.Envelope.encode({ body, payload, nodeSignature }).finish())
}

/** What its author signed for this place, or why it does not belong here. Never throws. */
export function openPrivate(bytes: Uint8Array, place: PrivatePlace): PrivateContent | VerdictReason {
  if (bytes.length > MAX_LETTER_BYTES) return 'too-large'
  const envelope = tryDecode(wire.Envelope, bytes, MAX_LETTER_BYTES)
  const body = envelope === null ? null : tryDecode(wire.Body, envelope.body, MAX_BODY_BYTES)
  if (envelope === null || body === null) return 'malformed'
  if (envelope.payload.length > MAX_PAYLOAD_BYTES) return 'too-large'
  const key = publicKeyFromNodeId(place.author)
  if (key === null) return 'key-weak'
  const fault = misplaced(body, place, key)
  if (fault !== null) return fault
  const signed = signedBytes(SIGNATURE_DOMAINS.envelopeByNode, fromHex(place.federationId), envelope.body)
  const isSigned = verifySignature(key, signed, envelope.nodeSignature)
  return isSigned ? contentOf(body, envelope) : 'signature-invalid'
}

type Body = InstanceType<typeof wire.Body>
type Envelope = InstanceType<typeof wire.Envelope>

/** Said elsewhere, by another, or to others. */
function misplaced(body: Body, place: PrivatePlace, key: Uint8Array): VerdictReason | null {
  if (body.version !== BODY_VERSION) return 'version-unknown'
  if (!equalBytes(body.federation, fromHex(place.federationId))) return 'federation-wrong'
  if (body.stream !== wire.Stream.STREAM_PRIVATE) return 'malformed'
  if (!equalBytes(body.author, key)) return 'signature-invalid'
  return equalBytes(body.session, sessionIdBytes(place.sessionId)) ? null : 'stale'
}

function contentOf(body: Body, envelope: Envelope): PrivateContent | VerdictReason {
  const payload = plainBytes(envelope.payload)
  const kind = kindName(body.kind)
  const atMs = Number(body.time?.wallMs ?? Number.NaN)
  const isWhole = equalBytes(body.payloadHash, sha256(payload)) && isBare(body, envelope)
  if (kind === undefined) return 'kind-unknown'
  return isWhole && isCount(atMs) ? { kind, payload, atMs } : 'malformed'
}

/** Whether nothing is set that only a log or a register has; a Mirror's signature is under the payload's own bytes. */
function isBare(body: Body, { mirrorSignature }: Envelope): boolean {
  const isOutsideLogs = body.sequence === 0 && body.previous.length === 0 && body.slot === ''
  return isOutsideLogs && !body.epoch && body.credential.length === 0 && mirrorSignature.length === 0
}
