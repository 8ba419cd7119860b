import { MEDIA_TYPE } from '../../../shared/contract/files.ts'
import {
  ATTACHMENT_MAX_BYTES,
  SEED_ATTACHMENTS_MAX,
  SEED_BODY_MAX_BYTES,
  SEED_BODY_MAX_CHARS,
  SEED_CHECKS_MAX,
  SEED_TITLE_MAX_CHARS,
  type SeedAttachment,
  SeedCheck,
} from '../../../shared/contract/seeds.ts'
import { type FederationId, type NodeId, SeedId, Sha256Hex } from '../../../shared/kernel/ids.ts'
import { line, prose } from '../../../shared/kernel/text.ts'
import type { VerdictReason } from '../../../shared/kernel/verdict.ts'
import { type MirrorCredential, verifyCredential } from '../../crypto/credential.ts'
import { sha256 } from '../../crypto/digests.ts'
import { SIGNATURE_DOMAINS, signedBytes } from '../../crypto/domains.ts'
import { nodeIdFromPublicKey } from '../../crypto/peer-id.ts'
import { isStrongPublicKey, PUBLIC_KEY_BYTES, type Signer, verifySignature } from '../../crypto/signing.ts'
import { equalBytes, fromHex, plainBytes, toHex } from '../../platform/bytes.ts'
import { safeFileName } from '../../platform/safe-file-name.ts'
import type { MirrorSigner } from '../../replica/entry.ts'
import { isCount, tryDecode } from '../../wire/decode.ts'
import { MAX_PAYLOAD_BYTES } from '../../wire/limits.ts'
import { wire } from '../../wire/messages.ts'
import type { ReadSeed, SeedContent, SeedDocument } from './seed-types.ts'

const COMPARISONS: Readonly<Record<SeedCheck['comparison'], number>> = {
  '<': wire.SeedComparison.SEED_COMPARISON_LESS,
  '<=': wire.SeedComparison.SEED_COMPARISON_AT_MOST,
  '=': wire.SeedComparison.SEED_COMPARISON_EQUAL,
  '!=': wire.SeedComparison.SEED_COMPARISON_NOT_EQUAL,
  '>=': wire.SeedComparison.SEED_COMPARISON_AT_LEAST,
  '>': wire.SeedComparison.SEED_COMPARISON_MORE,
}

const Title = line(SEED_TITLE_MAX_CHARS)
const Body = prose(SEED_BODY_MAX_CHARS)

export type SeedReading =
  | { readonly valid: true; readonly seed: ReadSeed }
  | { readonly valid: false; readonly reason: VerdictReason }
export type SeedVerification =
  | { readonly valid: true; readonly seed: ReadSeed; readonly mirror: MirrorCredential }
  | { readonly valid: false; readonly reason: VerdictReason }

export interface SeedDraft {
  readonly federationId: FederationId
  readonly content: SeedContent
  readonly offeredAtMs: number
  readonly replaces: SeedId | null
}

/** The bytes whose SHA-256 tells one content from another. */
export function encodeContent({ title, body, checks, attachments }: SeedContent): Uint8Array {
  const files = attachments.map(({ root, ...file }) => ({ ...file, root: fromHex(root) }))
  const content = { title, body, checks: checks.map(wireCheck), attachments: files }
  return plainBytes(wire.SeedContent.encode(content).finish())
}

/** SHA-256 of a content, hex. */
export const hashOf = (content: SeedContent): string => toHex(sha256(encodeContent(content)))

/** The payload of a seed: a document, signed by the Node that offers it and the Mirror who does. */
export function signSeed(draft: SeedDraft, node: Signer, mirror: MirrorSigner): Uint8Array {
  const { content, offeredAtMs, replaces } = draft
  const document = wire.SeedDocument.encode({
    content: encodeContent(content),
    origin: node.publicKey,
    offeredAtMs,
    replaces: replaces === null ? new Uint8Array() : fromHex(replaces),
    credential: mirror.credential,
  }).finish()
  const { byNode, byMirror } = messages(draft.federationId, document)
  return plainBytes(
    wire.SignedSeed.encode({
      document,
      nodeSignature: node.sign(byNode),
      mirrorSignature: mirror.sign(byMirror),
    }).finish(),
  )
}

/** The seed in a payload, its form in order; its signatures are not looked at. Never throws. */
export function readSeed(payload: Uint8Array): SeedReading {
  if (payload.length > MAX_PAYLOAD_BYTES) return invalid('too-large')
  const signed = tryDecode(wire.SignedSeed, payload, MAX_PAYLOAD_BYTES)
  const document = signed && tryDecode(wire.SeedDocument, signed.document, MAX_PAYLOAD_BYTES)
  if (signed === null || document === null) return invalid('malformed')
  const { offeredAtMs, origin, credential } = document
  const replaces = replacedIn(document.replaces)
  const isWhole = origin.length === PUBLIC_KEY_BYTES && isCount(offeredAtMs)
  if (!isWhole || replaces === undefined) return invalid('malformed')
  if (!isStrongPublicKey(origin)) return invalid('key-weak')
  const content = decodeContent(document.content)
  if (content === null) return invalid('content-invalid')
  const facts: SeedDocument = {
    id: toHex(sha256(signed.document)) as SeedId,
    hash: toHex(sha256(document.content)),
    origin: originOf(origin),
    offeredAtMs,
    replaces,
  }
  return {
    valid: true,
    seed: { ...facts, content, credential: plainBytes(credential), signed: plainBytes(payload) },
  }
}

