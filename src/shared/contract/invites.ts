import { z } from 'zod'
import { command, event, query } from '../bridge/contract.ts'
import { EpochMs, FederationId, InviteId, NodeId } from '../kernel/ids.ts'

/** How long an invitation holds unless said otherwise. Chosen here: a week reaches everybody at the next village meeting. */
export const INVITE_DEFAULT_MS = 7 * 24 * 3_600_000
export const INVITE_MAX_MS = 90 * 24 * 3_600_000

export const InviteView = z.object({
  inviteId: InviteId,
  invite: z.string(),
  createdAtMs: EpochMs,
  expiresAtMs: EpochMs,
  revoked: z.boolean(),
  /** Who came by it. */
  usedBy: z.array(z.object({ nodeId: NodeId, name: z.string(), atMs: EpochMs })),
})
export type InviteView = z.output<typeof InviteView>

/** What every invitation begins with, as link and as QR code. Source: docs/protocol.md, "Joining". */
export const INVITE_PREFIX = 'mirrorwell://join/'

const InviteText = z.string().trim().min(1).max(4096)

/** One string that lets another Node in; also a link and a QR code. */
export const invites = {
  create: command({
    input: z.object({ expiresInMs: z.number().int().min(1_000).max(INVITE_MAX_MS).optional() }),
    output: z.object({ invite: z.string(), inviteId: InviteId, expiresAtMs: EpochMs }),
    errors: ['live-only'],
  }),
  /** What an invitation says, before anything is done with it. */
  inspect: query({
    input: z.object({ invite: InviteText }),
    output: z.object({
      inviterId: NodeId,
      inviterName: z.string(),
      federationId: FederationId,
      practice: z.boolean(),
      expiresAtMs: EpochMs,
      addresses: z.array(z.string()),
    }),
    errors: ['invite-invalid', 'invite-expired'],
  }),
  /** Join the inviter's federation; answers once both sides have pinned each other, or says why not and leaves all as it was. */
  accept: command({
    input: z.object({ invite: InviteText, timeoutMs: z.number().int().min(1_000).max(600_000).optional() }),
    output: z.object({ nodeId: NodeId, federationId: FederationId }),
    errors: [
      'invite-invalid',
      'invite-expired',
      'invite-revoked',
      'invite-unknown',
      'invite-own',
      'federation-has-neighbours',
      'join-refused',
      'join-timeout',
      'live-only',
    ],
  }),
  revoke: command({
    input: z.object({ inviteId: InviteId }),
    output: z.object({}),
    errors: ['invite-unknown'],
  }),
  list: query({ input: z.object({}), output: z.object({ invites: z.array(InviteView) }), errors: [] }),
  changed: event(z.object({ id: InviteId.optional() })),
} as const
