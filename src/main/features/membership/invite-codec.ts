import { INVITE_PREFIX } from '../../../shared/contract/invites.ts'
import { NodeName } from '../../../shared/contract/setup.ts'
import type { InviteId, NodeId } from '../../../shared/kernel/ids.ts'
import { SIGNATURE_DOMAINS, signedBytes } from '../../crypto/domains.ts'
import { nodeIdFromPublicKey } from '../../crypto/peer-id.ts'
import { isStrongPublicKey, type Signer, verifySignature } from '../../crypto/signing.ts'
import { fromHex, plainBytes, toHex } from '../../platform/bytes.ts'
import { isCount, tryDecode } from '../../wire/decode.ts'
import { MAX_ADDRESS_CHARS, MAX_ADDRESSES, MAX_INVITE_BYTES } from '../../wire/limits.ts'
import { wire } from '../../wire/messages.ts'
import { decodeGenesis, type Genesis } from './federation-codec.ts'

const INVITE_VERSION = 1
const INVITE_ID_BYTES = 16

/** What an invitation says; its signature has been checked. */
export interface Invite {
  readonly genesis: Genesis
  readonly inviteId: InviteId
  readonly inviter: NodeId
  readonly inviterName: string
  /** Multiaddrs, each ending in `/p2p/<inviter>`. */
  readonly addresses: readonly string[]
  readonly expiresAtMs: number
}

export interface InviteDraft {
  readonly genesis: Genesis
  readonly inviteId: InviteId
  readonly inviterName: string
  readonly addresses: readonly string[]
  readonly expiresAtMs: number
  /** Hash of a recent certified checkpoint, 32 bytes. */
  readonly beacon: Uint8Array
}

/** An invitation as text: link and pasted string in one. */
export function encodeInvite(draft: InviteDraft, inviter: Signer): string {
  const body = wire.InviteBody.encode({
    version: INVITE_VERSION,
    genesis: draft.genesis.bytes,
    inviteId: fromHex(draft.inviteId),
    inviter: inviter.publicKey,
    inviterName: draft.inviterName,
    addresses: draft.addresses.slice(0, MAX_ADDRESSES),
    expiresAtMs: draft.expiresAtMs,
    beacon: draft.beacon,
  }).finish()
  const message = signedBytes(SIGNATURE_DOMAINS.invite, fromHex(draft.genesis.federationId), body)
  const bytes = wire.Invite.encode({ body, signature: inviter.sign(message) }).finish()
  return `${INVITE_PREFIX}${Buffer.from(bytes).toString('base64url')}`
}

/** An invitation from pasted text, or null where it is none: cut short, changed on the way, or something else altogether. */
export function decodeInvite(text: string): Invite | null {
  const encoded = text.replace(/\s+/gu, '').replace(INVITE_PREFIX, '')
  if (!/^[A-Za-z0-9_-]+$/u.test(encoded)) return null
  const invite = tryDecode(wire.Invite, plainBytes(Buffer.from(encoded, 'base64url')), MAX_INVITE_BYTES)
  const body = invite === null ? null : tryDecode(wire.InviteBody, invite.body, MAX_INVITE_BYTES)
  if (invite === null || body === null || body.version !== INVITE_VERSION) return null
  const genesis = decodeGenesis(plainBytes(body.genesis))
  const inviterKey = plainBytes(body.inviter)
  if (genesis === null || !isStrongPublicKey(inviterKey) || !isSound(body)) return null
  const message = signedBytes(SIGNATURE_DOMAINS.invite, fromHex(genesis.federationId), invite.body)
  if (!verifySignature(inviterKey, message, invite.signature)) return null
  const inviter = nodeIdFromPublicKey(inviterKey)
  if (body.addresses.some((address) => !address.endsWith(`/p2p/${inviter}`))) return null
  return {
    genesis,
    inviteId: toHex(body.inviteId) as InviteId,
    inviter,
    inviterName: body.inviterName,
    addresses: body.addresses,
    expiresAtMs: body.expiresAtMs,
  }
}

function isSound(body: InstanceType<typeof wire.InviteBody>): boolean {
  const { inviterName: name, addresses } = body
  const named = NodeName.safeParse(name).data === name
  const reachable =
    addresses.length <= MAX_ADDRESSES && addresses.every((text) => text.length <= MAX_ADDRESS_CHARS)
  return named && reachable && body.inviteId.length === INVITE_ID_BYTES && isCount(body.expiresAtMs)
}
