import type { EntryId, FederationId, NodeId } from '../../shared/kernel/ids.ts'
import { toRawEnvelope } from '../replica/entry-store.ts'
import { parseEnvelope, verifyEnvelope } from '../replica/envelope-codec.ts'
import type { Row } from '../storage/database.ts'
import { CREDIT_WINDOW_BYTES, MAX_FRAME_BYTES } from '../wire/limits.ts'
import type { QueuedBytes } from './lane-tally.ts'
import type { NodeTables } from './node-tables.ts'

/** What may wait for one neighbour on either stream, and in a session, which takes one frame more. Source: docs/protocol.md, "Lanes". */
const LANE_CAP_BYTES = 4 * 1024 * 1024
export const QUEUE_CAPS_BYTES: QueuedBytes = {
  alert: LANE_CAP_BYTES,
  main: LANE_CAP_BYTES,
  sealed: LANE_CAP_BYTES + MAX_FRAME_BYTES,
}
/** Entries dated ahead that a Node keeps. Source: docs/protocol.md, "Time". */
const HELD_CAP = 2_000
/** What people may have said to one Node, and offered it, that it does not have yet. Source: docs/protocol.md, "Limits". */
const TALK_WAITING_CAP = 200
const OFFERS_WAITING_CAP = 20
/** What may stand before an alert on a line: the window, and the frame that may always go. Source: docs/protocol.md, "Lanes". */
export const AHEAD_CAP_BYTES = CREDIT_WINDOW_BYTES + MAX_FRAME_BYTES
/** Ranges of one level that may leave in a day. Source: docs/security.md, "Reports". */
const RELEASES_PER_DAY = 2

/** Something that a Node said was done. */
export interface Act {
  readonly nodeId: NodeId
  readonly id: EntryId
}

/** An honest Node that is up, as somebody sees it who reads its tables. */
export interface SeenNode {
  readonly nodeId: NodeId
  readonly name: string
  readonly tables: Pick<NodeTables, 'count' | 'rows' | 'decided'>
  /** What its people had decided when nobody had done anything since. */
  readonly decidedBefore: string
}

/** A world at one moment. */
export interface Sight {
  readonly nodes: readonly SeenNode[]
  readonly honest: ReadonlySet<NodeId>
  readonly acts: readonly Act[]
  /** What liars made up: no honest Node may take it. */
  readonly forged: readonly EntryId[]
  readonly lanes: {
    readonly overtaken: number
    readonly passed: number
    readonly aheadOfAlertBytes: number
    readonly queuedBytes: QueuedBytes
  }
}

/** Something that holds at every moment, whatever happens. */
export interface Invariant {
  readonly name: string
  /** Looked at now and then only, and at rest. */
  readonly isDear: boolean
  /** What contradicts it now, in words. */
  findings(sight: Sight): readonly string[]
}

interface EnvelopeRow extends Row {
  readonly federation: FederationId
  readonly body: Uint8Array
  readonly payload: Uint8Array
  readonly node_signature: Uint8Array
  readonly mirror_signature: Uint8Array
}

/** One that holds at each Node by itself. */
const atEach = (
  name: string,
  isBroken: (node: SeenNode, sight: Sight) => boolean,
  { isDear = false } = {},
): Invariant => ({
  name,
  isDear,
  findings: (sight) =>
    sight.nodes.filter((node) => isBroken(node, sight)).map((node) => `${node.name}: ${name}`),
})

const overall = (name: string, isBroken: (sight: Sight) => boolean): Invariant => ({
  name,
  isDear: false,
  findings: (sight) => (isBroken(sight) ? [name] : []),
})

const ENTRIES_AMONG = 'SELECT count(*) FROM entries WHERE id IN (SELECT value FROM json_each(?))'
const SEEN_AMONG = 'SELECT count(*) FROM seen WHERE id IN (SELECT value FROM json_each(?))'
const GAPS = `SELECT count(*) FROM heads WHERE next_sequence != (
  SELECT count(*) FROM entries WHERE stream = 'log' AND entries.federation = heads.federation
  AND entries.author = heads.author AND entries.epoch_ms = heads.epoch_ms
  AND entries.epoch_random = heads.epoch_random AND sequence < next_sequence)`
const NEWEST_ALERTS = `SELECT federation, body, payload, node_signature, mirror_signature FROM entries
  WHERE kind = 'alert' ORDER BY received_at_ms DESC LIMIT 10`
