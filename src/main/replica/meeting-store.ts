import type { FederationId, NodeId } from '../../shared/kernel/ids.ts'
import type { Database, Row } from '../storage/database.ts'
import type { EntryKind } from './entry.ts'

/** Meetings kept with one neighbour, the oldest go first. Chosen here: some weeks of days with two each. */
const MAX_MEETINGS = 50

/** Entries by kind. */
export type KindCounts = Readonly<Partial<Record<EntryKind, number>>>

/** What passed between two Nodes when they compared what they hold. */
export interface Meeting {
  /** The application's clock. */
  readonly beganAtMs: number
  readonly endedAtMs: number
  /** Whether both held the same in the end. */
  readonly level: boolean
  /** Everything said in it, by us and by them. */
  readonly sentBytes: number
  readonly receivedBytes: number
  /** Of both, what went into finding out who lacks what. */
  readonly comparedBytes: number
  /** How much both hold in the end, as far as it is compared. */
  readonly items: number
  /** Entries of whomever that they now hold, and had from us. */
  readonly given: KindCounts
  readonly taken: KindCounts
  /** Of those given, what this Node said itself: what they learned about us. */
  readonly learned: KindCounts
}

interface MeetingRow extends Row {
  readonly began_at_ms: number
  readonly ended_at_ms: number
  readonly level: number
  readonly sent_bytes: number
  readonly received_bytes: number
  readonly compared_bytes: number
  readonly items: number
  readonly given: string
  readonly taken: string
  readonly learned: string
}

/** What was said and learned at meetings with neighbours. */
export class MeetingStore {
  readonly #database: Database
  readonly #federation: FederationId

  constructor(deps: { readonly database: Database }, options: { readonly federationId: FederationId }) {
    this.#database = deps.database
    this.#federation = options.federationId
  }

  add(nodeId: NodeId, meeting: Meeting): void {
    const { given, taken, learned } = meeting
    this.#database
      .prepare('INSERT INTO meetings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        ...[this.#federation, nodeId, meeting.beganAtMs, meeting.endedAtMs, Number(meeting.level)],
        ...[meeting.sentBytes, meeting.receivedBytes, meeting.comparedBytes, meeting.items],
        ...[given, taken, learned].map((counts) => JSON.stringify(counts)),
      )
    this.#database
      .prepare(
        `DELETE FROM meetings WHERE federation = ? AND node = ? AND rowid NOT IN (
           SELECT rowid FROM meetings WHERE federation = ? AND node = ? ORDER BY rowid DESC LIMIT ?)`,
      )
      .run(this.#federation, nodeId, this.#federation, nodeId, MAX_MEETINGS)
  }

  /** The newest first. */
  with(nodeId: NodeId, limit: number): Meeting[] {
    return this.#database
      .prepare('SELECT * FROM meetings WHERE federation = ? AND node = ? ORDER BY rowid DESC LIMIT ?')
      .all<MeetingRow>(this.#federation, nodeId, limit)
      .map(toMeeting)
  }
}

const toMeeting = (row: MeetingRow): Meeting => ({
  beganAtMs: row.began_at_ms,
  endedAtMs: row.ended_at_ms,
  level: row.level !== 0,
  sentBytes: row.sent_bytes,
  receivedBytes: row.received_bytes,
  comparedBytes: row.compared_bytes,
  items: row.items,
  given: JSON.parse(row.given) as KindCounts,
  taken: JSON.parse(row.taken) as KindCounts,
  learned: JSON.parse(row.learned) as KindCounts,
})
