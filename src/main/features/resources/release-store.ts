import { ACCURACIES, type Accuracy, DEFAULT_ACCURACY } from '../../../shared/contract/privacy.ts'
import type { Database, Row } from '../../storage/database.ts'
import type { Migration } from '../../storage/migrate.ts'
import type { Standing } from './release-step.ts'

export const releaseMigrations: readonly Migration[] = [
  {
    id: 'releases-001',
    sql: `
      CREATE TABLE resource_accuracies (
        resource TEXT PRIMARY KEY,
        within REAL NOT NULL
      ) STRICT;
      CREATE TABLE resource_standing (
        resource TEXT PRIMARY KEY,
        bucket INTEGER NOT NULL,
        period INTEGER NOT NULL,
        within REAL NOT NULL,
        unit TEXT NOT NULL,
        capacity REAL NOT NULL,
        low_steps INTEGER NOT NULL,
        high_steps INTEGER NOT NULL,
        released_at_ms INTEGER NOT NULL,
        held_since_ms INTEGER
      ) STRICT;
      CREATE TABLE resource_releases (
        number INTEGER PRIMARY KEY,
        resource TEXT NOT NULL,
        day INTEGER NOT NULL,
        epsilon_hundredths INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX resource_releases_by_day ON resource_releases (resource, day);`,
  },
]

export interface Spent {
  readonly releases: number
  readonly epsilonHundredths: number
  /** Of the dearest release. */
  readonly epsilonHundredthsMax: number
}

const STANDING = `resource, bucket, period, within, unit, capacity, low_steps AS lowSteps,
  high_steps AS highSteps, released_at_ms AS releasedAtMs, held_since_ms AS heldSinceMs`

/**
 * What has been released of each resource, by this Node as a whole: in whichever
 * federation, and also of a resource that was removed and came back. Writes
 * belong inside `Database.write`.
 */
export class ReleaseStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  accuracy(resource: string): Accuracy {
    const sql = 'SELECT within FROM resource_accuracies WHERE resource = ?'
    const kept = this.#database.prepare(sql).get<{ within: number }>(resource)?.within
    return ACCURACIES.find((within) => within === kept) ?? DEFAULT_ACCURACY
  }

  putAccuracy(resource: string, within: Accuracy): void {
    this.#database.prepare('INSERT OR REPLACE INTO resource_accuracies VALUES (?, ?)').run(resource, within)
  }

  standing(resource: string): Standing | null {
    const sql = `SELECT ${STANDING} FROM resource_standing WHERE resource = ?`
    return this.#database.prepare(sql).get<Standing & Row>(resource) ?? null
  }

  putStanding(standing: Standing): void {
    const { resource, bucket, period, within, unit, capacity, lowSteps, highSteps } = standing
    this.#database
      .prepare('INSERT OR REPLACE INTO resource_standing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        ...[resource, bucket, period, within, unit, capacity, lowSteps, highSteps],
        ...[standing.releasedAtMs, standing.heldSinceMs],
      )
  }

  addRelease(release: {
    readonly resource: string
    readonly day: number
    readonly epsilonHundredths: number
  }): void {
    this.#database
      .prepare('INSERT INTO resource_releases (resource, day, epsilon_hundredths) VALUES (?, ?, ?)')
      .run(release.resource, release.day, release.epsilonHundredths)
  }

  /** What was released on a day (counted from the Unix epoch) and after. */
  spentSince(resource: string, day: number): Spent {
    const sql = `SELECT COUNT(*) AS releases, COALESCE(SUM(epsilon_hundredths), 0) AS epsilonHundredths,
      COALESCE(MAX(epsilon_hundredths), 0) AS epsilonHundredthsMax
      FROM resource_releases WHERE resource = ? AND day >= ?`
    const none = { releases: 0, epsilonHundredths: 0, epsilonHundredthsMax: 0 }
    return this.#database.prepare(sql).get<Spent & Row>(resource, day) ?? none
  }

  /** Date releases after `day` back to it: what is dated later comes from a clock that was wrong. */
  bringBackTo(day: number): void {
    this.#database.prepare('UPDATE resource_releases SET day = ? WHERE day > ?').run(day, day)
  }

  forgetBefore(day: number): void {
    this.#database.prepare('DELETE FROM resource_releases WHERE day < ?').run(day)
  }
}
