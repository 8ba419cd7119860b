import { describe, expect, test } from 'vitest'
import { encodeSettled, encodeTerms } from '../../../../../src/main/features/transfers/transfer-codec.ts'
import {
  AGREEMENT_SKEW_MS,
  agreementFate,
  closed,
  fateOf,
  isEarmarked,
  possibleActs,
  receipted,
  slotOf,
} from '../../../../../src/main/features/transfers/transfer-rules.ts'
import type {
  GivenReceipt,
  Receipts,
  Terms,
  Transfer,
} from '../../../../../src/main/features/transfers/transfer-types.ts'
import type { TransferPhase } from '../../../../../src/shared/contract/transfers.ts'
import type { TransferId } from '../../../../../src/shared/kernel/ids.ts'
import { testNodeId } from '../../../../support/node-ids.ts'

const NOW_MS = 1_800_000_000_000
const NO_RECEIPTS: Receipts = { own: null, peer: null }

const terms: Terms = {
  ...{
    transferId: '0a'.repeat(16) as TransferId,
    giver: testNodeId(0),
    receiver: testNodeId(1),
    revision: 3,
  },
  ...{ resource: 'water', quantity: 5, unit: 'L', window: null, route: '', expectedLossRatio: 0 },
  ...{ settleInMs: 60_000, slotMs: 1_000 },
}
const standing: Transfer = {
  ...{ id: terms.transferId, peer: testNodeId(1), role: 'giver', phase: 'offered' },
  ...{ proposed: encodeTerms(terms), proposedHere: true, proposedAtMs: NOW_MS, offeredAtMs: NOW_MS },
  ...{ settled: null, outcome: null, closedAtMs: null, signedHere: [], signedThere: [] },
}
const settledAt = (agreedAtMs: number, settleInMs = terms.settleInMs) =>
  encodeSettled({ terms: standing.proposed.bytes, agreedAtMs, settleAtMs: agreedAtMs + settleInMs })

test.each([
  { settleInMs: 86_400_000, configuredMs: null, isTest: false, slotMs: 15_000 },
  { settleInMs: 8_000, configuredMs: null, isTest: false, slotMs: 2_000 },
  { settleInMs: 1_000, configuredMs: null, isTest: false, slotMs: 250 },
  { settleInMs: 86_400_000, configuredMs: 500, isTest: false, slotMs: 15_000 },
  { settleInMs: 86_400_000, configuredMs: 500, isTest: true, slotMs: 500 },
  { settleInMs: 86_400_000, configuredMs: 1, isTest: true, slotMs: 50 },
  { settleInMs: 86_400_000, configuredMs: 3_600_000, isTest: true, slotMs: 60_000 },
])('a slot of $slotMs ms for $settleInMs ms to decide, $configuredMs set, in a test: $isTest', (given) => {
  expect(slotOf(given)).toBe(given.slotMs)
})

describe('a proposal of the other side', () => {
  const of = (change: Partial<Terms>) => encodeTerms({ ...terms, ...change })

  test.each([
    { name: 'the next revision', change: { revision: 4 }, fate: 'stands' },
    { name: 'one at the same time, of the lower Node', change: {}, isPeerLower: true, fate: 'stands' },
    { name: 'one at the same time, of the higher Node', change: {}, isPeerLower: false, fate: 'overtaken' },
    { name: 'an earlier revision', change: { revision: 2 }, fate: 'overtaken' },
    { name: 'one over a revision that is missing here', change: { revision: 5 }, fate: 'stands' },
    { name: 'another first offer', change: { revision: 0 }, fate: 'invalid' },
    { name: 'another resource', change: { revision: 4, resource: 'food' }, fate: 'invalid' },
    { name: 'another giver', change: { revision: 4, giver: testNodeId(2) }, fate: 'invalid' },
    {
      name: 'another transfer',
      change: { revision: 4, transferId: '0b'.repeat(16) as TransferId },
      fate: 'invalid',
    },
  ])('$name: $fate', ({ change, isPeerLower = false, fate }) => {
    expect(fateOf(of(change), standing, isPeerLower)).toBe(fate)
  })

  test('says the same revision twice: the first stands, whoever is the lower', () => {
    const theirs = { ...standing, proposedHere: false }
    expect(fateOf(of({ quantity: 9 }), theirs, true)).toBe('overtaken')
  })

  test('comes once the decision is open: overtaken', () => {
    expect(fateOf(of({ revision: 4 }), { ...standing, phase: 'deciding' }, true)).toBe('overtaken')
  })
})

