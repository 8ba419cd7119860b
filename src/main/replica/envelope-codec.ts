import { EntryId, type FederationId } from '../../shared/kernel/ids.ts'
import type { VerdictReason } from '../../shared/kernel/verdict.ts'
import { verifyCredential } from '../crypto/credential.ts'
import { sha256 } from '../crypto/digests.ts'
import { SIGNATURE_DOMAINS, signedBytes } from '../crypto/domains.ts'
import { nodeIdFromPublicKey } from '../crypto/peer-id.ts'
import { isStrongPublicKey, type Signer, verifySignature } from '../crypto/signing.ts'
import { equalBytes, fromHex, plainBytes, toHex } from '../platform/bytes.ts'
import { isCount, tryDecode } from '../wire/decode.ts'
import { MAX_BODY_BYTES, MAX_PAYLOAD_BYTES, MAX_SLOT_BYTES } from '../wire/limits.ts'
import { wire } from '../wire/messages.ts'
import type { ActingMirror, Entry, EntryKind, Epoch, HybridTime, MirrorSigner } from './entry.ts'

/** Version of the body's format. Source: proto/README.md, "Envelope". */
export const BODY_VERSION = 1
const HASH_BYTES = 32
const EPOCH_RANDOM_BYTES = 16

/** An envelope as it travels and is stored: never encoded again, so signatures and ids stay true. */
export interface RawEnvelope {
  readonly body: Uint8Array
  readonly payload: Uint8Array
  readonly nodeSignature: Uint8Array
  /** Empty where no person acts. */
  readonly mirrorSignature: Uint8Array
}

/** An envelope of sound form whose signatures have not been looked at. */
export interface ParsedEnvelope {
  readonly raw: RawEnvelope
  readonly entry: Omit<Entry, 'mirror'>
  readonly credential: Uint8Array
}

const KIND_NUMBERS: Readonly<Record<EntryKind, number>> = {
  'epoch-opened': wire.Kind.KIND_EPOCH_OPENED,
  'node-profile': wire.Kind.KIND_NODE_PROFILE,
  'mirror-credential': wire.Kind.KIND_MIRROR_CREDENTIAL,
  'mirror-revocation': wire.Kind.KIND_MIRROR_REVOCATION,
  'resource-report': wire.Kind.KIND_RESOURCE_REPORT,
  alert: wire.Kind.KIND_ALERT,
  'alert-review': wire.Kind.KIND_ALERT_REVIEW,
  'alert-correction': wire.Kind.KIND_ALERT_CORRECTION,
  transfer: wire.Kind.KIND_TRANSFER,
  talk: wire.Kind.KIND_TALK,
  'wake-up': wire.Kind.KIND_WAKE_UP,
  'wake-up-ack': wire.Kind.KIND_WAKE_UP_ACK,
  'status-report': wire.Kind.KIND_STATUS_REPORT,
  file: wire.Kind.KIND_FILE,
  isolation: wire.Kind.KIND_ISOLATION,
  appeal: wire.Kind.KIND_APPEAL,
  seed: wire.Kind.KIND_SEED,
}
const KIND_NAMES = new Map(Object.entries(KIND_NUMBERS).map(([name, number]) => [number, name as EntryKind]))

export const kindNumber = (kind: EntryKind): number => KIND_NUMBERS[kind]
export const kindName = (number: number): EntryKind | undefined => KIND_NAMES.get(number)

export interface BodyFields {
  readonly federationId: FederationId
  readonly stream: 'log' | 'latest'
  readonly kind: EntryKind
  readonly epoch: Epoch
  readonly sequence: number
  readonly previous: EntryId | null
  readonly time: HybridTime
  readonly slot: string
  readonly payload: Uint8Array
}

/** Sign an entry as a Node, and as a Mirror where one acts. */
export function sealEnvelope(fields: BodyFields, node: Signer, mirror: MirrorSigner | null): RawEnvelope {
  const federation = fromHex(fields.federationId)
  const body = plainBytes(
    wire.Body.encode({
      version: BODY_VERSION,
      federation,
      stream: fields.stream === 'log' ? wire.Stream.STREAM_LOG : wire.Stream.STREAM_LATEST,
      kind: KIND_NUMBERS[fields.kind],
      author: node.publicKey,
      epoch: encodeEpoch(fields.epoch),
      sequence: fields.sequence,
      previous: fields.previous === null ? new Uint8Array(0) : fromHex(fields.previous),
      time: fields.time,
      payloadHash: sha256(fields.payload),
      slot: fields.slot,
      credential: mirror?.credential ?? new Uint8Array(0),
    }).finish(),
  )
  return {
    body,
    payload: fields.payload,
    nodeSignature: node.sign(signedBytes(SIGNATURE_DOMAINS.envelopeByNode, federation, body)),
    mirrorSignature:
      mirror?.sign(signedBytes(SIGNATURE_DOMAINS.envelopeByMirror, federation, body)) ?? new Uint8Array(0),
  }
}

