import { describe, expect, test } from 'vitest'
import {
  endStatement,
  proposalStatement,
  receiptStatement,
} from '../../../../../src/main/features/transfers/act-statement.ts'
import {
  decodeMessage,
  decodeSettled,
  decodeTerms,
  encodeMessage,
  encodeSettled,
  encodeTerms,
} from '../../../../../src/main/features/transfers/transfer-codec.ts'
import type {
  Message,
  Terms,
  TransferContent,
} from '../../../../../src/main/features/transfers/transfer-types.ts'
import { fromHex } from '../../../../../src/main/platform/bytes.ts'
import { wire } from '../../../../../src/main/wire/messages.ts'
import type { TransferId } from '../../../../../src/shared/kernel/ids.ts'
import { Dice, mutated } from '../../../../support/mutator.ts'
import { testNodeId } from '../../../../support/node-ids.ts'

const ID = '0c'.repeat(16) as TransferId
const AT_MS = 1_800_000_000_000
const terms: Terms = {
  ...{ transferId: ID, giver: testNodeId(0), receiver: testNodeId(1), revision: 2 },
  ...{ resource: '水', quantity: 12.5, unit: 'L', window: { fromMs: AT_MS, untilMs: AT_MS + 1 } },
  ...{ route: 'Over the pass', expectedLossRatio: 0.1, settleInMs: 86_400_000, slotMs: 15_000 },
}
const mirror = { credential: new Uint8Array(200).fill(1), signature: new Uint8Array(64).fill(2) }
const settled = encodeSettled({
  ...{ terms: encodeTerms(terms).bytes, agreedAtMs: AT_MS, settleAtMs: AT_MS + 86_400_000 },
})

const CONTENTS: readonly TransferContent[] = [
  { kind: 'proposal', proposed: encodeTerms(terms), note: 'Vi har gott om det.', mirror },
  { kind: 'talk', text: '了解' },
  { kind: 'agreement', settled, nodeSignature: new Uint8Array(64).fill(3) },
  {
    kind: 'consent',
    consent: new Uint8Array(
      wire.TransferConsent.encode({ settledHash: new Uint8Array(32).fill(4), mirrors: [mirror] }).finish(),
    ),
  },
  { kind: 'report', delivered: 0, note: '' },
  { kind: 'receipt', quantity: 3, condition: 'spoiled', mirror },
  { kind: 'end', mirror },
  { kind: 'closed' },
]
const messageOf = (content: TransferContent): Message => ({
  ...{ transferId: ID, number: 7, writtenAtMs: AT_MS, content },
})

test.each(CONTENTS.map((content) => [content.kind, content] as const))(
  'a %s comes back as it was',
  (_, content) => {
    expect(decodeMessage(encodeMessage(messageOf(content)))).toEqual(messageOf(content))
  },
)

test('what a damaged message still says stays within its limits', () => {
  const dice = new Dice(5)
  const samples = CONTENTS.map((content) => encodeMessage(messageOf(content)))
  let taken = 0
  for (let n = 0; n < 4_000; n += 1) {
    const decoded = decodeMessage(mutated(samples, dice))
    if (decoded === null) continue
    taken += 1
    expect(decodeMessage(encodeMessage(decoded))).toEqual(decoded)
  }
  expect(taken).toBeGreaterThan(100)
})

