import { SHA256_BYTES, sha256 } from './digests.ts'

/** What leaves and nodes are hashed behind, so that neither can be taken for the other. Source: RFC 6962 §2.1. */
const LEAF_PREFIX = Uint8Array.of(0x00)
const NODE_PREFIX = Uint8Array.of(0x01)

/** Where a leaf stands in a tree, and the hashes that lead from it to the root. */
export interface AuditPath {
  readonly index: number
  /** Leaves in the whole tree. */
  readonly count: number
  /** Hashes of 32 bytes one after the other, the leaf's neighbour first. */
  readonly path: Uint8Array
}

export const leafHash = (bytes: Uint8Array): Uint8Array => sha256(LEAF_PREFIX, bytes)

const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(NODE_PREFIX, left, right)

/**
 * The tree over a list of leaf hashes, at least one. A hash without a neighbour
 * goes up as it is, which is the same tree as RFC 6962's, built from below.
 */
export class MerkleTree {
  readonly #levels: readonly (readonly Uint8Array[])[]

  constructor(leaves: readonly Uint8Array[]) {
    const levels = [leaves]
    for (let level = leaves; level.length > 1; levels.push(level)) level = pairwise(level)
    this.#levels = levels
  }

  /** Source: RFC 6962 §2.1. */
  get root(): Uint8Array {
    return this.#levels.at(-1)?.[0] ?? sha256()
  }

  /** The hashes beside the way from a leaf to the root. Source: RFC 6962 §2.1.1. */
  pathOf(index: number): Uint8Array {
    const beside = this.#levels.map((level, height) => level[(index >> height) ^ 1])
    return Uint8Array.from(Buffer.concat(beside.filter((hash) => hash !== undefined)))
  }
}

function pairwise(level: readonly Uint8Array[]): Uint8Array[] {
  const above: Uint8Array[] = []
  for (let at = 0; at < level.length; at += 2) {
    const [left, right] = [level[at], level[at + 1]]
    if (left !== undefined) above.push(right === undefined ? left : nodeHash(left, right))
  }
  return above
}

/** The longest path in a tree of so many leaves, in bytes. */
export const maxPathBytes = (count: number): number => Math.ceil(Math.log2(count)) * SHA256_BYTES

/** The root that a leaf leads to, or null where the path is longer or shorter than its place has it. Checks as RFC 9162 §2.1.3.2 does. */
export function rootFromPath(leaf: Uint8Array, { index, count, path }: AuditPath): Uint8Array | null {
  if (index >= count) return null
  let [hash, at] = [leaf, 0]
  for (let [node, width] = [index, count]; width > 1; [node, width] = [node >> 1, (width + 1) >> 1]) {
    if ((node ^ 1) >= width) continue // nothing beside it: it goes up as it is
    const beside = path.subarray(at, at + SHA256_BYTES)
    hash = node % 2 === 0 ? nodeHash(hash, beside) : nodeHash(beside, hash)
    at += SHA256_BYTES
  }
  return at === path.length ? hash : null
}
