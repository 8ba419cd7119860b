import { describe, expect, test } from 'vitest'
import {
  earmarksOf,
  earmarkWarning,
  type OwnFigures,
} from '../../../../../src/main/features/transfers/earmarks.ts'
import { encodeTerms } from '../../../../../src/main/features/transfers/transfer-codec.ts'
import {
  type ShownFigures,
  transferHints,
} from '../../../../../src/main/features/transfers/transfer-hints.ts'
import type { Terms, Transfer } from '../../../../../src/main/features/transfers/transfer-types.ts'
import type { TransferId } from '../../../../../src/shared/kernel/ids.ts'
import { testNodeId } from '../../../../support/node-ids.ts'

const OTHER = testNodeId(1)
const mine: OwnFigures = {
  ...{ resource: 'water', unit: 'L', level: 1_800, capacity: 2_000, deficitBelow: 400, state: 'surplus' },
}
const theirs: ShownFigures = {
  ...{ nodeId: OTHER, resource: 'water', unit: 'L', state: 'deficit', low: 0, high: 200 },
  ...{ capacity: 1_000, reportedAtMs: 5 },
}

describe('a hint', () => {
  const hintsFor = (own: Partial<OwnFigures>, shown: Partial<ShownFigures>, free = 1_400) =>
    transferHints([{ ...mine, ...own, free }], [{ ...theirs, ...shown }], () => 'Berg')

  test('is where plenty meets need, with what would even it out', () => {
    expect(hintsFor({}, {})).toEqual([
      {
        ...{ peer: OTHER, peerName: 'Berg', resource: 'water', unit: 'L', role: 'giver', unitsDiffer: false },
        theirs: { state: 'deficit', low: 0, high: 200, reportedAtMs: 5 },
        suggestedQuantity: 530,
      },
    ])
  })

  test.each<[string, Partial<OwnFigures>, Partial<ShownFigures>, number | undefined, number | null]>([
    [
      'of need here and plenty there',
      { level: 100, state: 'deficit' },
      { low: 600, high: 900, state: 'surplus' },
      0,
      300,
    ],
    ['bounded by what is not yet promised', {}, {}, 120, 120],
    ['of nothing where all is promised', {}, {}, 0, 0],
    ['of no quantity in two units', {}, { unit: 'm³' }, 1_400, 0],
    ['that never fills a store beyond its room', {}, { low: 0, high: 900 }, 1_400, 100],
  ])('%s', (_, own, shown, free, suggested) => {
    expect(hintsFor(own, shown, free)[0]?.suggestedQuantity).toBe(suggested)
  })

  test.each<[string, Partial<OwnFigures>, Partial<ShownFigures>]>([
    ['two that both have plenty', {}, { state: 'surplus' }],
    ['two in need', { state: 'deficit' }, {}],
    ['enough and need', { state: 'enough' }, {}],
    ['another resource', {}, { resource: 'food' }],
  ])('is none between %s', (_, own, shown) => {
    expect(hintsFor(own, shown)).toEqual([])
  })
})

describe('earmarks', () => {
  const terms: Terms = {
    ...{ transferId: '0a'.repeat(16) as TransferId, giver: testNodeId(0), receiver: OTHER, revision: 0 },
    ...{ resource: 'water', quantity: 500, unit: 'L', window: null, route: '', expectedLossRatio: 0 },
    ...{ settleInMs: 60_000, slotMs: 1_000 },
  }
  const open = (change: Partial<Transfer> = {}, of: Partial<Terms> = {}): Transfer => ({
    ...{ id: terms.transferId, peer: OTHER, role: 'giver', phase: 'offered', proposedHere: true },
    ...{ proposed: encodeTerms({ ...terms, ...of }), proposedAtMs: 0, offeredAtMs: 0, settled: null },
    ...{ outcome: null, closedAtMs: null, signedHere: [], signedThere: [] },
    ...change,
  })

  test('count what is promised in the unit of the level, and only that', () => {
    const all = [open(), open({ phase: 'agreed' }), open({ role: 'receiver' }), open({}, { unit: 'm³' })]
    expect(earmarksOf([mine], all)).toEqual([
      { resource: 'water', unit: 'L', level: 1_800, earmarked: 1_000, free: 400 },
    ])
  })

  test.each([
    { promised: 1_400, warns: false },
    { promised: 1_401, warns: true },
  ])('$promised of 1,400 above the line of need warns: $warns', ({ promised, warns }) => {
    const warning = earmarkWarning([mine], [open({}, { quantity: promised })], 'water')
    expect(warning?.earmarked ?? null).toBe(warns ? promised : null)
  })

  test('of what is not measured here warn of nothing', () => {
    expect(earmarkWarning([], [open()], 'water')).toBeNull()
  })
})
