import type { Migration } from '../storage/migrate.ts'

/**
 * Everything of one federation stands under its id: after a change of
 * federation the earlier rows stay as an archive.
 */
export const replicaMigrations: readonly Migration[] = [
  {
    id: 'replica-001',
    sql: `
      CREATE TABLE entries (
        id TEXT PRIMARY KEY, federation TEXT NOT NULL, stream TEXT NOT NULL, kind TEXT NOT NULL,
        author TEXT NOT NULL, epoch_ms INTEGER NOT NULL, epoch_random TEXT NOT NULL, sequence INTEGER NOT NULL,
        slot TEXT NOT NULL, wall_ms INTEGER NOT NULL, counter INTEGER NOT NULL,
        body BLOB NOT NULL, payload BLOB NOT NULL, node_signature BLOB NOT NULL, mirror_signature BLOB NOT NULL,
        received_at_ms INTEGER NOT NULL, hops INTEGER NOT NULL, via TEXT
      ) STRICT;
      CREATE UNIQUE INDEX entries_of_logs ON entries (federation, author, epoch_ms, epoch_random, sequence) WHERE stream = 'log';
      CREATE UNIQUE INDEX entries_of_latest ON entries (federation, author, kind, slot) WHERE stream = 'latest';

      -- How far each log is held without a gap.
      CREATE TABLE heads (
        federation TEXT NOT NULL, author TEXT NOT NULL, epoch_ms INTEGER NOT NULL, epoch_random TEXT NOT NULL,
        next_sequence INTEGER NOT NULL, head_id TEXT,
        PRIMARY KEY (federation, author, epoch_ms, epoch_random)
      ) STRICT;

      -- What an author's newer epoch says of an older one.
      CREATE TABLE closed_epochs (
        federation TEXT NOT NULL, author TEXT NOT NULL, epoch_ms INTEGER NOT NULL, epoch_random TEXT NOT NULL,
        last_sequence INTEGER NOT NULL,
        PRIMARY KEY (federation, author, epoch_ms, epoch_random)
      ) STRICT;

      -- The epoch this Node writes under, one row a federation.
      CREATE TABLE own_epochs (
        federation TEXT PRIMARY KEY, epoch_ms INTEGER NOT NULL, epoch_random TEXT NOT NULL,
        latest_sequence INTEGER NOT NULL, superseded INTEGER NOT NULL, reopen INTEGER NOT NULL
      ) STRICT;

      -- Ids taken in, kept 90 days: a superseded entry is not taken in again.
      CREATE TABLE seen (id TEXT PRIMARY KEY, at_ms INTEGER NOT NULL) STRICT;
      CREATE INDEX seen_by_age ON seen (at_ms);

      -- Sound entries dated ahead of our clock, kept until their time.
      CREATE TABLE held (
        id TEXT PRIMARY KEY, federation TEXT NOT NULL, until_ms INTEGER NOT NULL,
        body BLOB NOT NULL, payload BLOB NOT NULL, node_signature BLOB NOT NULL, mirror_signature BLOB NOT NULL,
        hops INTEGER NOT NULL, via TEXT NOT NULL
      ) STRICT;

      -- Which neighbour is known to hold which entry.
      CREATE TABLE receipts (id TEXT NOT NULL, node TEXT NOT NULL, PRIMARY KEY (id, node)) STRICT, WITHOUT ROWID;

      -- Proof that an author signed two entries for one place: both are kept.
      CREATE TABLE equivocations (
        federation TEXT NOT NULL, author TEXT NOT NULL, epoch_ms INTEGER NOT NULL, epoch_random TEXT NOT NULL,
        sequence INTEGER NOT NULL, first_id TEXT NOT NULL, second_id TEXT NOT NULL,
        body BLOB NOT NULL, payload BLOB NOT NULL, node_signature BLOB NOT NULL, mirror_signature BLOB NOT NULL,
        at_ms INTEGER NOT NULL,
        PRIMARY KEY (first_id, second_id)
      ) STRICT;
    `,
  },
  {
    id: 'replica-002',
    sql: `
      -- What passed when two Nodes compared what they hold; given, taken and learned count entries by kind, as JSON.
      CREATE TABLE meetings (
        federation TEXT NOT NULL, node TEXT NOT NULL, began_at_ms INTEGER NOT NULL, ended_at_ms INTEGER NOT NULL,
        level INTEGER NOT NULL, sent_bytes INTEGER NOT NULL, received_bytes INTEGER NOT NULL,
        compared_bytes INTEGER NOT NULL, items INTEGER NOT NULL,
        given TEXT NOT NULL, taken TEXT NOT NULL, learned TEXT NOT NULL
      ) STRICT;
      CREATE INDEX meetings_by_node ON meetings (federation, node);
    `,
  },
  {
    id: 'replica-003',
    sql: `
      -- When this Node learned it; null where no time was kept, which is earlier than any that was.
      ALTER TABLE receipts ADD COLUMN at_ms INTEGER;
    `,
  },
]
