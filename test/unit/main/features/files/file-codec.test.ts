import { describe, expect, test } from 'vitest'
import {
  decodeAsk,
  decodeChunk,
  decodeFileWord,
  decodeStanding,
  encodeAsk,
  encodeChunk,
  encodeFileWord,
  encodeStanding,
} from '../../../../../src/main/features/files/file-codec.ts'
import { CHUNK_BYTES, CHUNKS_MAX, FILE_MAX_BYTES } from '../../../../../src/main/features/files/file-rules.ts'
import type { FileAnswer } from '../../../../../src/main/features/files/file-types.ts'
import { ATTACHMENT_MAX_BYTES } from '../../../../../src/shared/contract/seeds.ts'
import type { FileId } from '../../../../../src/shared/kernel/ids.ts'

const fileId = '0b'.repeat(16) as FileId
const manifest = { name: 'brunnen.pdf', mediaType: 'application/pdf', sizeBytes: 7, root: new Uint8Array(32) }
const wish = { root: new Uint8Array(32).fill(3), sizeBytes: 7 }
const answer: FileAnswer = { outcome: 'refused', reason: 'person', note: 'Nej.' }
const ask = { fileId, first: 5, count: 4, held: 3 }
const chunk = { fileId, index: 2, content: new Uint8Array(9).fill(1), path: new Uint8Array(64).fill(2) }

describe('a letter about a file', () => {
  test.each([
    { kind: 'offer', manifest },
    { kind: 'offer', manifest: { ...manifest, mediaType: '', sizeBytes: FILE_MAX_BYTES } },
    { kind: 'wish', wish },
    { kind: 'wish', wish: { ...wish, sizeBytes: ATTACHMENT_MAX_BYTES } },
    { kind: 'answer', answer },
    { kind: 'answer', answer: { outcome: 'accepted', reason: null, note: '' } },
    { kind: 'answer', answer: { outcome: 'cancelled', reason: 'lost', note: '' } },
  ] as const)('says what was said: %o', (word) => {
    expect(decodeFileWord(encodeFileWord(fileId, word))).toEqual({ fileId, word })
  })

  test.each([
    ['of no size', { sizeBytes: 0 }],
    ['beyond every size', { sizeBytes: FILE_MAX_BYTES + 1 }],
    ['without a name', { name: '' }],
    ['with an endless name', { name: 'x'.repeat(256) }],
    ['with half a root', { root: new Uint8Array(16) }],
    ['of a kind that is none', { mediaType: 'text/html; charset=<script>' }],
    ['of an endless kind', { mediaType: `text/${'x'.repeat(100)}` }],
  ])('with an offer %s is none', (_what, part) => {
    const payload = encodeFileWord(fileId, { kind: 'offer', manifest: { ...manifest, ...part } })
    expect(decodeFileWord(payload)).toBeNull()
  })

  test.each([
    ['longer than a note may be', { note: 'x'.repeat(281) }],
    ['that is not clean', { note: 'turn\u202earound' }],
  ])('with a word %s is none', (_what, part) => {
    const payload = encodeFileWord(fileId, { kind: 'answer', answer: { ...answer, ...part } })
    expect(decodeFileWord(payload)).toBeNull()
  })

  test.each([
    ['of no size', { sizeBytes: 0 }],
    ['beyond what belongs to a lesson', { sizeBytes: ATTACHMENT_MAX_BYTES + 1 }],
    ['with half a root', { root: new Uint8Array(16) }],
  ])('with a wish %s is none', (_what, part) => {
    expect(decodeFileWord(encodeFileWord(fileId, { kind: 'wish', wish: { ...wish, ...part } }))).toBeNull()
  })

  test('without a content is none', () => {
    const offer = encodeFileWord(fileId, { kind: 'offer', manifest })
    expect(decodeFileWord(offer.subarray(0, 18))).toBeNull()
  })
})

describe('the frames of a file', () => {
  test('say what was said', () => {
    expect(decodeAsk(encodeAsk(ask))).toEqual(ask)
    expect(decodeChunk(encodeChunk(chunk))).toEqual(chunk)
    for (const rests of [true, false]) {
      expect(decodeStanding(encodeStanding(fileId, rests))).toEqual({ fileId, rests })
    }
  })

  test.each([
    ['nothing', { count: 0 }],
    ['more than a window', { count: 5 }],
    ['what no file has', { first: CHUNKS_MAX }],
    ['with more held than there is', { held: CHUNKS_MAX + 1 }],
  ])('ask for %s in vain', (_what, part) => {
    expect(decodeAsk(encodeAsk({ ...ask, ...part }))).toBeNull()
  })

  test.each([
    ['empty', { content: new Uint8Array() }],
    ['larger than any', { content: new Uint8Array(CHUNK_BYTES + 1) }],
    ['of a number that no file has', { index: CHUNKS_MAX }],
    ['with an endless path', { path: new Uint8Array(32 * 40) }],
  ])('bring no chunk that is %s', (_what, part) => {
    expect(decodeChunk(encodeChunk({ ...chunk, ...part }))).toBeNull()
  })

  test('of the largest chunk fit', () => {
    const largest = {
      ...chunk,
      index: CHUNKS_MAX - 1,
      content: new Uint8Array(CHUNK_BYTES),
      path: new Uint8Array(12 * 32),
    }
    expect(decodeChunk(encodeChunk(largest))).toEqual(largest)
  })
})
