import { createIntl } from 'react-intl'
import { describe, expect, test } from 'vitest'
import { freeFor, isOver } from '../../src/renderer/features/transfers/free-quantity.ts'
import {
  draftFrom,
  filledFrom,
  OTHER,
  readOffer,
  resourceChoices,
  unitOf,
} from '../../src/renderer/features/transfers/offer-draft.ts'
import { readReceipt } from '../../src/renderer/features/transfers/receipt-draft.ts'
import {
  draftOf,
  EMPTY_TERMS,
  readTerms,
  toLocalMoment,
} from '../../src/renderer/features/transfers/terms-draft.ts'
import { spanText } from '../../src/renderer/ui/Remaining.tsx'
import { waitOf } from '../../src/shared/contract/waiting.ts'
import {
  nodeIdOf,
  SAMPLE_NOW_MS,
  sampleEarmark,
  sampleHint,
  sampleReport,
  sampleResource,
  sampleTransfer,
} from '../support/sample-views.ts'

const written = { ...EMPTY_TERMS, quantity: '1 200,5', unit: 'L' }

describe('terms', () => {
  test('are read as they were written, and nothing is required but a quantity and its unit', () => {
    expect(readTerms(written, 'sv').terms).toEqual({
      quantity: 1_200.5,
      unit: 'L',
      window: null,
      route: '',
      expectedLossRatio: 0,
      settleInMs: EMPTY_TERMS.settleInMs,
      note: '',
    })
  })

  test.each([
    ['no quantity', { quantity: '' }, 'quantity'],
    ['a quantity of nothing', { quantity: '0' }, 'quantity'],
    ['no unit', { unit: ' ' }, 'unit'],
    ['a beginning without an end', { from: '2026-11-22T09:00' }, 'until'],
    ['an end without a beginning', { until: '2026-11-22T09:00' }, 'until'],
    ['an end at the beginning', { from: '2026-11-22T09:00', until: '2026-11-22T09:00' }, 'until'],
    ['more lost than sent', { lossPercent: '101' }, 'lossPercent'],
    ['a loss in words', { lossPercent: 'lite' }, 'lossPercent'],
    ['a route longer than a route', { route: 'x'.repeat(281) }, 'route'],
    ['more words than a message holds', { note: 'x'.repeat(2_001) }, 'note'],
  ])('name the field when there is %s', (_case, part, field) => {
    const { terms, problems } = readTerms({ ...written, ...part }, 'sv')
    expect(terms).toBeNull()
    expect(Object.keys(problems)).toEqual([field])
  })

  test('come back the same when they are taken up for a change', () => {
    const minute = 60_000
    const window = { fromMs: SAMPLE_NOW_MS, untilMs: SAMPLE_NOW_MS + 90 * minute }
    const standing = sampleTransfer(1, { window, expectedLossRatio: 0.07 })
    const { quantity, unit, route, expectedLossRatio, settleInMs } = standing
    const again = readTerms(draftOf(standing), 'en').terms
    expect(again).toEqual({ quantity, unit, route, expectedLossRatio, settleInMs, window, note: '' })
  })

  test('write a moment in the reader’s own zone', () => {
    expect(Date.parse(toLocalMoment(SAMPLE_NOW_MS))).toBe(SAMPLE_NOW_MS)
  })
})

describe('an offer', () => {
  const measured = {
    own: [sampleResource({ resource: 'potatoes', unit: 'kg' })],
    reports: [sampleReport('b', { resource: 'timber', unit: 'm³' })],
  }

  test('begins with what the address asks for, and makes nothing of what it does not know', () => {
    const asked = draftFrom(new URLSearchParams({ to: 'x', as: 'thief', resource: 'water' }))
    expect(asked).toMatchObject({ to: 'x', as: 'giver', resource: 'water' })
  })

  test('takes quantity and unit from the hint it was begun with', () => {
    const begun = draftFrom(new URLSearchParams({ to: nodeIdOf('b'), as: 'giver', resource: 'water' }))
    expect(filledFrom(begun, measured, [sampleHint()]).terms).toMatchObject({ quantity: '150', unit: 'L' })
    expect(filledFrom(begun, measured, [sampleHint({ unitsDiffer: true })]).terms.quantity).toBe('')
  })

  test('can be about what the giving side measures, about what all know, or about something else', () => {
    const draft = draftFrom(new URLSearchParams({ to: nodeIdOf('b') }))
    expect(resourceChoices(draft, measured)).toEqual(['potatoes', 'energy', 'water', 'food', OTHER])
    expect(resourceChoices({ ...draft, as: 'receiver' }, measured)[0]).toBe('timber')
    expect(unitOf({ resource: 'timber', to: nodeIdOf('b') }, measured)).toBe('m³')
    expect(unitOf({ resource: 'energy', to: nodeIdOf('b') }, measured)).toBe('kWh')
  })

  test('of something else needs a name', () => {
    const draft = {
      ...draftFrom(new URLSearchParams({ to: nodeIdOf('b') })),
      resource: OTHER,
      terms: written,
    }
    expect(readOffer(draft, 'sv').problems).toEqual({ name: 'record.nameWrong' })
    expect(readOffer({ ...draft, name: 'ved' }, 'sv').input).toMatchObject({
      resource: 'ved',
      quantity: 1_200.5,
    })
  })
})

