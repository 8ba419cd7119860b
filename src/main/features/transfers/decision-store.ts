import type { FederationId, NodeId, TransferId } from '../../../shared/kernel/ids.ts'
import { plainBytes } from '../../platform/bytes.ts'
import type { Database, Row } from '../../storage/database.ts'
import type { Migration } from '../../storage/migrate.ts'

export const decisionMigrations: readonly Migration[] = [
  {
    id: 'decisions-001',
    sql: `
      CREATE TABLE transfer_decisions (
        transfer TEXT PRIMARY KEY,
        federation TEXT NOT NULL,
        peer TEXT NOT NULL,
        settled_hash BLOB NOT NULL,
        opened_at_ms INTEGER NOT NULL,
        settle_at_ms INTEGER NOT NULL,
        slot_ms INTEGER NOT NULL,
        state TEXT NOT NULL,
        matched_at_ms INTEGER,
        own_consent BLOB,
        peer_consent BLOB
      ) STRICT;
      CREATE TABLE transfer_votes (
        transfer TEXT NOT NULL,
        mirror TEXT NOT NULL,
        sealed BLOB NOT NULL,
        PRIMARY KEY (transfer, mirror)
      ) STRICT;`,
  },
]

/** What both sides have agreed to decide on. */
export interface DecisionTerms {
  readonly transferId: TransferId
  readonly peer: NodeId
  /** SHA-256 of the encoded SettledTerms. */
  readonly settledHash: Uint8Array
  /** When it ends by itself. */
  readonly settleAtMs: number
  readonly slotMs: number
}

export interface Decision extends DecisionTerms {
  readonly federationId: FederationId
  readonly openedAtMs: number
  readonly state: 'deciding' | 'confirming' | 'agreed' | 'closed'
  /** When both were first seen to have said yes; null before. */
  readonly matchedAtMs: number | null
  /** An encoded TransferConsent. From here on this side cannot close by itself. */
  readonly ownConsent: Uint8Array | null
  readonly peerConsent: Uint8Array | null
}

interface DecisionRow extends Row {
  readonly transfer: TransferId
  readonly federation: FederationId
  readonly peer: NodeId
  readonly settled_hash: Uint8Array
  readonly opened_at_ms: number
  readonly settle_at_ms: number
  readonly slot_ms: number
  readonly state: Decision['state']
  readonly matched_at_ms: number | null
  readonly own_consent: Uint8Array | null
  readonly peer_consent: Uint8Array | null
}

/** How far each decision has come. Nothing in here depends on an answer before both said yes. Writes belong inside `Database.write`. */
export class DecisionStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  insert(terms: DecisionTerms, opening: Pick<Decision, 'federationId' | 'openedAtMs'>): void {
    const { transferId, peer, settledHash, settleAtMs, slotMs } = terms
    this.#database
      .prepare(
        `INSERT INTO transfer_decisions
           (transfer, federation, peer, settled_hash, opened_at_ms, settle_at_ms, slot_ms, state)
         VALUES (?, ?, ?, ?, ?, ?, ?, 'deciding')`,
      )
      .run(transferId, opening.federationId, peer, settledHash, opening.openedAtMs, settleAtMs, slotMs)
  }

  find(transferId: TransferId): Decision | null {
    const sql = 'SELECT * FROM transfer_decisions WHERE transfer = ?'
    const row = this.#database.prepare(sql).get<DecisionRow>(transferId)
    return row === undefined ? null : toDecision(row)
  }

  /** Those that time, or the other side, has yet to bring to an end. */
  unfinished(): readonly Decision[] {
    const sql = `SELECT * FROM transfer_decisions WHERE state IN ('deciding', 'confirming') ORDER BY transfer`
    return this.#database.prepare(sql).all<DecisionRow>().map(toDecision)
  }

  setState(transferId: TransferId, state: Decision['state']): void {
    this.#database
      .prepare('UPDATE transfer_decisions SET state = ? WHERE transfer = ?')
      .run(state, transferId)
  }

  setMatched(transferId: TransferId, atMs: number): void {
    this.#database
      .prepare("UPDATE transfer_decisions SET state = 'confirming', matched_at_ms = ? WHERE transfer = ?")
      .run(atMs, transferId)
  }

  setOwnConsent(transferId: TransferId, consent: Uint8Array): void {
    this.#database
      .prepare('UPDATE transfer_decisions SET own_consent = ? WHERE transfer = ?')
      .run(consent, transferId)
  }

  setPeerConsent(transferId: TransferId, consent: Uint8Array): void {
    this.#database
      .prepare('UPDATE transfer_decisions SET peer_consent = ? WHERE transfer = ?')
      .run(consent, transferId)
  }
}

const toDecision = (row: DecisionRow): Decision => ({
  transferId: row.transfer,
  federationId: row.federation,
  peer: row.peer,
  settledHash: plainBytes(row.settled_hash),
  openedAtMs: row.opened_at_ms,
  settleAtMs: row.settle_at_ms,
  slotMs: row.slot_ms,
  state: row.state,
  matchedAtMs: row.matched_at_ms,
  ownConsent: row.own_consent === null ? null : plainBytes(row.own_consent),
  peerConsent: row.peer_consent === null ? null : plainBytes(row.peer_consent),
})
