import { FILE_PIECE_BYTES } from '../../shared/contract/pieces.ts'
import type { EntryId, FileId, NodeId } from '../../shared/kernel/ids.ts'
import type { Community } from './community.ts'
import type { VirtualNode } from './virtual-node.ts'

/** Alerts raised one after another while nothing is wrong but the links. */
const ALERTS = 5
/** Between two of them: whatever the first set going has come to rest. */
const BETWEEN_MS = 5_000
/** Alerts of one Mirror who does not stop: the author's hour has room for three, the rest is bulk. */
const FLOOD = 60
/** Each as long as may be, in a script of three bytes a character. */
const FLOOD_DETAIL = '水'.repeat(3_000)
/** A file as large as one piece over the bridge: sixteen chunks, of which four are asked for at a time. */
const FILE = Buffer.alloc(FILE_PIECE_BYTES, 'one long film of a well ')
/** Chosen here: finer than any delay on a line. */
const FINE_MS = 10
const SECOND_MS = 1_000
/** Chosen here: what does not happen in so long does not happen. */
const PATIENCE_MS = 120_000

/** An alert, and how it went to everybody. */
export interface Spread {
  readonly id: EntryId
  /** How long it took to each Node but its own; Infinity where it did not come. */
  readonly tookMs: readonly number[]
  readonly hops: number
  readonly copies: number
}

/** Alert after alert among Nodes that are all linked. */
export async function spreadAlerts(community: Community): Promise<readonly Spread[]> {
  const spreads: Spread[] = []
  for (let number = 0; number < ALERTS; number += 1) {
    const author = community.nodes[number % community.nodes.length]
    if (author !== undefined) spreads.push(await spreadOne(community, author, BETWEEN_MS))
  }
  return spreads
}

/** One alert, and `waitMs` for it to get around. */
export async function spreadOne(community: Community, author: VirtualNode, waitMs: number): Promise<Spread> {
  const { id, atMs } = await community.raise(author, { summary: `Seen by ${author.name}` })
  community.chronicle.note(`alert of ${author.name}`)
  for (let passedMs = 0; passedMs < waitMs; passedMs += SECOND_MS) await community.pass(SECOND_MS)
  const others = community.up().filter((node) => node !== author)
  const took = community.watch.spreadMs(id, atMs)
  const hops = others.map(
    (node) => community.tablesOf(node)?.count('SELECT hops FROM alerts WHERE id = ?', id) ?? 0,
  )
  return {
    id,
    tookMs: others.map(({ nodeId }) => took.get(nodeId) ?? Number.POSITIVE_INFINITY),
    hops: Math.max(...hops),
    copies: community.watch.copiesOf(id),
  }
}

/** What an alert met that came into a Node's catching up. */
export interface Overtaking {
  readonly tookMs: number
  /** Entries of the bulk that the Node still lacked when it showed the alert. */
  readonly leftBehind: number
  /** Alerts of the flood that went ahead of everything. */
  readonly wentAhead: number
  /** Nodes that let other alerts ahead than the author of the flood does. */
  readonly disagreeing: number
}

/** One Node is away while a Mirror floods the others; into its catching up another raises an alert. */
export async function overtakeBulk(community: Community): Promise<Overtaking> {
  const [flooder, warner] = community.nodes
  const late = community.nodes.at(-1)
  if (flooder === undefined || warner === undefined || late === undefined)
    throw new RangeError('too few Nodes')
  community.world.cutOff(late.nodeId)
  community.chronicle.note(`${late.name} away, ${flooder.name} floods`)
  const flood: EntryId[] = []
  for (let number = 1; number <= FLOOD; number += 1) {
    const words = { summary: `Flood ${number}`, detail: FLOOD_DETAIL }
    flood.push((await community.raise(flooder, words)).id)
  }
  const lacks = (node: VirtualNode): number => flood.length - countOf(community, node, flood)
  const present = community.nodes.filter((node) => node !== late)
  const informed = (): number => present.filter((node) => lacks(node) === 0).length
  await until(community, SECOND_MS, () => informed() * 2 > present.length)
  community.world.heal()
  community.chronicle.note(`${late.name} back`)
  await until(community, FINE_MS, () => lacks(late) < flood.length)
  const { id, atMs } = await community.raise(warner, { summary: `Seen by ${warner.name}` })
  const shown = (): number | undefined => community.watch.spreadMs(id, atMs).get(late.nodeId)
  await until(community, FINE_MS, () => shown() !== undefined)
  const leftBehind = lacks(late)
  await until(community, SECOND_MS, () => lacks(late) === 0)
  const own = letAheadAt(community, flooder)
  return {
    tookMs: shown() ?? Number.POSITIVE_INFINITY,
    leftBehind,
    wentAhead: flood.filter((one) => community.watch.wentAhead(one)).length,
    disagreeing: community.up().filter((node) => letAheadAt(community, node) !== own).length,
  }
}