const NEVER_SHOWN = `SELECT count(*) FROM entries WHERE kind = 'alert' AND id NOT IN (SELECT id FROM alerts)`
const UNPLANTED = `SELECT count(*) FROM handbook_layers
  WHERE seed NOT IN (SELECT seed FROM seed_acts WHERE act = 'plant')`
const ONE_SIDED = `SELECT count(*) FROM transfers WHERE phase IN ('agreed', 'under-way', 'received')
  AND id NOT IN (SELECT transfer FROM transfer_decisions WHERE own_consent IS NOT NULL AND peer_consent IS NOT NULL)`
const RELEASES = `SELECT coalesce(max(n), 0) FROM
  (SELECT count(*) AS n FROM resource_releases GROUP BY resource, day)`

const TALK_WAITING = `SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM talk_messages
  WHERE delivery <> 'seen' GROUP BY federation, peer)`
const OFFERS_WAITING = `SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM files
  WHERE phase = 'offered' GROUP BY federation, peer, own)`

/** What no fault and no liar may bring about. Scenarios in which people do more than raise alerts say what they did. */
export const INVARIANTS: readonly Invariant[] = [
  atEach('an act that was acknowledged is lost', ({ nodeId, tables }, { acts }) => {
    const own = acts.filter((act) => act.nodeId === nodeId).map(({ id }) => id)
    return tables.count(ENTRIES_AMONG, JSON.stringify(own)) < own.length
  }),
  atEach('a log counts as whole that has a gap', ({ tables }) => tables.count(GAPS) > 0),
  atEach('an alert that is stored is not shown', ({ tables }) => tables.count(NEVER_SHOWN) > 0),
  atEach('an honest Node stands there as one that signs twice', ({ tables }, { honest }) =>
    tables
      .rows<{ author: NodeId }>('SELECT DISTINCT author FROM equivocations')
      .some(({ author }) => honest.has(author)),
  ),
  atEach(
    'something forged is taken',
    ({ tables }, { forged }) => tables.count(SEEN_AMONG, JSON.stringify(forged)) > 0,
  ),
  atEach(
    'an alert stands there that its author did not sign',
    ({ tables }) => tables.rows<EnvelopeRow>(NEWEST_ALERTS).some((row) => !isSigned(row)),
    { isDear: true },
  ),
  atEach(
    'more entries are held for later than may be',
    ({ tables }) => tables.count('SELECT count(*) FROM held') > HELD_CAP,
  ),
  atEach(
    'more messages wait for one Node than may',
    ({ tables }) => tables.count(TALK_WAITING) > TALK_WAITING_CAP,
  ),
  atEach(
    'more offers of files wait between two Nodes than may',
    ({ tables }) => tables.count(OFFERS_WAITING) > OFFERS_WAITING_CAP,
  ),
  atEach(
    'something is decided that no Mirror decided',
    (node) => node.tables.decided() !== node.decidedBefore,
  ),
  atEach('a seed is planted that no Mirror planted', ({ tables }) => tables.count(UNPLANTED) > 0),
  atEach('a transfer goes ahead without two green lights', ({ tables }) => tables.count(ONE_SIDED) > 0),
  atEach(
    'more ranges of a level left in a day than may',
    ({ tables }) => tables.count(RELEASES) > RELEASES_PER_DAY,
    { isDear: true },
  ),
  overall('something set out before an alert that came first', ({ lanes }) => lanes.overtaken > 0),
  overall('something set out before what is more urgent', ({ lanes }) => lanes.passed > 0),
  overall(
    'more of what is no alert stood before one on a line than may',
    ({ lanes }) => lanes.aheadOfAlertBytes > AHEAD_CAP_BYTES,
  ),
  overall('more waits for one neighbour than may', ({ lanes: { queuedBytes } }) =>
    (['alert', 'main', 'sealed'] as const).some((queue) => queuedBytes[queue] > QUEUE_CAPS_BYTES[queue]),
  ),
]

function isSigned(row: EnvelopeRow): boolean {
  const parsed = parseEnvelope(toRawEnvelope(row), row.federation)
  return typeof parsed !== 'string' && typeof verifyEnvelope(parsed) !== 'string'
}

/** What contradicts any of them now. */
export const findings = (sight: Sight, how: { readonly dear: boolean }): readonly string[] =>
  INVARIANTS.filter(({ isDear }) => how.dear || !isDear).flatMap((invariant) => invariant.findings(sight))
