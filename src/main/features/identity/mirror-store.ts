import type { FederationId, MirrorId } from '../../../shared/kernel/ids.ts'
import { plainBytes } from '../../platform/bytes.ts'
import type { Database, Row } from '../../storage/database.ts'
import { NO_TRIES, type PinTries } from './pin-tries.ts'

/** A Mirror of this Node as it is kept. */
export interface OwnMirror {
  readonly mirrorId: MirrorId
  readonly name: string
  readonly mirrorKey: Uint8Array
  /** A sealed box around the Mirror's seed; empty once revoked. */
  readonly wrappedSeed: Uint8Array
  readonly sinceMs: number
  readonly revokedAtMs: number | null
  readonly pinTries: PinTries
}

export type Announcement = 'mirror-credential' | 'mirror-revocation'

interface MirrorRow extends Row {
  readonly mirror_id: string
  readonly name: string
  readonly mirror_key: Uint8Array
  readonly wrapped_seed: Uint8Array
  readonly since_ms: number
  readonly revoked_at_ms: number | null
  readonly tries: number
  readonly blocks: number
  readonly blocked_until_ms: number | null
}

/** The tables of this Node's own Mirrors. Methods that change something run inside `Database.write`. */
export class MirrorStore {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  write<T>(work: () => T): Promise<T> {
    return this.#db.write(work)
  }

  get(mirrorId: MirrorId): OwnMirror | undefined {
    const row = this.#db.prepare('SELECT * FROM own_mirrors WHERE mirror_id = ?').get<MirrorRow>(mirrorId)
    return row && toMirror(row)
  }

  /** Newest first, revoked ones too. */
  all(): readonly OwnMirror[] {
    const sql = 'SELECT * FROM own_mirrors ORDER BY since_ms DESC, rowid DESC'
    return this.#db.prepare(sql).all<MirrorRow>().map(toMirror)
  }

  active(): readonly OwnMirror[] {
    return this.all().filter((mirror) => mirror.revokedAtMs === null)
  }

  insert(mirror: Omit<OwnMirror, 'revokedAtMs' | 'pinTries'>): void {
    const { mirrorId, name, mirrorKey, wrappedSeed, sinceMs } = mirror
    this.#db
      .prepare(
        `INSERT INTO own_mirrors (mirror_id, name, mirror_key, wrapped_seed, since_ms, tries, blocks)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(mirrorId, name, mirrorKey, wrappedSeed, sinceMs, NO_TRIES.tries, NO_TRIES.blocks)
  }

  setPinTries(mirrorId: MirrorId, { tries, blocks, blockedUntilMs }: PinTries): void {
    this.#db
      .prepare('UPDATE own_mirrors SET tries = ?, blocks = ?, blocked_until_ms = ? WHERE mirror_id = ?')
      .run(tries, blocks, blockedUntilMs, mirrorId)
  }

  setWrappedSeed(mirrorId: MirrorId, wrappedSeed: Uint8Array): void {
    this.#db.prepare('UPDATE own_mirrors SET wrapped_seed = ? WHERE mirror_id = ?').run(wrappedSeed, mirrorId)
  }

  /** The wrapped key goes with it: what is revoked cannot sign again, here or from a copy made later. */
  setRevoked(mirrorId: MirrorId, atMs: number): void {
    this.#db
      .prepare(
        "UPDATE own_mirrors SET revoked_at_ms = ?, wrapped_seed = x'' WHERE mirror_id = ? AND revoked_at_ms IS NULL",
      )
      .run(atMs, mirrorId)
  }

  /** The federations in whose log this stands. */
  announcedIn(mirrorId: MirrorId, kind: Announcement): readonly FederationId[] {
    const sql = 'SELECT federation FROM mirror_announcements WHERE mirror_id = ? AND kind = ?'
    const rows = this.#db.prepare(sql).all<{ federation: FederationId }>(mirrorId, kind)
    return rows.map((row) => row.federation)
  }

  setAnnounced(mirrorId: MirrorId, federationId: FederationId, kind: Announcement): void {
    const sql = 'INSERT OR IGNORE INTO mirror_announcements (mirror_id, federation, kind) VALUES (?, ?, ?)'
    this.#db.prepare(sql).run(mirrorId, federationId, kind)
  }
}

function toMirror(row: MirrorRow): OwnMirror {
  return {
    mirrorId: row.mirror_id as MirrorId,
    name: row.name,
    mirrorKey: plainBytes(row.mirror_key),
    wrappedSeed: plainBytes(row.wrapped_seed),
    sinceMs: row.since_ms,
    revokedAtMs: row.revoked_at_ms,
    pinTries: { tries: row.tries, blocks: row.blocks, blockedUntilMs: row.blocked_until_ms },
  }
}
