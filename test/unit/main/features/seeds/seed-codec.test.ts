import { describe, expect, test } from 'vitest'
import {
  encodeContent,
  hashOf,
  readSeed,
  signSeed,
  verifySeed,
} from '../../../../../src/main/features/seeds/seed-codec.ts'
import type { SeedContent } from '../../../../../src/main/features/seeds/seed-types.ts'
import { wire } from '../../../../../src/main/wire/messages.ts'
import { ATTACHMENT_MAX_BYTES } from '../../../../../src/shared/contract/seeds.ts'
import type { SeedId } from '../../../../../src/shared/kernel/ids.ts'
import { EntryAuthor } from '../../../../support/entry-author.ts'
import { testFederation } from '../../../../support/fake-replica.ts'
import { COAST, foreignSeed, lesson, VALLEY } from './seed-fixture.ts'

const { federationId } = VALLEY
const REPLACED = 'cd'.repeat(32) as SeedId
const reasonOf = (payload: Uint8Array, federation = federationId) => {
  const check = verifySeed(payload, federation)
  return check.valid ? 'valid' : check.reason
}
const signed = (content: Partial<SeedContent>) =>
  signSeed(
    { federationId, content: { ...lesson, ...content }, offeredAtMs: 1_000, replaces: null },
    VALLEY.signer,
    VALLEY.mirror('Olle'),
  )

/** A sound seed with something changed before it is signed again, or after. */
function forged(change: {
  content?: Uint8Array
  document?: Record<string, unknown>
  after?: Record<string, unknown>
}): Uint8Array {
  const { payload } = foreignSeed()
  const outer = wire.SignedSeed.decode(payload)
  const inner = wire.SeedDocument.decode(outer.document)
  const content = change.content ?? inner.content
  const document = wire.SeedDocument.encode({ ...inner, content, ...change.document }).finish()
  const { nodeSignature, mirrorSignature } = outer
  return wire.SignedSeed.encode({ document, nodeSignature, mirrorSignature, ...change.after }).finish()
}

describe('a seed', () => {
  test('comes back as it was signed', () => {
    const { payload } = foreignSeed({ replaces: REPLACED, offeredAtMs: 5 })
    const check = verifySeed(payload, federationId)
    expect(check).toMatchObject({
      valid: true,
      seed: { content: lesson, origin: VALLEY.nodeId, offeredAtMs: 5, replaces: REPLACED },
      mirror: { name: 'Olle' },
    })
  })

  test.each([
    ['<', 0],
    ['<=', -1.5],
    ['=', 'surplus'],
    ['!=', 'deficit'],
    ['>=', 1e300],
    ['>', Number.MIN_VALUE],
  ] as const)('carries a check by %s of %s', (comparison, value) => {
    const check = { field: 'water.level', comparison, value }
    const reading = readSeed(signed({ checks: [check] }))
    expect(reading.valid && reading.seed.content.checks).toEqual([check])
  })

  test('has one id for one document and one hash for one content', () => {
    const read = (foreign: Parameters<typeof foreignSeed>[0]) => {
      const reading = readSeed(foreignSeed(foreign).payload)
      if (!reading.valid) throw new Error(reading.reason)
      return reading.seed
    }
    const [first, later, elsewhere] = [read({}), read({ offeredAtMs: 2_000 }), read({ by: COAST })]
    expect(new Set([first.id, later.id, elsewhere.id]).size).toBe(3)
    expect(new Set([first.hash, later.hash, elsewhere.hash]).size).toBe(1)
    expect(read({ checks: [] }).hash).not.toBe(first.hash)
  })
})

describe('what is refused', () => {
  test.each([
    ['nothing', new Uint8Array(), 'malformed'],
    ['garbage', Uint8Array.from([255, 255, 255]), 'malformed'],
    ['too much', new Uint8Array(15_001), 'too-large'],
    ['half an id to replace', forged({ document: { replaces: new Uint8Array(16) } }), 'malformed'],
    ['a time beyond what is exact', forged({ document: { offeredAtMs: 2 ** 60 } }), 'malformed'],
    ['a weak origin', forged({ document: { origin: new Uint8Array(32) } }), 'key-weak'],
    ['a short origin', forged({ document: { origin: new Uint8Array(31).fill(3) } }), 'malformed'],
    ['no credential', forged({ document: { credential: new Uint8Array() } }), 'malformed'],
    ['a later time than was signed', forged({ document: { offeredAtMs: 1_001 } }), 'signature-invalid'],
    [
      'other words than were signed',
      forged({ content: encodeContent({ ...lesson, title: 'X' }) }),
      'signature-invalid',
    ],
    ["no Node's signature", forged({ after: { nodeSignature: new Uint8Array() } }), 'signature-invalid'],
    [
      "no Mirror's signature",
      forged({ after: { mirrorSignature: new Uint8Array(64) } }),
      'signature-invalid',
    ],
  ] as const)('%s', (_, payload, reason) => {
    expect(reasonOf(payload)).toBe(reason)
  })

  test('a seed of another federation', () => {
    expect(reasonOf(foreignSeed().payload, testFederation('another'))).toBe('federation-wrong')
  })

  test('a Mirror of another Node', () => {
    const { payload } = foreignSeed({ mirror: COAST.mirror('Kenji') })
    expect(reasonOf(payload)).toBe('credential-invalid')
  })

  test('a Mirror before their time', () => {
    const { payload } = foreignSeed({ mirror: VALLEY.mirror('Olle', { sinceMs: 1_001 }) })
    expect(reasonOf(payload)).toBe('credential-invalid')
  })

  test('signatures of the two in each other’s place', () => {
    const { document, nodeSignature, mirrorSignature } = wire.SignedSeed.decode(foreignSeed().payload)
    const swapped = { document, nodeSignature: mirrorSignature, mirrorSignature: nodeSignature }
    expect(reasonOf(wire.SignedSeed.encode(swapped).finish())).toBe('signature-invalid')
  })
})

