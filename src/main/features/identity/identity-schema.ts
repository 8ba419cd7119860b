import type { Migration } from '../../storage/migrate.ts'

export const identityMigrations: readonly Migration[] = [
  {
    id: 'identity-001',
    sql: `
      -- The Mirrors of this Node. wrapped_seed is a sealed box, emptied on revocation.
      CREATE TABLE own_mirrors (
        mirror_id TEXT PRIMARY KEY, name TEXT NOT NULL, mirror_key BLOB NOT NULL, wrapped_seed BLOB NOT NULL,
        since_ms INTEGER NOT NULL, revoked_at_ms INTEGER,
        tries INTEGER NOT NULL, blocks INTEGER NOT NULL, blocked_until_ms INTEGER
      ) STRICT;

      -- What of them stands in this Node's log, in each federation it has been in.
      CREATE TABLE mirror_announcements (
        mirror_id TEXT NOT NULL REFERENCES own_mirrors (mirror_id), federation TEXT NOT NULL, kind TEXT NOT NULL,
        PRIMARY KEY (mirror_id, federation, kind)
      ) STRICT, WITHOUT ROWID;

      -- Revocations by any Node, with their place in its log: earlier acts keep standing.
      CREATE TABLE mirror_revocations (
        federation TEXT NOT NULL, node TEXT NOT NULL, mirror_id TEXT NOT NULL,
        epoch_ms INTEGER NOT NULL, epoch_random TEXT NOT NULL, sequence INTEGER NOT NULL,
        wall_ms INTEGER NOT NULL, counter INTEGER NOT NULL,
        PRIMARY KEY (federation, node, mirror_id, epoch_ms, epoch_random, sequence)
      ) STRICT, WITHOUT ROWID;

      -- When the owner last did what keeps a Node safe.
      CREATE TABLE backup_marks (name TEXT PRIMARY KEY, at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    `,
  },
]
