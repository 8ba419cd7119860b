import type { TransferPhase } from '../../../shared/contract/transfers.ts'
import type { FederationId, NodeId, TransferId } from '../../../shared/kernel/ids.ts'
import type { Database, Row } from '../../storage/database.ts'
import type { Migration } from '../../storage/migrate.ts'
import { decodeSettled, decodeTerms } from './transfer-codec.ts'
import type { GivenReceipt, Receipts, Transfer } from './transfer-types.ts'

export const transferMigrations: readonly Migration[] = [
  {
    id: 'transfers-001',
    sql: `
      CREATE TABLE transfers (
        federation TEXT NOT NULL,
        id TEXT NOT NULL,
        peer TEXT NOT NULL,
        role TEXT NOT NULL,
        phase TEXT NOT NULL,
        terms BLOB NOT NULL,
        proposed_here INTEGER NOT NULL,
        proposed_at_ms INTEGER NOT NULL,
        offered_at_ms INTEGER NOT NULL,
        settled BLOB,
        outcome TEXT,
        closed_at_ms INTEGER,
        signed_here TEXT NOT NULL,
        signed_there TEXT NOT NULL,
        PRIMARY KEY (federation, id)
      ) STRICT;
      CREATE INDEX transfers_by_time ON transfers (federation, offered_at_ms);
      CREATE TABLE transfer_messages (
        place INTEGER PRIMARY KEY,
        federation TEXT NOT NULL,
        transfer TEXT NOT NULL,
        own INTEGER NOT NULL,
        number INTEGER NOT NULL,
        payload BLOB NOT NULL,
        payload_hash TEXT NOT NULL,
        mirror_name TEXT,
        delivery TEXT,
        UNIQUE (federation, transfer, own, number)
      ) STRICT;
      CREATE INDEX transfer_messages_waiting ON transfer_messages (federation, delivery) WHERE delivery <> 'seen';
      CREATE INDEX transfer_messages_by_hash ON transfer_messages (payload_hash) WHERE own = 1;
      CREATE TABLE transfer_receipts (
        federation TEXT NOT NULL,
        transfer TEXT NOT NULL,
        own INTEGER NOT NULL,
        quantity REAL NOT NULL,
        condition TEXT NOT NULL,
        booked INTEGER NOT NULL,
        mirror_name TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        PRIMARY KEY (federation, transfer, own)
      ) STRICT;`,
  },
  {
    id: 'transfers-002',
    sql: `
      CREATE TABLE transfer_arrivals (
        federation TEXT NOT NULL,
        peer TEXT NOT NULL,
        at_ms INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX transfer_arrivals_by_peer ON transfer_arrivals (federation, peer, at_ms);`,
  },
]

/** Which transfers, and how many at most; newest offer first. */
export interface TransfersQuery {
  readonly phase: TransferPhase | null
  readonly beforeMs: number
  readonly limit: number
}

