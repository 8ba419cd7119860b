import { leafHash, MerkleTree } from '../../src/main/crypto/merkle-tree.ts'
import {
  encodeAsk,
  encodeChunk,
  encodeFileWord,
  encodeStanding,
} from '../../src/main/features/files/file-codec.ts'
import { encodeContent } from '../../src/main/features/seeds/seed-codec.ts'
import { toHex } from '../../src/main/platform/bytes.ts'
import type { FileId } from '../../src/shared/kernel/ids.ts'

const FILE = '0b'.repeat(16) as FileId
/** A whole chunk, and one of ten bytes. */
const CHUNKS = [new Uint8Array(16_384).fill(0x2e), Uint8Array.from(Buffer.from('and a rest'))] as const
const tree = new MerkleTree(CHUNKS.map(leafHash))

/** A file of two chunks on its way, as the examples of proto/README.md show it. */
export const fileExamples = {
  messages: {
    'file-offer': [
      'FileLetter',
      encodeFileWord(FILE, {
        kind: 'offer',
        manifest: {
          name: 'well.txt',
          mediaType: 'text/plain',
          sizeBytes: 16_394,
          root: tree.root,
        },
      }),
    ],
    'file-answer': [
      'FileLetter',
      encodeFileWord(FILE, {
        kind: 'answer',
        answer: { outcome: 'refused', reason: 'person', note: 'We have it already.' },
      }),
    ],
    'seed-attached': [
      'SeedContent',
      encodeContent({
        title: 'The well',
        body: 'Clean it in spring: see *well.txt*.',
        checks: [],
        attachments: [
          { name: 'well.txt', mediaType: 'text/plain', sizeBytes: 16_394, root: toHex(tree.root) },
        ],
      }),
    ],
    'file-wish': [
      'FileLetter',
      encodeFileWord(FILE, { kind: 'wish', wish: { root: tree.root, sizeBytes: 16_394 } }),
    ],
    'file-ask': ['FileAsk', encodeAsk({ fileId: FILE, first: 0, count: 2, held: 0 })],
    'file-chunk': [
      'FileChunk',
      encodeChunk({ fileId: FILE, index: 1, content: CHUNKS[1], path: tree.pathOf(1) }),
    ],
    'file-standing': ['FileStanding', encodeStanding(FILE, true)],
  },
  values: {
    'file-hashes': {
      'leaf of the first chunk, 16,384 times 2e': toHex(leafHash(CHUNKS[0])),
      'leaf of the last chunk': toHex(leafHash(CHUNKS[1])),
      root: toHex(tree.root),
    },
  },
} as const
