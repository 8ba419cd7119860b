import type { NodeId } from '../../shared/kernel/ids.ts'
import type { Random } from '../platform/random.ts'

/** Nodes we were told of and have not reached yet. Chosen here: a federation's worth, and no more memory. */
export const MAX_UNTRIED = 512
/** Of these, as many as one and the same Node told us of. Chosen here: an eighth; eight tellers at least to fill the book. */
export const MAX_FROM_ONE_SOURCE = 64
/** Nodes that we have reached. Chosen here: twenty times the links that are sought. */
export const MAX_TRIED = 128
/** Of these, as many as lie in one part of the network. Chosen here: an eighth; whoever rents one range owns no more. */
export const MAX_TRIED_IN_ONE_GROUP = 16
/** Newcomers that wait until those whose place they would take were asked once more. Source: docs/security.md, "Eclipse". */
export const MAX_TRIALS = 10
/** Whoever was reached within this time gives way to nobody. Source: docs/security.md, "Eclipse". */
export const IMMUNE_MS = 4 * 3_600_000
/** After so many failures in a row an untried Node is the first to go. Chosen here: a bad hour, and no more. */
const MISSES_TO_GO = 3

export interface BookEntry {
  readonly nodeId: NodeId
  /** The parts of the network its addresses lie in. */
  readonly groups: readonly string[]
  /** Who told us of it. */
  readonly source: string
  readonly heardAtMs: number
  /** When a dial of ours last reached it; null: never. */
  readonly reachedAtMs: number | null
  /** Dials in a row that did not reach it. */
  readonly misses: number
}

/** A Node that was reached and would take the place of another, which is asked first. */
export interface Trial {
  readonly newcomer: NodeId
  readonly incumbent: NodeId
}

/** The Nodes that links may be sought with. Bounded, whatever is told to it. */
export interface PeerBook {
  readonly entries: ReadonlyMap<NodeId, BookEntry>
  readonly trials: readonly Trial[]
}

export type PeerBookInput =
  /** Somebody told of a Node; `reachedAtMs` where our own records say that we once reached it. */
  | (Pick<BookEntry, 'nodeId' | 'groups' | 'source' | 'reachedAtMs'> & { readonly kind: 'heard' })
  | { readonly kind: 'reached' | 'missed' | 'forgotten'; readonly nodeId: NodeId }

export interface PeerBookPorts {
  readonly nowMs: number
  readonly random: Random
}

export const EMPTY_BOOK: PeerBook = { entries: new Map(), trials: [] }

/**
 * The book after an input; the same book where nothing changed.
 *
 * Untried Nodes compete among themselves, and a teller competes with itself
 * first. One that was reached leaves only for another that was reached, and only
 * after it did not answer when asked once more: nobody is talked out of the book.
 * Source: Heilman et al. 2015, "Eclipse Attacks on Bitcoin's Peer-to-Peer Network", countermeasures.
 */
export function stepPeerBook(book: PeerBook, input: PeerBookInput, ports: PeerBookPorts): PeerBook {
  if (input.kind === 'heard') return hear(book, input, ports)
  const entry = book.entries.get(input.nodeId)
  if (entry === undefined) return book
  if (input.kind === 'forgotten') return withoutNode(book, input.nodeId)
  return input.kind === 'reached' ? reach(book, entry, ports) : miss(book, entry)
}

/** Whom to dial only to see whether it is there: first whoever is on trial, then somebody never reached. */
export function feelerOf(book: PeerBook, busy: ReadonlySet<NodeId>, random: Random): NodeId | null {
  const trial = book.trials.find(({ incumbent }) => !busy.has(incumbent))
  if (trial) return trial.incumbent
  return (
    pick(
      untriedIn(book).filter(({ nodeId }) => !busy.has(nodeId)),
      random,
    )?.nodeId ?? null
  )
}

export const isTried = ({ reachedAtMs }: BookEntry): boolean => reachedAtMs !== null

type Heard = Extract<PeerBookInput, { kind: 'heard' }>

function hear(book: PeerBook, heard: Heard, { nowMs, random }: PeerBookPorts): PeerBook {
  const { nodeId, groups, source, reachedAtMs } = heard
  const known = book.entries.get(nodeId)
  if (known) return known.groups.join() === groups.join() ? book : put(book, { ...known, groups })
  const entry: BookEntry = { nodeId, groups, source, reachedAtMs, heardAtMs: nowMs, misses: 0 }
  if (isTried(entry)) return hasRoomFor(book, entry) ? put(book, entry) : book
  const leaving = whoLeavesFor(source, untriedIn(book), random)
  if (leaving === undefined) return book
  return put(leaving === null ? book : withoutNode(book, leaving), entry)
}