describe('what is free', () => {
  const own = sampleResource({ level: 420, deficitBelow: 200 })

  test.each([
    ['nothing promised', { earmarked: 0 }, 0, 220],
    ['some promised', { earmarked: 100 }, 0, 120],
    ['all promised to this transfer', { earmarked: 300 }, 300, 220],
    ['too much promised besides this one', { earmarked: 600 }, 300, 0],
  ])('is reckoned with %s', (_case, part, released, free) => {
    expect(freeFor(released, sampleEarmark(part), own)?.free).toBe(free)
  })

  test('is not known where no level is kept', () => {
    expect(freeFor(0, undefined, own)).toBeNull()
    expect(freeFor(0, sampleEarmark(), undefined)).toBeNull()
  })

  test.each([
    ['120', false],
    ['120,1', true],
    ['', false],
  ])('may be promised up to its edge (%s)', (quantity, over) => {
    const promise = {
      as: 'giver',
      resource: 'water',
      unit: 'L',
      quantity,
      released: 0,
      peerName: null,
    } as const
    expect(isOver(promise, sampleEarmark({ free: 120 }), 'sv')).toBe(over)
  })
})

describe('a receipt', () => {
  const { id } = sampleTransfer(1)
  const draft = { quantity: '290', condition: 'whole', book: null } as const

  test('asks whether to book where there is a level to correct, and nowhere else', () => {
    expect(readReceipt(draft, { id, language: 'en', hasLevel: true }).problems).toEqual({
      book: 'receipt.bookMissing',
    })
    expect(readReceipt(draft, { id, language: 'en', hasLevel: false }).input).toEqual({
      id,
      quantity: 290,
      condition: 'whole',
      book: false,
    })
  })

  test('can say that nothing arrived', () => {
    const nothing = { quantity: '0', condition: 'disputed', book: 'no' } as const
    expect(readReceipt(nothing, { id, language: 'en', hasLevel: true }).input).toMatchObject({ quantity: 0 })
  })
})

describe('what a transfer waits for', () => {
  const receipt = { quantity: 1, condition: 'whole', booked: false, mirrorName: 'Anna', atMs: 1 } as const
  const can = { confirmReceipt: true }

  test.each([
    ['an open decision', {}, 'decide'],
    ['a decision that was opened before this Mirror came', { can: { decide: false } }, null],
    ['terms of theirs', { phase: 'offered' }, 'terms'],
    ['terms of ours', { phase: 'offered', proposedHere: true }, null],
    ['being confirmed', { phase: 'confirming' }, null],
    ['on its way to us', { phase: 'under-way', role: 'receiver', can }, 'receipt'],
    ['on its way from us', { phase: 'under-way', role: 'giver', can }, null],
    ['arrived there', { phase: 'received', role: 'giver', can }, 'receipt'],
    ['signed for here', { phase: 'received', can, receipts: { own: receipt, peer: null } }, null],
    ['over', { phase: 'closed', outcome: 'not-agreed' }, null],
  ] as const)('%s', (_case, part, wait) => {
    expect(waitOf(sampleTransfer(1, part))).toBe(wait)
  })
})

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
test.each([
  [-5, 'en', '0 seconds'],
  [400, 'en', '1 second'],
  [119_000, 'en', '119 seconds'],
  [2 * MINUTE_MS, 'en', '2 minutes'],
  [3 * HOUR_MS + 40 * MINUTE_MS, 'sv', '3 timmar 40 minuter'],
  [24 * HOUR_MS, 'en', '1 day'],
  [50 * HOUR_MS + 59 * MINUTE_MS, 'ja', '2 日 2 時間'],
] as const)('tells a span of %i ms in its two largest units', (ms, locale, words) => {
  expect(spanText(createIntl({ locale, messages: {} }), ms)).toBe(words)
})
