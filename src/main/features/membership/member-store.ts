import type { FederationId, MirrorId, NodeId } from '../../../shared/kernel/ids.ts'
import type { Place } from '../../../shared/kernel/place.ts'
import type { Database, Row } from '../../storage/database.ts'
import type { Migration } from '../../storage/migrate.ts'
import type { NodeProfile } from './profile-codec.ts'

export const membershipMigrations: readonly Migration[] = [
  {
    id: 'membership-001',
    sql: `
      CREATE TABLE federations (
        federation TEXT PRIMARY KEY, genesis BLOB NOT NULL, joined_at_ms INTEGER NOT NULL,
        left_at_ms INTEGER, current INTEGER NOT NULL, founded_here INTEGER NOT NULL
      ) STRICT;
      CREATE UNIQUE INDEX federations_current ON federations (current) WHERE current = 1;

      CREATE TABLE members (
        federation TEXT NOT NULL, node TEXT NOT NULL, pinned INTEGER NOT NULL, since_ms INTEGER NOT NULL,
        last_heard_ms INTEGER, last_address TEXT,
        PRIMARY KEY (federation, node)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE profiles (
        federation TEXT NOT NULL, node TEXT NOT NULL, name TEXT NOT NULL,
        latitude REAL, longitude REAL, radius_km REAL, addresses TEXT NOT NULL,
        PRIMARY KEY (federation, node)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE known_mirrors (
        federation TEXT NOT NULL, node TEXT NOT NULL, mirror TEXT NOT NULL, name TEXT NOT NULL,
        PRIMARY KEY (federation, node, mirror)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE invites (
        invite_id TEXT PRIMARY KEY, federation TEXT NOT NULL, invite TEXT NOT NULL,
        created_at_ms INTEGER NOT NULL, expires_at_ms INTEGER NOT NULL, revoked INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE invite_uses (
        invite_id TEXT NOT NULL, node TEXT NOT NULL, name TEXT NOT NULL, at_ms INTEGER NOT NULL,
        PRIMARY KEY (invite_id, node)
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    id: 'membership-002',
    sql: `
      ALTER TABLE members ADD COLUMN introduced_by TEXT;
      ALTER TABLE members ADD COLUMN reached_at_ms INTEGER;
      ALTER TABLE members ADD COLUMN anchor INTEGER NOT NULL DEFAULT 0;
    `,
  },
]

export interface Member {
  readonly nodeId: NodeId
  readonly pinned: boolean
  readonly profile: NodeProfile | null
  readonly lastHeardMs: number | null
  readonly lastAddress: string | null
  /** Whoever handed us its profile first; null: nobody has. */
  readonly introducedBy: NodeId | null
  /** When a dial of ours last reached it; null: never. */
  readonly reachedAtMs: number | null
  /** One of the neighbours to begin with after a restart. */
  readonly anchor: boolean
}

export interface KnownMirror {
  readonly mirrorId: MirrorId
  readonly name: string
}

interface MemberRow extends Row {
  readonly node: NodeId
  readonly pinned: number
  readonly last_heard_ms: number | null
  readonly last_address: string | null
  readonly introduced_by: NodeId | null
  readonly reached_at_ms: number | null
  readonly anchor: number
  readonly name: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly radius_km: number | null
  readonly addresses: string | null
}
interface MirrorRow extends Row {
  readonly mirror: MirrorId
  readonly name: string
}

const MEMBER =
  'SELECT * FROM members LEFT JOIN profiles USING (federation, node) WHERE members.federation = ?'

/** The Nodes of the current federation, what they show of themselves, and their Mirrors. */
export class MemberStore {
  readonly #database: Database
  readonly #federation: () => FederationId

  constructor(deps: { readonly database: Database; readonly federation: () => FederationId }) {
    this.#database = deps.database
    this.#federation = deps.federation
  }

  isMember(nodeId: NodeId): boolean {
    return (
      this.#database
        .prepare('SELECT 1 FROM members WHERE federation = ? AND node = ?')
        .get(this.#federation(), nodeId) !== undefined
    )
  }

  all(): Member[] {
    return this.#database
      .prepare(`${MEMBER} ORDER BY name, node`)
      .all<MemberRow>(this.#federation())
      .map(toMember)
  }

  find(nodeId: NodeId): Member | null {
    const row = this.#database.prepare(`${MEMBER} AND node = ?`).get<MemberRow>(this.#federation(), nodeId)
    return row === undefined ? null : toMember(row)
  }

  /** @returns whether it was none before */
  add(nodeId: NodeId, atMs: number): boolean {
    return (
      this.#database
        .prepare('INSERT OR IGNORE INTO members (federation, node, pinned, since_ms) VALUES (?, ?, 0, ?)')
        .run(this.#federation(), nodeId, atMs) > 0
    )
  }

  setPinned(nodeId: NodeId, pinned: boolean): void {
    this.#database
      .prepare('UPDATE members SET pinned = ? WHERE federation = ? AND node = ?')
      .run(Number(pinned), this.#federation(), nodeId)
  }

  setHeard(nodeId: NodeId, heard: { readonly atMs: number; readonly address: string }): void {
    this.#database
      .prepare('UPDATE members SET last_heard_ms = ?, last_address = ? WHERE federation = ? AND node = ?')
      .run(heard.atMs, heard.address, this.#federation(), nodeId)
  }

  /** Note who told of a Node, where nobody had before. */
  setIntroducer(nodeId: NodeId, via: NodeId): void {
    this.#database
      .prepare(
        'UPDATE members SET introduced_by = ? WHERE federation = ? AND node = ? AND introduced_by IS NULL',
      )
      .run(via, this.#federation(), nodeId)
  }

  setReached(nodeId: NodeId, atMs: number): void {
    this.#database
      .prepare('UPDATE members SET reached_at_ms = ? WHERE federation = ? AND node = ?')
      .run(atMs, this.#federation(), nodeId)
  }

  /** Those of the Nodes to begin with after a restart. */
  anchors(): NodeId[] {
    return this.#database
      .prepare('SELECT node FROM members WHERE federation = ? AND anchor > 0 ORDER BY anchor')
      .all<{ node: NodeId }>(this.#federation())
      .map(({ node }) => node)
  }

  setAnchors(nodeIds: readonly NodeId[]): void {
    this.#database
      .prepare('UPDATE members SET anchor = 0 WHERE federation = ? AND anchor > 0')
      .run(this.#federation())
    for (const [index, nodeId] of nodeIds.entries()) {
      this.#database
        .prepare('UPDATE members SET anchor = ? WHERE federation = ? AND node = ?')
        .run(index + 1, this.#federation(), nodeId)
    }
  }

  setProfile(nodeId: NodeId, profile: NodeProfile): void {
    const { name, place, addresses } = profile
    this.#database
      .prepare('INSERT OR REPLACE INTO profiles VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(
        ...[this.#federation(), nodeId, name],
        ...[
          place?.latitude ?? null,
          place?.longitude ?? null,
          place?.radiusKm ?? null,
          JSON.stringify(addresses),
        ],
      )
  }

  addMirror(nodeId: NodeId, mirror: { readonly mirrorId: MirrorId; readonly name: string }): void {
    this.#database
      .prepare('INSERT OR IGNORE INTO known_mirrors (federation, node, mirror, name) VALUES (?, ?, ?, ?)')
      .run(this.#federation(), nodeId, mirror.mirrorId, mirror.name)
  }

  mirrorsOf(nodeId: NodeId): KnownMirror[] {
    return this.#database
      .prepare('SELECT * FROM known_mirrors WHERE federation = ? AND node = ? ORDER BY name')
      .all<MirrorRow>(this.#federation(), nodeId)
      .map((row) => ({ mirrorId: row.mirror, name: row.name }))
  }
}

function toMember(row: MemberRow): Member {
  const { latitude, longitude, radius_km: radiusKm } = row
  const place: Place | null =
    latitude === null || longitude === null || radiusKm === null ? null : { latitude, longitude, radiusKm }
  return {
    nodeId: row.node,
    pinned: row.pinned !== 0,
    lastHeardMs: row.last_heard_ms,
    lastAddress: row.last_address,
    introducedBy: row.introduced_by,
    reachedAtMs: row.reached_at_ms,
    anchor: row.anchor > 0,
    profile:
      row.name === null
        ? null
        : { name: row.name, place, addresses: JSON.parse(row.addresses ?? '[]') as string[] },
  }
}