/** The transfers of each federation this Node was in, and their receipts. Writes belong inside `Database.write`. */
export class TransferStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  get(federation: FederationId, id: TransferId): Transfer | null {
    const sql = 'SELECT * FROM transfers WHERE federation = ? AND id = ?'
    const row = this.#database.prepare(sql).get<TransferRow>(federation, id)
    return row === undefined ? null : toTransfer(row)
  }

  /** Whether another federation that this Node was in has a transfer of this name. */
  isOfAnother(federation: FederationId, id: TransferId): boolean {
    const sql = 'SELECT 1 FROM transfers WHERE id = ? AND federation <> ?'
    return this.#database.prepare(sql).get(id, federation) !== undefined
  }

  put(federation: FederationId, transfer: Transfer): void {
    const { id, peer, role, phase, proposed, settled, outcome, closedAtMs } = transfer
    this.#database
      .prepare('INSERT OR REPLACE INTO transfers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        ...[federation, id, peer, role, phase, proposed.bytes, transfer.proposedHere ? 1 : 0],
        ...[transfer.proposedAtMs, transfer.offeredAtMs, settled?.bytes ?? null, outcome, closedAtMs],
        ...[JSON.stringify(transfer.signedHere), JSON.stringify(transfer.signedThere)],
      )
  }

  /** Newest offer first. The rest of the last millisecond comes beyond `limit`, so that `beforeMs` skips nothing. */
  list(federation: FederationId, { phase, beforeMs, limit }: TransfersQuery): Transfer[] {
    const sql = `SELECT * FROM transfers WHERE rowid IN (
        SELECT place FROM (SELECT rowid AS place, RANK() OVER (ORDER BY offered_at_ms DESC) AS rank FROM transfers
          WHERE federation = ? AND offered_at_ms < ? AND (? IS NULL OR phase = ?)) WHERE rank <= ?)
      ORDER BY offered_at_ms DESC, rowid DESC`
    return this.#database
      .prepare(sql)
      .all<TransferRow>(federation, beforeMs, phase, phase, limit)
      .map(toTransfer)
  }

  /** Open transfers in which this Node would give. */
  givenFrom(federation: FederationId): Transfer[] {
    const sql = "SELECT * FROM transfers WHERE federation = ? AND phase <> 'closed' AND role = 'giver'"
    return this.#database.prepare(sql).all<TransferRow>(federation).map(toTransfer)
  }

  /** What was agreed to here and not yet answered. */
  awaited(federation: FederationId): Transfer[] {
    const sql = "SELECT * FROM transfers WHERE federation = ? AND phase = 'offered' AND settled IS NOT NULL"
    return this.#database.prepare(sql).all<TransferRow>(federation).map(toTransfer)
  }

  /** Nodes with whom there is an open transfer. */
  openPeers(federation: FederationId): NodeId[] {
    const sql = "SELECT DISTINCT peer FROM transfers WHERE federation = ? AND phase <> 'closed'"
    return this.#database
      .prepare(sql)
      .all<{ peer: NodeId }>(federation)
      .map(({ peer }) => peer)
  }

  openWith(federation: FederationId, peer: NodeId): TransferId[] {
    const sql = "SELECT id FROM transfers WHERE federation = ? AND peer = ? AND phase <> 'closed' ORDER BY id"
    return this.#database
      .prepare(sql)
      .all<{ id: TransferId }>(federation, peer)
      .map(({ id }) => id)
  }

  countOpenWith(federation: FederationId, peer: NodeId): number {
    const sql =
      "SELECT COUNT(*) AS open FROM transfers WHERE federation = ? AND peer = ? AND phase <> 'closed'"
    return this.#database.prepare(sql).get<{ open: number }>(federation, peer)?.open ?? 0
  }

  /** Transfers that a peer has begun since, by this Node's clock, whatever became of them. */
  countBegunBy(federation: FederationId, peer: NodeId, sinceMs: number): number {
    const sql =
      'SELECT COUNT(*) AS begun FROM transfer_arrivals WHERE federation = ? AND peer = ? AND at_ms > ?'
    return this.#database.prepare(sql).get<{ begun: number }>(federation, peer, sinceMs)?.begun ?? 0
  }

  /** Note that a peer has begun a transfer now; what was noted up to `forgetUntilMs` is let go. */
  noteBegunBy(
    federation: FederationId,
    peer: NodeId,
    { atMs, forgetUntilMs }: { readonly atMs: number; readonly forgetUntilMs: number },
  ): void {
    this.#database
      .prepare('DELETE FROM transfer_arrivals WHERE federation = ? AND peer = ? AND at_ms <= ?')
      .run(federation, peer, forgetUntilMs)
    this.#database.prepare('INSERT INTO transfer_arrivals VALUES (?, ?, ?)').run(federation, peer, atMs)
  }

  receipts(federation: FederationId, id: TransferId): Receipts {
    const sql = `SELECT own, quantity, condition, booked, mirror_name AS mirrorName, at_ms AS atMs
      FROM transfer_receipts WHERE federation = ? AND transfer = ?`
    const rows = this.#database.prepare(sql).all<ReceiptRow>(federation, id)
    return {
      own: toReceipt(rows.find(({ own }) => own === 1)),
      peer: toReceipt(rows.find(({ own }) => own === 0)),
    }
  }

  /** The first receipt of a side stands. */
  addReceipt(
    federation: FederationId,
    id: TransferId,
    receipt: GivenReceipt & { readonly own: boolean },
  ): void {
    const { own, quantity, condition, booked, mirrorName, atMs } = receipt
    this.#database
      .prepare('INSERT OR IGNORE INTO transfer_receipts VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
      .run(federation, id, own ? 1 : 0, quantity, condition, booked ? 1 : 0, mirrorName, atMs)
  }
}

interface TransferRow extends Row {
  readonly id: TransferId
  readonly peer: NodeId
  readonly role: Transfer['role']
  readonly phase: TransferPhase
  readonly terms: Uint8Array
  readonly proposed_here: number
  readonly proposed_at_ms: number
  readonly offered_at_ms: number
  readonly settled: Uint8Array | null
  readonly outcome: Transfer['outcome']
  readonly closed_at_ms: number | null
  readonly signed_here: string
  readonly signed_there: string
}

function toTransfer(row: TransferRow): Transfer {
  const proposed = decodeTerms(row.terms)
  if (proposed === null) throw new TypeError('stored terms are none')
  return {
    ...{ id: row.id, peer: row.peer, role: row.role, phase: row.phase, outcome: row.outcome, proposed },
    proposedHere: row.proposed_here === 1,
    proposedAtMs: row.proposed_at_ms,
    offeredAtMs: row.offered_at_ms,
    settled: row.settled === null ? null : decodeSettled(row.settled),
    closedAtMs: row.closed_at_ms,
    signedHere: JSON.parse(row.signed_here) as string[],
    signedThere: JSON.parse(row.signed_there) as string[],
  }
}

interface ReceiptRow extends Row, Omit<GivenReceipt, 'booked'> {
  readonly own: number
  readonly booked: number
}

function toReceipt(row: ReceiptRow | undefined): GivenReceipt | null {
  if (row === undefined) return null
  const { quantity, condition, booked, mirrorName, atMs } = row
  return { quantity, condition, booked: booked === 1, mirrorName, atMs }
}
