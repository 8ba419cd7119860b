import type { NodeId } from '../../shared/kernel/ids.ts'
import type { Random } from '../platform/random.ts'
import { NEAR } from './address-group.ts'

/** Up to so many Nodes, this one counted, everyone links to everyone. Source: docs/protocol.md, "Neighbours". */
export const FULL_MESH_NODES = 8
/** Links that a Node seeks in a larger federation. Source: docs/protocol.md, "Neighbours" (gossip degree D = 6). */
export const CHOSEN_ABOVE_MESH = 6

/** Links below which the two limits that follow give way. Source: docs/security.md, "Eclipse". */
export const MIN_CHOSEN = 4
/** Of the links sought in a larger federation, as many as may lead to one part of the network. Source: docs/security.md, "Eclipse". */
export const MAX_CHOSEN_IN_ONE_GROUP = 2
/** Of the links sought in a larger federation, as many as may go to Nodes never reached before. Source: docs/security.md, "Eclipse". */
export const MAX_CHOSEN_UNTRIED = 2

export interface Candidate {
  readonly nodeId: NodeId
  readonly keep: boolean
  /** Remembered above all others, from the last time on. */
  readonly anchor: boolean
  /** A dial of ours has reached it before. */
  readonly tried: boolean
  /** The parts of the network it lies in, as `addressGroups` tells. */
  readonly groups: readonly string[]
  /** It did not answer for long; another may take its place. */
  readonly unreachable: boolean
}

/**
 * The Nodes to seek links with, in the order to seek them in: all in a small federation; otherwise those to keep, the
 * anchors, and a few by chance, changed as little as possible, from different
 * parts of the network and mostly reached before.
 */
export function chooseTargets(
  candidates: readonly Candidate[],
  chosenBefore: ReadonlySet<NodeId>,
  random: Random,
): ReadonlySet<NodeId> {
  const anchorsFirst = candidates.toSorted((a, b) => Number(b.anchor) - Number(a.anchor))
  if (!isLargeFederation(candidates.length)) return new Set(anchorsFirst.map(({ nodeId }) => nodeId))
  const choice = new Choice(candidates)
  for (const candidate of anchorsFirst) if (candidate.keep) choice.keep(candidate)
  const others = shuffled(
    candidates.filter(({ keep }) => !keep),
    random,
  )
  for (const anchor of others.filter((candidate) => candidate.anchor && !candidate.unreachable))
    choice.wish(anchor)
  const wished = inOrderOfWish(others, chosenBefore)
  for (const candidate of wished) choice.wish(candidate)
  for (const candidate of wished) if (choice.chosen.size < MIN_CHOSEN) choice.keep(candidate)
  return choice.chosen
}

/** Those chosen before, those reached before, those never reached, those that do not answer. */
function inOrderOfWish(others: readonly Candidate[], before: ReadonlySet<NodeId>): readonly Candidate[] {
  const answering = others.filter(({ unreachable }) => !unreachable)
  const isOld = ({ nodeId }: Candidate): boolean => before.has(nodeId)
  return [
    ...answering.filter(isOld),
    ...answering.filter((candidate) => !isOld(candidate) && candidate.tried),
    ...answering.filter((candidate) => !isOld(candidate) && !candidate.tried),
    ...others.filter(({ unreachable }) => unreachable),
  ]
}

/** What has been chosen so far, and whether another fits beside it. */
class Choice {
  readonly chosen = new Set<NodeId>()
  readonly #inGroup = new Map<string, number>()
  readonly #isLimited: (group: string) => boolean
  readonly #untriedLimit: number
  #untried = 0

  constructor(candidates: readonly Candidate[]) {
    const allNear = candidates.every(({ groups }) => groups.every((group) => group === NEAR))
    const tried = candidates.filter((candidate) => candidate.tried).length
    this.#isLimited = (group) => !allNear || group !== NEAR
    // A Node that has reached few others yet must begin somewhere.
    this.#untriedLimit = Math.max(MAX_CHOSEN_UNTRIED, CHOSEN_ABOVE_MESH - tried)
  }

  /** Take it, whatever the limits say. */
  keep({ nodeId, groups }: Candidate): void {
    this.chosen.add(nodeId)
    this.#count(groups)
  }

  wish({ nodeId, groups, tried }: Candidate): void {
    if (this.chosen.has(nodeId) || this.chosen.size >= CHOSEN_ABOVE_MESH) return
    if (groups.some((group) => this.#isFull(group))) return
    if (!tried && this.#untried >= this.#untriedLimit) return
    this.chosen.add(nodeId)
    this.#count(groups)
    if (!tried) this.#untried++
  }

  #isFull(group: string): boolean {
    return this.#isLimited(group) && (this.#inGroup.get(group) ?? 0) >= MAX_CHOSEN_IN_ONE_GROUP
  }

  #count(groups: readonly string[]): void {
    for (const group of groups) this.#inGroup.set(group, (this.#inGroup.get(group) ?? 0) + 1)
  }
}

/** Whether so many others are more than everybody links to. */
export const isLargeFederation = (others: number): boolean => others >= FULL_MESH_NODES

/** The items in an order of chance. Source: Fisher and Yates. */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const left = [...items]
  const result: T[] = []
  while (left.length > 0) result.push(...left.splice(random.int(left.length), 1))
  return result
}
