import type { EntryId } from '../../shared/kernel/ids.ts'
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

const countOf = (community: Community, node: VirtualNode, ids: readonly EntryId[]): number =>
  community
    .tablesOf(node)
    ?.count(
      'SELECT count(*) FROM entries WHERE id IN (SELECT value FROM json_each(?))',
      JSON.stringify(ids),
    ) ?? 0

/** What of all alerts a Node does not hold back. */
const letAheadAt = (community: Community, node: VirtualNode): string =>
  JSON.stringify(community.tablesOf(node)?.rows('SELECT id FROM alerts WHERE held_back = 0 ORDER BY id'))

/** Let time pass until it holds, or nobody believes in it any more. */
async function until(community: Community, stepMs: number, holds: () => boolean): Promise<void> {
  for (let passedMs = 0; passedMs < PATIENCE_MS && !holds(); passedMs += stepMs)
    await community.time.advance(stepMs)
  community.look()
}