const drawing = {
  ...{ name: 'ritning.pdf', mediaType: 'application/pdf', sizeBytes: 40_000 },
  root: 'ab'.repeat(32),
}

describe('files of a lesson', () => {
  const largest = {
    ...drawing,
    name: '水位.csv',
    mediaType: '',
    sizeBytes: ATTACHMENT_MAX_BYTES,
    root: 'cd'.repeat(32),
  }

  test('are read as they were named', () => {
    const reading = readSeed(signed({ attachments: [drawing, largest] }))
    expect(reading.valid && reading.seed.content.attachments).toEqual([drawing, largest])
  })

  test.each([
    ['none of them', []],
    ['another name', [{ ...drawing, name: 'plan.pdf' }]],
    ['other bytes', [{ ...drawing, root: 'ef'.repeat(32) }]],
  ])('make a content of its own: %s', (_, attachments) => {
    expect(hashOf({ ...lesson, attachments })).not.toBe(hashOf({ ...lesson, attachments: [drawing] }))
  })
})

describe('content that is none', () => {
  test.each<[string, Partial<SeedContent>]>([
    ['no title', { title: '' }],
    ['a title on two lines', { title: 'a\nb' }],
    ['a title that is too long', { title: 'a'.repeat(121) }],
    ['a title turned round', { title: 'a\u202eb' }],
    ['no body', { body: '' }],
    ['a body with white space at the end', { body: 'a ' }],
    ['a body in another composition', { body: 'e\u0301' }],
    ['a body with a carriage return', { body: 'a\r\nb' }],
    ['a body with a hidden character', { body: 'a\u2060b' }],
    ['a body of too many bytes', { body: '水'.repeat(4_001) }],
    ['a check of nothing', { checks: [{ field: '', comparison: '<', value: 1 }] }],
    ['a check that is not a number', { checks: [{ field: 'a', comparison: '<', value: Number.NaN }] }],
    ['a check without end', { checks: [{ field: 'a', comparison: '<', value: Infinity }] }],
    ['a check with a long word', { checks: [{ field: 'a', comparison: '<', value: 'b'.repeat(41) }] }],
    [
      'too many checks',
      { checks: Array.from({ length: 17 }, () => ({ field: 'a', comparison: '<' as const, value: 1 })) },
    ],
    ['a file without a name', { attachments: [{ ...drawing, name: '' }] }],
    ['a file with a path', { attachments: [{ ...drawing, name: '../ritning.pdf' }] }],
    ['a file turned round', { attachments: [{ ...drawing, name: 'a\u202efdp.exe' }] }],
    ['a file with an endless name', { attachments: [{ ...drawing, name: 'a'.repeat(121) }] }],
    ['a file of no size', { attachments: [{ ...drawing, sizeBytes: 0 }] }],
    ['a file beyond every size', { attachments: [{ ...drawing, sizeBytes: ATTACHMENT_MAX_BYTES + 1 }] }],
    ['a file of a kind that is none', { attachments: [{ ...drawing, mediaType: 'pdf' }] }],
    ['a file with half a root', { attachments: [{ ...drawing, root: 'ab'.repeat(16) }] }],
    ['one file twice', { attachments: [drawing, { ...drawing, name: 'other.pdf' }] }],
    [
      'too many files',
      { attachments: Array.from({ length: 5 }, (_, at) => ({ ...drawing, root: `0${at}`.repeat(32) })) },
    ],
  ])('%s', (_, content) => {
    expect(reasonOf(signed(content))).toBe('content-invalid')
  })

  test.each([
    ['an unknown field', [...encodeContent(lesson), 0x78, 1]],
    ['its fields in another order', [...encodeContent({ ...lesson, title: 'X' }), 0x0a, 1, 0x58]],
    [
      'a check without a value',
      [...encodeContent({ ...lesson, checks: [] }), 0x1a, 5, 0x0a, 1, 0x61, 0x10, 1],
    ],
    [
      'an unknown comparison',
      [...encodeContent({ ...lesson, checks: [] }), 0x1a, 8, 0x0a, 1, 0x61, 0x10, 9, 0x22, 1, 0x61],
    ],
    ['bytes that are no UTF-8', [0x0a, 1, 0xff, 0x12, 1, 0x61]],
  ])('%s', (_, bytes) => {
    const document = wire.SeedDocument.encode({
      content: Uint8Array.from(bytes),
      origin: VALLEY.signer.publicKey,
      offeredAtMs: 1,
      credential: VALLEY.mirror('Olle').credential,
    }).finish()
    expect(reasonOf(wire.SignedSeed.encode({ document }).finish())).toBe('content-invalid')
  })
})

test('what a Mirror signed for a seed is no seed of another author', () => {
  const impostor = new EntryAuthor(9)
  const { payload } = foreignSeed()
  const outer = wire.SignedSeed.decode(payload)
  const document = wire.SeedDocument.decode(outer.document)
  const stolen = wire.SeedDocument.encode({ ...document, origin: impostor.signer.publicKey }).finish()
  expect(reasonOf(wire.SignedSeed.encode({ ...outer, document: stolen }).finish())).toBe('credential-invalid')
})
