import { createHash } from 'node:crypto'
import { toHex } from '../platform/bytes.ts'
import { Database, type Row, type SqlValue } from '../storage/database.ts'

/**
 * What only people of a Node change, and the columns that say it. A Mirror's
 * tries at a PIN are left out: a start changes them.
 */
const OF_PEOPLE: readonly string[] = [
  'SELECT mirror_id, name, revoked_at_ms FROM own_mirrors',
  'SELECT * FROM alert_handlings',
  'SELECT * FROM seed_acts',
  'SELECT * FROM handbook_layers',
  'SELECT * FROM transfers',
  'SELECT * FROM transfer_decisions',
  'SELECT * FROM transfer_votes',
  'SELECT * FROM resource_readings',
  'SELECT * FROM resource_settings',
  'SELECT * FROM resource_accuracies',
  'SELECT * FROM settings',
]

/** A second reader of a virtual Node's database, beside the Node. To be closed before the Node dies. */
export class NodeTables {
  readonly #database: Database
  #seenVersion = 0

  constructor(databasePath: string) {
    this.#database = Database.open(databasePath)
  }

  rows<T extends Row>(sql: string, ...values: readonly SqlValue[]): readonly T[] {
    return this.#database.prepare(sql).all<T>(...values)
  }

  /** The only value of the only row. */
  count(sql: string, ...values: readonly SqlValue[]): number {
    return Number(Object.values(this.#database.prepare(sql).get(...values) ?? {})[0] ?? 0)
  }

  /** Whether the Node has written anything since this was asked last. Source: SQLite, "PRAGMA data_version". */
  hasNews(): boolean {
    const before = this.#seenVersion
    this.#seenVersion = this.count('PRAGMA data_version')
    return this.#seenVersion !== before
  }

  /** All that people of this Node have decided, as one digest. */
  decided(): string {
    return digestOf(OF_PEOPLE.flatMap((sql) => this.rows(sql).map(textOf)))
  }

  /** Every row of every table, as one digest. */
  digest(): string {
    const tables = this.rows<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
    )
    return digestOf(
      tables.flatMap(({ name }) => [name, ...this.rows(`SELECT * FROM "${name}"`).map(textOf).sort()]),
    )
  }

  close(): void {
    this.#database.close()
  }
}

const textOf = (row: Row): string =>
  Object.entries(row)
    .map(([column, value]) => `${column}=${value instanceof Uint8Array ? toHex(value) : String(value)}`)
    .join(' ')

const digestOf = (lines: readonly string[]): string =>
  createHash('sha256').update(lines.join('\n')).digest('hex')
