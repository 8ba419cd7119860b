import type { InviteView } from '../../../shared/contract/invites.ts'
import type { FederationId, InviteId, NodeId } from '../../../shared/kernel/ids.ts'
import type { Database, Row } from '../../storage/database.ts'

export interface InviteRow extends Row {
  readonly invite_id: InviteId
  readonly invite: string
  readonly created_at_ms: number
  readonly expires_at_ms: number
  readonly revoked: number
}
interface UseRow extends Row {
  readonly invite_id: InviteId
  readonly node: NodeId
  readonly name: string
  readonly at_ms: number
}

/** The invitations this Node gave out, and who came by them. */
export class InviteStore {
  readonly #database: Database
  readonly #federation: () => FederationId

  constructor(deps: { readonly database: Database; readonly federation: () => FederationId }) {
    this.#database = deps.database
    this.#federation = deps.federation
  }

  insert(invite: Pick<InviteView, 'inviteId' | 'invite' | 'createdAtMs' | 'expiresAtMs'>): void {
    this.#database
      .prepare('INSERT INTO invites VALUES (?, ?, ?, ?, ?, 0)')
      .run(invite.inviteId, this.#federation(), invite.invite, invite.createdAtMs, invite.expiresAtMs)
  }

  find(inviteId: InviteId): InviteView | null {
    return this.all().find((invite) => invite.inviteId === inviteId) ?? null
  }

  /** Newest first. */
  all(): InviteView[] {
    const uses = this.#database.prepare('SELECT * FROM invite_uses ORDER BY at_ms').all<UseRow>()
    return this.#database
      .prepare('SELECT * FROM invites WHERE federation = ? ORDER BY created_at_ms DESC')
      .all<InviteRow>(this.#federation())
      .map((row) => ({
        inviteId: row.invite_id,
        invite: row.invite,
        createdAtMs: row.created_at_ms,
        expiresAtMs: row.expires_at_ms,
        revoked: row.revoked !== 0,
        usedBy: uses
          .filter((use) => use.invite_id === row.invite_id)
          .map((use) => ({ nodeId: use.node, name: use.name, atMs: use.at_ms })),
      }))
  }

  revoke(inviteId: InviteId): void {
    this.#database.prepare('UPDATE invites SET revoked = 1 WHERE invite_id = ?').run(inviteId)
  }

  addUse(
    inviteId: InviteId,
    use: { readonly nodeId: NodeId; readonly name: string; readonly atMs: number },
  ): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO invite_uses VALUES (?, ?, ?, ?)')
      .run(inviteId, use.nodeId, use.name, use.atMs)
  }
}