describe('an agreement of the other side', () => {
  const pending: Transfer = { ...standing, proposedHere: false, settled: settledAt(NOW_MS) }

  test.each([
    { name: 'opens', settled: settledAt(NOW_MS), fate: 'opens' },
    { name: 'of a clock behind ours', settled: settledAt(NOW_MS - AGREEMENT_SKEW_MS / 4), fate: 'opens' },
    { name: 'of a clock just ahead of ours', settled: settledAt(NOW_MS + AGREEMENT_SKEW_MS), fate: 'opens' },
    { name: 'of a clock far ahead', settled: settledAt(NOW_MS + AGREEMENT_SKEW_MS + 1), fate: 'early' },
    { name: 'before the offer', settled: settledAt(NOW_MS - AGREEMENT_SKEW_MS - 1), fate: 'too-late' },
    { name: 'whose time is over', settled: settledAt(NOW_MS - terms.settleInMs), fate: 'too-late' },
    { name: 'with a settling time of its own', settled: settledAt(NOW_MS, 61_000), fate: 'too-late' },
    {
      name: 'to other terms',
      settled: encodeSettled({ terms: new Uint8Array(9), agreedAtMs: NOW_MS, settleAtMs: NOW_MS + 60_000 }),
      fate: 'overtaken',
    },
  ])('$name: $fate', ({ settled, fate }) => {
    expect(agreementFate(settled, standing, NOW_MS)).toBe(fate)
  })

  test('to its own proposal opens nothing', () => {
    expect(agreementFate(settledAt(NOW_MS), { ...standing, proposedHere: false }, NOW_MS)).toBe('overtaken')
  })

  test.each([
    { name: 'the same', settled: settledAt(NOW_MS), nowMs: NOW_MS + 59_999, fate: 'opens' },
    {
      name: 'the same, when the time is over',
      settled: settledAt(NOW_MS),
      nowMs: NOW_MS + 60_000,
      fate: 'too-late',
    },
    { name: 'another', settled: settledAt(NOW_MS + 1), nowMs: NOW_MS, fate: 'overtaken' },
  ])('answering ours with $name: $fate', ({ settled, nowMs, fate }) => {
    expect(agreementFate(settled, pending, nowMs)).toBe(fate)
  })
})

test.each<[TransferPhase, readonly string[]]>([
  ['offered', ['talk', 'counter', 'agreeTerms', 'endNow']],
  ['deciding', ['talk', 'decide', 'endNow']],
  ['confirming', ['talk']],
  ['agreed', ['talk', 'endNow', 'report', 'confirmReceipt']],
  ['under-way', ['talk', 'endNow', 'report', 'confirmReceipt']],
  ['received', ['talk', 'confirmReceipt']],
  ['closed', []],
])('while %s: %j', (phase, acts) => {
  const can = possibleActs({ ...standing, proposedHere: false, phase }, NO_RECEIPTS)
  expect(Object.entries(can).flatMap(([act, isPossible]) => (isPossible ? [act] : []))).toEqual(acts)
})

describe('earmarks', () => {
  test.each<[string, Partial<Transfer>, boolean]>([
    ['an offer of ours', {}, true],
    ['an ask of theirs that nobody here agreed to', { proposedHere: false }, false],
    ['an ask of theirs that was agreed to', { proposedHere: false, settled: settledAt(NOW_MS) }, true],
    ['what is being decided', { phase: 'deciding', proposedHere: false }, true],
    ['what is under way', { phase: 'under-way' }, true],
    ['what has been given', { phase: 'received' }, false],
    ['what has ended', { phase: 'closed' }, false],
    ['what we are to get', { role: 'receiver' }, false],
  ])('%s: %s', (_, change, isMarked) => {
    expect(isEarmarked({ ...standing, ...change })).toBe(isMarked)
  })
})

describe('receipts', () => {
  const receipt: GivenReceipt = {
    quantity: 1,
    condition: 'whole',
    booked: false,
    mirrorName: 'Anna',
    atMs: NOW_MS,
  }

  test.each([
    { receipts: { own: receipt, peer: null }, phase: 'received' },
    { receipts: { own: null, peer: receipt }, phase: 'received' },
    { receipts: { own: receipt, peer: receipt }, phase: 'closed' },
  ])('leave it $phase', ({ receipts, phase }) => {
    expect(receipted({ ...standing, phase: 'agreed' }, receipts, NOW_MS).phase).toBe(phase)
  })

  test('change nothing before there is an agreement', () => {
    const deciding: Transfer = { ...standing, phase: 'deciding' }
    expect(receipted(deciding, { own: null, peer: receipt }, NOW_MS)).toBe(deciding)
  })
})

test('a first end stands', () => {
  const ended = closed(standing, 'ended-openly', NOW_MS)
  expect(closed(ended, 'completed', NOW_MS + 1)).toBe(ended)
})