/** What an alert met that came into a file on its way. */
export interface FileOvertaking {
  /** How long it took to the last Node that shows it; Infinity where one does not. */
  readonly tookMs: number
  /** Chunks that were still to come when the file's receiver showed the alert. */
  readonly leftBehind: number
  /** Chunks that never came. */
  readonly missing: number
}

/** One Node sends another a file by chunk; in the middle of it the sender raises an alert, over the same lines. */
export async function overtakeFile(community: Community): Promise<FileOvertaking> {
  const sender = community.nodes.at(-1)
  const receiver = community.nodes.find((node) => sender !== undefined && isLinked(community, sender, node))
  if (sender === undefined || receiver === undefined) throw new RangeError('too few Nodes')
  const file = await sendFile(community, sender, receiver)
  const chunks = countAt(community, sender, CHUNKS_OF, file)
  const lacks = (): number =>
    countAt(community, receiver, IS_WHOLE, file) > 0
      ? 0
      : chunks - countAt(community, receiver, CHUNKS_OF, file)
  await until(community, FINE_MS, () => lacks() < chunks)
  const { id, atMs } = await community.raise(sender, { summary: `Seen by ${sender.name}` })
  const shown = (): ReadonlyMap<NodeId, number> => community.watch.spreadMs(id, atMs)
  await until(community, FINE_MS, () => shown().has(receiver.nodeId))
  const leftBehind = lacks()
  await until(community, SECOND_MS, () => lacks() === 0)
  const took = community.up().map(({ nodeId }) => shown().get(nodeId) ?? Number.POSITIVE_INFINITY)
  return { tookMs: Math.max(...took), leftBehind, missing: lacks() }
}

const CHUNKS_OF = 'SELECT count(*) FROM file_chunks WHERE file = ?'
const IS_WHOLE = "SELECT count(*) FROM files WHERE id = ? AND phase = 'done'"
const IS_OFFERED = "SELECT count(*) FROM files WHERE id = ? AND phase = 'offered'"

/** Offered as a page does it, and taken as soon as it is seen over there. */
async function sendFile(community: Community, from: VirtualNode, to: VirtualNode): Promise<FileId> {
  const { chronicle, time } = community
  chronicle.note(`a file from ${from.name} to ${to.name}`)
  const what = { nodeId: to.nodeId, name: 'well.mp4', sizeBytes: FILE.length }
  const { id } = await time.passFor(from.bridge.files.prepare(what))
  await time.passFor(from.bridge.files.addPiece({ id, atByte: 0, bytes: FILE.toString('base64url') }))
  await until(community, FINE_MS, () => countAt(community, to, IS_OFFERED, id) > 0)
  await time.passFor(to.bridge.files.accept({ id }))
  return id
}

const isLinked = ({ world }: Community, a: VirtualNode, b: VirtualNode): boolean =>
  world.network.links().some(({ from, to }) => from === a.nodeId && to === b.nodeId)

const countAt = (community: Community, node: VirtualNode, sql: string, value: string): number =>
  community.tablesOf(node)?.count(sql, value) ?? 0

/**
 * A liar signs two warnings for one place of its log, and tells some the one and some the other.
 *
 * @returns how many of the honest Nodes do not hold the proof
 */
export async function exposeLiar(community: Community): Promise<number> {
  const [liar] = community.liars
  if (liar === undefined) return 0
  liar.signTwice()
  community.chronicle.note('a liar signs twice')
  await community.pass(BETWEEN_MS)
  const proofs = 'SELECT count(*) FROM equivocations WHERE author = ?'
  return community.up().filter((node) => community.tablesOf(node)?.count(proofs, liar.nodeId) === 0).length
}

const HELD = 'SELECT count(*) FROM entries WHERE id IN (SELECT value FROM json_each(?))'

const countOf = (community: Community, node: VirtualNode, ids: readonly EntryId[]): number =>
  countAt(community, node, HELD, JSON.stringify(ids))

/** What of all alerts a Node does not hold back. */
const letAheadAt = (community: Community, node: VirtualNode): string =>
  JSON.stringify(community.tablesOf(node)?.rows('SELECT id FROM alerts WHERE held_back = 0 ORDER BY id'))

/** Let time pass until it holds, or nobody believes in it any more. */
async function until(community: Community, stepMs: number, holds: () => boolean): Promise<void> {
  for (let passedMs = 0; passedMs < PATIENCE_MS && !holds(); passedMs += stepMs)
    await community.time.advance(stepMs)
  community.look()
}