/** Who makes room for a Node that `source` tells of: null where nobody must, undefined where nobody does. */
function whoLeavesFor(
  source: string,
  untried: readonly BookEntry[],
  random: Random,
): NodeId | null | undefined {
  const own = untried.filter((entry) => entry.source === source)
  if (own.length >= MAX_FROM_ONE_SOURCE) return own.find(isHopeless)?.nodeId
  if (untried.length < MAX_UNTRIED) return null
  const hopeless = untried.find(isHopeless)
  if (hopeless) return hopeless.nodeId
  const crowded = mostCrowded(untried)
  return crowded.length > own.length + 1 ? pick(crowded, random)?.nodeId : undefined
}

function reach(book: PeerBook, entry: BookEntry, { nowMs, random }: PeerBookPorts): PeerBook {
  const reached = { ...entry, reachedAtMs: nowMs, misses: 0 }
  const trials = book.trials.filter(({ incumbent }) => incumbent !== entry.nodeId)
  if (isTried(entry) || hasRoomFor(book, reached)) return put({ ...book, trials }, reached)
  return { ...put(book, { ...entry, misses: 0 }), trials: withTrial(book, reached, { nowMs, random }) }
}

/** An incumbent that misses its trial makes room for the newcomer, which has to be reached again. */
function miss(book: PeerBook, entry: BookEntry): PeerBook {
  if (!book.trials.some(({ incumbent }) => incumbent === entry.nodeId)) {
    return put(book, { ...entry, misses: entry.misses + 1 })
  }
  return withoutNode(book, entry.nodeId)
}

function withTrial(book: PeerBook, newcomer: BookEntry, { nowMs, random }: PeerBookPorts): readonly Trial[] {
  const { trials } = book
  const isOnTrial = trials.some((trial) => trial.newcomer === newcomer.nodeId)
  if (isOnTrial || trials.length >= MAX_TRIALS) return trials
  const rivals = rivalsOf(book, newcomer).filter(
    ({ nodeId, reachedAtMs }) =>
      nowMs - (reachedAtMs ?? 0) >= IMMUNE_MS && !trials.some(({ incumbent }) => incumbent === nodeId),
  )
  const incumbent = pick(rivals, random)
  return incumbent ? [...trials, { newcomer: newcomer.nodeId, incumbent: incumbent.nodeId }] : trials
}

function hasRoomFor(book: PeerBook, entry: BookEntry): boolean {
  return triedIn(book).length < MAX_TRIED && crowdedGroupOf(book, entry) === undefined
}

/** Where its own part of the network is full, it competes there; elsewhere with everybody. */
function rivalsOf(book: PeerBook, entry: BookEntry): readonly BookEntry[] {
  const group = crowdedGroupOf(book, entry)
  const tried = triedIn(book)
  return group === undefined ? tried : tried.filter(({ groups }) => groups.includes(group))
}

function crowdedGroupOf(book: PeerBook, entry: BookEntry): string | undefined {
  const tried = triedIn(book)
  return entry.groups.find(
    (group) => tried.filter(({ groups }) => groups.includes(group)).length >= MAX_TRIED_IN_ONE_GROUP,
  )
}

function mostCrowded(untried: readonly BookEntry[]): readonly BookEntry[] {
  const bySource = Map.groupBy(untried, ({ source }) => source)
  return [...bySource.values()].reduce((most, entries) => (entries.length > most.length ? entries : most), [])
}

const triedIn = (book: PeerBook): readonly BookEntry[] => [...book.entries.values()].filter(isTried)
const untriedIn = (book: PeerBook): readonly BookEntry[] =>
  [...book.entries.values()].filter((entry) => !isTried(entry))
const isHopeless = ({ misses }: BookEntry): boolean => misses >= MISSES_TO_GO
const pick = <T>(items: readonly T[], random: Random): T | undefined => items[random.int(items.length)]

function put(book: PeerBook, entry: BookEntry): PeerBook {
  return { ...book, entries: new Map(book.entries).set(entry.nodeId, entry) }
}

function withoutNode(book: PeerBook, nodeId: NodeId): PeerBook {
  const entries = new Map(book.entries)
  entries.delete(nodeId)
  const trials = book.trials.filter(({ newcomer, incumbent }) => newcomer !== nodeId && incumbent !== nodeId)
  return { entries, trials }
}
