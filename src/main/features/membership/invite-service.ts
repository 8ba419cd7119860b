import { INVITE_DEFAULT_MS, type InviteView } from '../../../shared/contract/invites.ts'
import { NodeName } from '../../../shared/contract/setup.ts'
import { type ErrorCode, MirrorError } from '../../../shared/kernel/errors.ts'
import type { InviteId, NodeId } from '../../../shared/kernel/ids.ts'
import { sha256 } from '../../crypto/digests.ts'
import type { Signer } from '../../crypto/signing.ts'
import { fromHex, plainBytes, toHex } from '../../platform/bytes.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Random } from '../../platform/random.ts'
import type { Database } from '../../storage/database.ts'
import { wire } from '../../wire/messages.ts'
import type { Genesis } from './federation-codec.ts'
import { decodeInvite, encodeInvite, type Invite } from './invite-codec.ts'
import type { InviteStore } from './invite-store.ts'

/** Shortest wait for a join unless the caller says otherwise. Chosen here: a slow link, a few addresses, each tried in turn. */
export const JOIN_TIMEOUT_MS = 30_000

const INVITE_ID_BYTES = 16

type JoinRequestFields = NonNullable<ConstructorParameters<typeof wire.JoinRequest>[0]>
type JoinStatus = (typeof wire.JoinStatus)[keyof typeof wire.JoinStatus]

export interface InviteServiceDeps {
  readonly clock: Clock
  readonly database: Database
  readonly invites: InviteStore
  readonly random: Random
  readonly signer: Signer
  readonly self: NodeId
  /** The federation invited to, now. */
  genesis(): Genesis
  name(): string
  addresses(): readonly string[]
  /** Make a Node a pinned member. */
  admit(nodeId: NodeId): Promise<void>
  changed(id: InviteId): void
}

/** What a refused join means to the person who pasted the invitation. */
const REFUSALS: Readonly<Record<number, ErrorCode>> = {
  [wire.JoinStatus.JOIN_STATUS_UNKNOWN]: 'invite-unknown',
  [wire.JoinStatus.JOIN_STATUS_EXPIRED]: 'invite-expired',
  [wire.JoinStatus.JOIN_STATUS_REVOKED]: 'invite-revoked',
}

/** Invitations given out by this Node, and the answer to those who come by them. */
export class InviteService {
  readonly #deps: InviteServiceDeps

  constructor(deps: InviteServiceDeps) {
    this.#deps = deps
  }

  async create(expiresInMs: number = INVITE_DEFAULT_MS): Promise<InviteView> {
    const { clock, database, invites, random, signer } = this.#deps
    const genesis = this.#deps.genesis()
    const inviteId = toHex(random.bytes(INVITE_ID_BYTES)) as InviteId
    const createdAtMs = clock.nowMs()
    const expiresAtMs = createdAtMs + expiresInMs
    const draft = {
      genesis,
      inviteId,
      expiresAtMs,
      inviterName: this.#deps.name(),
      beacon: sha256(genesis.bytes),
    }
    const invite = encodeInvite({ ...draft, addresses: this.#deps.addresses() }, signer)
    const view = { inviteId, invite, createdAtMs, expiresAtMs, revoked: false, usedBy: [] }
    await database.write(() => invites.insert(view))
    this.#deps.changed(inviteId)
    return view
  }

  list(): readonly InviteView[] {
    return this.#deps.invites.all()
  }

  /** @throws MirrorError 'invite-unknown' */
  async revoke(inviteId: InviteId): Promise<void> {
    if (this.#deps.invites.find(inviteId) === null) throw new MirrorError('invite-unknown')
    await this.#deps.database.write(() => this.#deps.invites.revoke(inviteId))
    this.#deps.changed(inviteId)
  }

  /** @throws MirrorError 'invite-invalid' | 'invite-expired' with `expiredAtMs` */
  inspect(text: string): Invite {
    const invite = decodeInvite(text)
    if (invite === null) throw new MirrorError('invite-invalid')
    const expiredAtMs = invite.expiresAtMs
    if (expiredAtMs <= this.#deps.clock.nowMs()) throw new MirrorError('invite-expired', { expiredAtMs })
    return invite
  }

  /** As `inspect`, for an invitation that is to be followed. @throws MirrorError also 'invite-own' */
  requireFollowable(text: string): Invite {
    const invite = this.inspect(text)
    if (invite.inviter === this.#deps.self) throw new MirrorError('invite-own')
    return invite
  }

  /** What this Node says to an inviter. */
  request(invite: Invite): JoinRequestFields {
    return { inviteId: fromHex(invite.inviteId), name: this.#deps.name() }
  }

  /** Judge a Node that asks to join. A welcome is durable before it is answered. */
  async judge(from: NodeId, request: JoinRequestFields): Promise<JoinStatus> {
    const { clock, database, invites } = this.#deps
    const inviteId = toHex(plainBytes(request.inviteId ?? new Uint8Array(0))) as InviteId
    const invite = invites.find(inviteId)
    if (invite === null) return wire.JoinStatus.JOIN_STATUS_UNKNOWN
    if (invite.revoked) return wire.JoinStatus.JOIN_STATUS_REVOKED
    if (invite.expiresAtMs <= clock.nowMs()) return wire.JoinStatus.JOIN_STATUS_EXPIRED
    const name = NodeName.safeParse(request.name ?? '').data ?? from.slice(-8)
    await database.write(() => invites.addUse(inviteId, { nodeId: from, name, atMs: clock.nowMs() }))
    await this.#deps.admit(from)
    this.#deps.changed(inviteId)
    return wire.JoinStatus.JOIN_STATUS_WELCOME
  }
}

/** @throws MirrorError where an inviter's answer is not a welcome */
export function requireWelcome(status: number | null | undefined): void {
  if (status === wire.JoinStatus.JOIN_STATUS_WELCOME) return
  throw new MirrorError(REFUSALS[status ?? 0] ?? 'join-refused')
}