/** Judge a payload from anywhere, signatures and credential included. Never throws. */
export function verifySeed(payload: Uint8Array, federationId: FederationId): SeedVerification {
  const reading = readSeed(payload)
  if (!reading.valid) return reading
  const { seed } = reading
  const { origin: nodeId, offeredAtMs: atMs } = seed
  const check = verifyCredential(seed.credential, { federationId, nodeId, atMs })
  if (!check.valid) return check
  const { document, nodeSignature, mirrorSignature } = wire.SignedSeed.decode(payload)
  const { byNode, byMirror } = messages(federationId, document)
  const { origin } = wire.SeedDocument.decode(document)
  const isSigned =
    verifySignature(origin, byNode, nodeSignature) &&
    verifySignature(check.credential.mirrorKey, byMirror, mirrorSignature)
  return isSigned ? { valid: true, seed, mirror: check.credential } : invalid('signature-invalid')
}

const messages = (federationId: FederationId, document: Uint8Array) => ({
  byNode: signedBytes(SIGNATURE_DOMAINS.seedByNode, fromHex(federationId), document),
  byMirror: signedBytes(SIGNATURE_DOMAINS.seedByMirror, fromHex(federationId), document),
})

const originOf = (publicKey: Uint8Array): NodeId => nodeIdFromPublicKey(plainBytes(publicKey))

/** null for a new page, undefined for bytes that are no id. */
function replacedIn(bytes: Uint8Array): SeedId | null | undefined {
  return bytes.length === 0 ? null : SeedId.safeParse(toHex(bytes)).data
}

type WireCheck = InstanceType<typeof wire.SeedCheck>

function wireCheck({ field, comparison, value }: SeedCheck) {
  const asked = { field, comparison: COMPARISONS[comparison] }
  return typeof value === 'number' ? { ...asked, number: value } : { ...asked, word: value }
}

/** One content has one spelling: otherwise what was refused once would come back in other bytes. */
function decodeContent(bytes: Uint8Array): SeedContent | null {
  const message = tryDecode(wire.SeedContent, bytes, MAX_PAYLOAD_BYTES)
  if (message === null || message.checks.length > SEED_CHECKS_MAX) return null
  const { title, body } = message
  if (!isOwnForm(Title, title) || !isOwnForm(Body, body)) return null
  if (Buffer.byteLength(body) > SEED_BODY_MAX_BYTES) return null
  const checks = message.checks.map((check) => decodeCheck(check as WireCheck))
  const whole = checks.filter((check) => check !== null)
  const attachments = decodeAttachments(message.attachments as WireAttachment[])
  if (whole.length < checks.length || attachments === null) return null
  const content = { title, body, checks: whole, attachments }
  return equalBytes(encodeContent(content), bytes) ? content : null
}

function decodeCheck({ field, comparison: number, value: which, number: figure, word }: WireCheck) {
  const names = Object.keys(COMPARISONS) as SeedCheck['comparison'][]
  const comparison = names.find((name) => COMPARISONS[name] === number)
  const value = which === 'number' ? figure : word
  const parsed = SeedCheck.safeParse({ field, comparison, value })
  const isOwn = parsed.success && parsed.data.field === field && parsed.data.value === value
  return isOwn ? parsed.data : null
}

type WireAttachment = InstanceType<typeof wire.SeedAttachment>

/** null where there are too many, or one of them is none. */
function decodeAttachments(files: readonly WireAttachment[]): SeedAttachment[] | null {
  const sound = files.map(decodeAttachment).filter((file) => file !== null)
  const roots = new Set(sound.map(({ root }) => root))
  return files.length <= SEED_ATTACHMENTS_MAX && roots.size === files.length ? sound : null
}

/** A name that is not safe as it stands has another spelling, and is none. */
function decodeAttachment({ mediaType, name, root, sizeBytes }: WireAttachment): SeedAttachment | null {
  const id = Sha256Hex.safeParse(toHex(root))
  const isSized = isCount(sizeBytes) && sizeBytes >= 1 && sizeBytes <= ATTACHMENT_MAX_BYTES
  const isNamed = name.length > 0 && safeFileName(name) === name && MEDIA_TYPE.test(mediaType)
  return id.success && isSized && isNamed ? { name, mediaType, sizeBytes, root: id.data } : null
}

function isOwnForm(schema: typeof Title | typeof Body, text: string): boolean {
  const parsed = schema.safeParse(text)
  return parsed.success && parsed.data === text
}

function invalid(reason: VerdictReason): { readonly valid: false; readonly reason: VerdictReason } {
  return { valid: false, reason }
}
