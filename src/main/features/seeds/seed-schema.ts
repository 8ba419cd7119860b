import type { Migration } from '../../storage/migrate.ts'

export const seedMigrations: readonly Migration[] = [
  {
    id: 'seeds-001',
    sql: `
      CREATE TABLE seeds (
        federation TEXT NOT NULL,
        hash TEXT NOT NULL,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        checks TEXT NOT NULL,
        state TEXT NOT NULL,
        received_at_ms INTEGER NOT NULL,
        handled_by TEXT,
        handled_at_ms INTEGER,
        refused_reason TEXT,
        words TEXT NOT NULL,
        PRIMARY KEY (federation, hash)
      ) STRICT;
      CREATE INDEX seeds_by_arrival ON seeds (federation, received_at_ms);
      CREATE INDEX seeds_by_state ON seeds (state);
      CREATE TABLE seed_documents (
        id TEXT PRIMARY KEY,
        federation TEXT NOT NULL,
        hash TEXT NOT NULL,
        origin TEXT NOT NULL,
        mirror_name TEXT NOT NULL,
        offered_at_ms INTEGER NOT NULL,
        received_at_ms INTEGER NOT NULL,
        via TEXT NOT NULL,
        replaces TEXT,
        signed BLOB NOT NULL
      ) STRICT;
      CREATE INDEX seed_documents_by_content ON seed_documents (federation, hash);
      CREATE TABLE handbook_layers (
        slug TEXT NOT NULL,
        depth INTEGER NOT NULL,
        seed TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        hash TEXT NOT NULL,
        origin TEXT NOT NULL,
        planted_at_ms INTEGER NOT NULL,
        planted_by TEXT NOT NULL,
        PRIMARY KEY (slug, depth)
      ) STRICT;
      CREATE TABLE seed_acts (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        seed TEXT NOT NULL,
        act TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        mirror_id TEXT NOT NULL,
        by_name TEXT NOT NULL,
        record TEXT NOT NULL,
        credential BLOB NOT NULL,
        signature BLOB NOT NULL
      ) STRICT;
      CREATE INDEX seed_acts_by_seed ON seed_acts (seed, number);`,
  },
  {
    id: 'seeds-002',
    sql: `
      CREATE TABLE seed_offers (
        entry TEXT PRIMARY KEY,
        seed TEXT NOT NULL,
        federation TEXT NOT NULL,
        author TEXT NOT NULL,
        epoch_ms INTEGER NOT NULL,
        epoch_random TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        at_ms INTEGER NOT NULL,
        held_back INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX seed_offers_by_author ON seed_offers (federation, author, epoch_ms, epoch_random, sequence);
      CREATE INDEX seed_offers_passed ON seed_offers (federation, author, at_ms) WHERE held_back = 0;
      CREATE INDEX seed_offers_by_seed ON seed_offers (seed);`,
  },
  {
    id: 'seeds-003',
    sql: `
      CREATE TABLE seed_attachments (
        federation TEXT NOT NULL,
        hash TEXT NOT NULL,
        place INTEGER NOT NULL,
        name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        size_bytes INTEGER NOT NULL,
        root TEXT NOT NULL,
        PRIMARY KEY (federation, hash, place)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX seed_attachments_by_root ON seed_attachments (root);`,
  },
]
