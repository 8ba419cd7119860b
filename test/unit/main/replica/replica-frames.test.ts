import { expect, test } from 'vitest'
import { fromEntries, fromReceipts, toRelayed } from '../../../../src/main/replica/replica-frames.ts'
import { MAX_FRAME_BYTES, MAX_RECEIPT_IDS } from '../../../../src/main/wire/limits.ts'
import { wire } from '../../../../src/main/wire/messages.ts'
import { EntryAuthor } from '../../../support/entry-author.ts'

const { raw } = new EntryAuthor(1).register({ kind: 'node-profile', payload: Uint8Array.of(1) })

test('an entry goes on one hop further, and its bytes stay what they were', () => {
  const frame = wire.Entries.decode(wire.Entries.encode({ entries: [toRelayed({ raw, hops: 3 })] }).finish())
  expect(fromEntries(frame)).toEqual([{ raw, hops: 4 }])
})

test.each([
  [0, 1],
  [1, 1],
  [64, 64],
  [65, 64],
  [4_000_000_000, 64],
])('a claim of %i hops counts as %i', (claimed, hops) => {
  expect(fromEntries({ entries: [{ envelope: raw, hops: claimed }] })).toEqual([{ raw, hops }])
})

test('a place without an envelope is left out, an empty one is judged', () => {
  expect(fromEntries({ entries: [{}, { envelope: {} }] }).length).toBe(1)
  expect(fromEntries({})).toEqual([])
})

test('the fullest honest frame is looked at whole, a padded one is not', () => {
  const smallest = toRelayed({ raw, hops: 0 })
  const sizeBytes = wire.Entries.encode({ entries: [smallest] }).finish().length
  const honest = Array.from({ length: Math.floor(MAX_FRAME_BYTES / sizeBytes) }, () => smallest)
  expect(fromEntries({ entries: honest }).length).toBe(honest.length)
  const padded = Array.from({ length: 16_000 }, () => ({ envelope: {} }))
  expect(fromEntries({ entries: padded }).length).toBeLessThan(400)
})

test('receipts are ids of 32 bytes, up to as many as a frame may name', () => {
  const id = new Uint8Array(32).fill(0xab)
  expect(fromReceipts([id, new Uint8Array(31), new Uint8Array(33), new Uint8Array()])).toEqual([
    'ab'.repeat(32),
  ])
  expect(fromReceipts(Array.from({ length: 2_000 }, () => id)).length).toBe(MAX_RECEIPT_IDS)
})