describe('terms', () => {
  test.each<[string, Partial<Terms>]>([
    ['no quantity', { quantity: 0 }],
    ['less than nothing', { quantity: -1 }],
    ['what is no number', { quantity: Number.NaN }],
    ['everything there is', { quantity: Number.POSITIVE_INFINITY }],
    ['more than can be lost', { expectedLossRatio: 1.01 }],
    ['a window that ends before it begins', { window: { fromMs: 2, untilMs: 1 } }],
    ['a window beyond all dates', { window: { fromMs: 1, untilMs: 9e15 } }],
    ['hidden characters', { resource: 'wa\u202eter' }],
    ['a resource with no name', { resource: '' }],
    ['a unit on two lines', { unit: 'L\nL' }],
    ['a route that is too long', { route: 'x'.repeat(281) }],
    ['a route that is not in one form', { route: 'e\u0301' }],
    ['no time to decide', { settleInMs: 0 }],
    ['years to decide', { settleInMs: 31 * 86_400_000 }],
    ['more ballots than a link carries', { slotMs: 49 }],
    ['hardly a ballot', { slotMs: 60_001 }],
    ['a revision nobody can have come to', { revision: 1_000 }],
    ['somebody who gives to themselves', { receiver: terms.giver }],
  ])('are none with %s', (_, change) => {
    expect(decodeTerms(encodeTerms({ ...terms, ...change }).bytes)).toBeNull()
  })

  test('are none with a weak key', () => {
    const weak = wire.TransferTerms.decode(encodeTerms(terms).bytes)
    weak.giver = new Uint8Array(32)
    expect(decodeTerms(wire.TransferTerms.encode(weak).finish())).toBeNull()
  })
})

describe('a message', () => {
  const plain = { transfer: fromHex(ID), number: 0, writtenAtMs: AT_MS }
  const wireMark = { ...mirror }
  const UNKNOWN_CONDITION: number = 9

  test.each<[string, Parameters<typeof wire.TransferMessage.encode>[0]]>([
    ['nothing to say', plain],
    ['a short id', { ...plain, transfer: new Uint8Array(15), talk: { text: 'x' } }],
    ['a number beyond the limit', { ...plain, number: 500, talk: { text: 'x' } }],
    ['a time beyond all dates', { ...plain, writtenAtMs: 9e15, talk: { text: 'x' } }],
    ['empty talk', { ...plain, talk: { text: '' } }],
    ['endless talk', { ...plain, talk: { text: 'x'.repeat(2_001) } }],
    ['talk that hides something', { ...plain, talk: { text: 'a\u200e\u202eb' } }],
    ['a report of less than nothing', { ...plain, report: { delivered: -1 } }],
    ['a report of no number', { ...plain, report: { delivered: Number.NaN } }],
    ['a receipt in no condition', { ...plain, receipt: { quantity: 1, condition: 0, mirror: wireMark } }],
    [
      'a receipt in an unknown condition',
      { ...plain, receipt: { quantity: 1, condition: UNKNOWN_CONDITION, mirror: wireMark } },
    ],
    ['a receipt nobody signed', { ...plain, receipt: { quantity: 1, condition: 1 } }],
    ['an end nobody signed', { ...plain, end: {} }],
    ['a short signature', { ...plain, end: { mirror: { ...wireMark, signature: new Uint8Array(63) } } }],
    ['a bloated credential', { ...plain, end: { mirror: { ...wireMark, credential: new Uint8Array(513) } } }],
    ['an agreement to nothing', { ...plain, agreement: { nodeSignature: new Uint8Array(64) } }],
    ['a proposal of nothing', { ...plain, proposal: { mirror: wireMark } }],
  ])('is none with %s', (_, message) => {
    expect(decodeMessage(wire.TransferMessage.encode(message).finish())).toBeNull()
  })
})

test('settled terms are none without terms', () => {
  expect(decodeSettled(wire.SettledTerms.encode({ agreedAtMs: 1, settleAtMs: 2 }).finish())).toBeNull()
})

test('what a Mirror signs for one act is never what they sign for another', () => {
  const transfer = fromHex(ID)
  const statements = [
    proposalStatement({ proposed: encodeTerms(terms), note: '' }),
    proposalStatement({ proposed: encodeTerms(terms), note: 'x' }),
    proposalStatement({ proposed: encodeTerms({ ...terms, quantity: 1 }), note: '' }),
    receiptStatement(transfer, { quantity: 1, condition: 'whole' }),
    receiptStatement(transfer, { quantity: 1, condition: 'partial' }),
    receiptStatement(transfer, { quantity: 2, condition: 'whole' }),
    endStatement(transfer),
    endStatement(new Uint8Array(16)),
  ]
  expect(new Set(statements.map((bytes) => Buffer.from(bytes).toString('hex'))).size).toBe(statements.length)
})