/** Check an envelope's form: everything that costs no signature. Never throws. */
export function parseEnvelope(raw: RawEnvelope, federationId: FederationId): ParsedEnvelope | VerdictReason {
  if (raw.payload.byteLength > MAX_PAYLOAD_BYTES) return 'too-large'
  const body = tryDecode(wire.Body, raw.body, MAX_BODY_BYTES)
  if (body === null) return raw.body.byteLength > MAX_BODY_BYTES ? 'too-large' : 'malformed'
  if (body.version !== BODY_VERSION) return 'version-unknown'
  if (!equalBytes(body.federation, fromHex(federationId))) return 'federation-wrong'
  const kind = kindName(body.kind)
  if (kind === undefined) return 'kind-unknown'
  const order = readOrder(body)
  if (order === null || !equalBytes(body.payloadHash, sha256(raw.payload))) return 'malformed'
  if (!isStrongPublicKey(plainBytes(body.author))) return 'key-weak'
  const authorKey = plainBytes(body.author)
  return {
    raw,
    credential: plainBytes(body.credential),
    entry: {
      id: EntryId.parse(toHex(sha256(raw.body))),
      federationId,
      kind,
      author: nodeIdFromPublicKey(authorKey),
      authorKey,
      slot: body.slot,
      payload: raw.payload,
      ...order,
    },
  }
}

/** Check the signatures of a parsed envelope. An invalid one accuses whoever handed it over, never the claimed author. */
export function verifyEnvelope(parsed: ParsedEnvelope): Entry | VerdictReason {
  const { raw, entry } = parsed
  const federation = fromHex(entry.federationId)
  const message = signedBytes(SIGNATURE_DOMAINS.envelopeByNode, federation, raw.body)
  if (!verifySignature(entry.authorKey, message, raw.nodeSignature)) return 'signature-invalid'
  const mirror = verifyMirror(parsed, federation)
  return typeof mirror === 'string' ? mirror : { ...entry, mirror }
}

function verifyMirror(parsed: ParsedEnvelope, federation: Uint8Array): ActingMirror | null | VerdictReason {
  const { raw, entry, credential } = parsed
  if (credential.length === 0) return raw.mirrorSignature.length === 0 ? null : 'credential-missing'
  const check = verifyCredential(credential, {
    federationId: entry.federationId,
    nodeId: entry.author,
    atMs: entry.time.wallMs,
  })
  if (!check.valid) return check.reason
  const message = signedBytes(SIGNATURE_DOMAINS.envelopeByMirror, federation, raw.body)
  const { mirrorId, mirrorKey, name } = check.credential
  if (!verifySignature(mirrorKey, message, raw.mirrorSignature)) return 'signature-invalid'
  return { mirrorId, name, publicKey: mirrorKey }
}

type Order = Pick<Entry, 'stream' | 'epoch' | 'sequence' | 'previous' | 'time'>
type Body = InstanceType<typeof wire.Body>

function readOrder(body: Body): Order | null {
  const stream = readStream(body)
  const epoch = decodeEpoch(body.epoch)
  const time = readTime(body)
  if (stream === null || epoch === null || time === null || !isCount(body.sequence)) return null
  const isChained = stream === 'log' && body.sequence > 0
  if (body.previous.length !== (isChained ? HASH_BYTES : 0)) return null
  const previous = isChained ? EntryId.parse(toHex(body.previous)) : null
  return { stream, epoch, sequence: body.sequence, previous, time }
}

function readStream({ stream, slot }: Body): Order['stream'] | null {
  if (stream === wire.Stream.STREAM_LOG) return slot === '' ? 'log' : null
  const isRegister = stream === wire.Stream.STREAM_LATEST && Buffer.byteLength(slot) <= MAX_SLOT_BYTES
  return isRegister ? 'latest' : null
}

function readTime({ time }: Body): HybridTime | null {
  const wallMs = Number(time?.wallMs ?? Number.NaN)
  const counter = Number(time?.counter ?? 0)
  return isCount(wallMs) && isCount(counter) ? { wallMs, counter } : null
}

export function encodeEpoch(epoch: Epoch): { openedAtMs: number; random: Uint8Array } {
  return { openedAtMs: epoch.openedAtMs, random: fromHex(epoch.random) }
}

/** An epoch from the wire, or null where it is none. */
export function decodeEpoch(
  epoch: { openedAtMs?: number | null; random?: Uint8Array | null } | null | undefined,
): Epoch | null {
  const openedAtMs = Number(epoch?.openedAtMs ?? Number.NaN)
  if (!isCount(openedAtMs) || epoch?.random?.length !== EPOCH_RANDOM_BYTES) return null
  return { openedAtMs, random: toHex(epoch.random) }
}
