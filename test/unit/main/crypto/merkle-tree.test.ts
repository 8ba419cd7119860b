import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { leafHash, MerkleTree, rootFromPath } from '../../../../src/main/crypto/merkle-tree.ts'

const hash = (...parts: readonly Uint8Array[]): Buffer => {
  const made = createHash('sha256')
  for (const part of parts) made.update(part)
  return made.digest()
}
const hex = (bytes: Uint8Array | null): string => Buffer.from(bytes ?? []).toString('hex')
const contents = (count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, n) => Uint8Array.from(Buffer.from(`leaf ${n}`)))

/** The definition, word by word: split at the largest power of two below the number. Source: RFC 6962 §2.1. */
function oracleRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves
  if (leaves.length === 1 && only !== undefined) return hash(Uint8Array.of(0), only)
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1))
  return hash(Uint8Array.of(1), oracleRoot(leaves.slice(0, split)), oracleRoot(leaves.slice(split)))
}

/** Source: RFC 6962 §2.1.1. */
function oraclePath(leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  if (leaves.length <= 1) return []
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1))
  return index < split
    ? [...oraclePath(leaves.slice(0, split), index), oracleRoot(leaves.slice(split))]
    : [...oraclePath(leaves.slice(split), index - split), oracleRoot(leaves.slice(0, split))]
}

/** Leaves and roots by others. Source: Certificate Transparency, `merkletree/merkle_tree_test.cc`. */
const CT_LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657'].concat(
  '606162636465666768696a6b6c6d6e6f',
)
const CT_ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

describe('a tree of hashes', () => {
  test.each(CT_ROOTS.map((root, at) => [at + 1, root] as const))(
    'of %i published leaves has the published root',
    (count, root) => {
      const leaves = CT_LEAVES.slice(0, count).map((text) =>
        leafHash(Uint8Array.from(Buffer.from(text, 'hex'))),
      )
      expect(hex(new MerkleTree(leaves).root)).toBe(root)
    },
  )

  test('has the root and the paths of the definition, for every number of leaves', () => {
    for (let count = 1; count <= 70; count += 1) {
      const leaves = contents(count)
      const tree = new MerkleTree(leaves.map(leafHash))
      expect(hex(tree.root)).toBe(hex(oracleRoot(leaves)))
      for (let index = 0; index < count; index += 1) {
        expect(hex(tree.pathOf(index))).toBe(hex(Buffer.concat(oraclePath(leaves, index))))
      }
    }
  })

  test('is reached from every leaf by its own path, and by no other', () => {
    for (const count of [1, 2, 3, 5, 8, 21]) {
      const leaves = contents(count).map(leafHash)
      const tree = new MerkleTree(leaves)
      const root = hex(tree.root)
      leaves.forEach((leaf, index) => {
        const path = tree.pathOf(index)
        expect(hex(rootFromPath(leaf, { index, count, path }))).toBe(root)
        expect(hex(rootFromPath(leafHash(leaf), { index, count, path }))).not.toBe(root)
        for (let other = 0; other < count; other += 1) {
          const isOwn = other === index
          expect(hex(rootFromPath(leaf, { index: other, count, path })) === root).toBe(isOwn)
        }
      })
    }
  })

  test.each([
    ['outside the tree', { index: 5, count: 5, path: new Uint8Array(96) }],
    ['of no whole hashes', { index: 0, count: 5, path: new Uint8Array(95) }],
    ['that is too short', { index: 0, count: 5, path: new Uint8Array(64) }],
    ['that is too long', { index: 0, count: 4, path: new Uint8Array(96) }],
    ['that is endless', { index: 0, count: 4, path: new Uint8Array(32 * 10_000) }],
  ])('is not reached by a path %s', (_what, place) => {
    expect(rootFromPath(leafHash(new Uint8Array(3)), place)).toBeNull()
  })
})
