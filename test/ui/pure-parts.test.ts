import { describe, expect, test } from 'vitest'
import { snoozeUntilMs } from '../../src/renderer/features/alerts/snooze-times.ts'
import { freshness } from '../../src/renderer/features/map/report-rows.ts'
import { linePath } from '../../src/renderer/features/resources/history-line.ts'
import { toClock, toMinute } from '../../src/renderer/features/settings/hours-draft.ts'
import { foldText, groupAlerts } from '../../src/renderer/parts/alert-groups.ts'
import { parseFigure } from '../../src/renderer/parts/parse-figure.ts'
import { span } from '../../src/renderer/ui/Duration.tsx'
import { sampleAlert } from '../support/sample-views.ts'

describe('figures as people write them', () => {
  test.each([
    ['1,5', 'sv', 1.5],
    ['1 000,5', 'sv', 1_000.5],
    ['1,500', 'sv', 1.5],
    ['1.5', 'sv', 1.5],
    ['1,500', 'en', 1_500],
    ['1,5', 'en', 1.5],
    ['12,345,678.25', 'en', 12_345_678.25],
    ['１２．５', 'ja', 12.5],
    ['−3', 'sv', -3],
    ['', 'en', null],
    ['1e3', 'en', null],
    ['1,2,3', 'en', null],
    ['Infinity', 'en', null],
    ['12 L', 'en', null],
  ] as const)('%j in %s is %j', (raw, language, value) => {
    expect(parseFigure(raw, language)).toBe(value)
  })
})

test.each([
  ['Ärlig', 'arlig'],
  ['ＡＢＣ', 'abc'],
  ['ﾎﾟﾝﾌﾟ', foldText('ポンプ')],
  ['ポンプ', foldText('ぽんぷ')],
])('%s is found as %s', (text, folded) => {
  expect(foldText(text)).toBe(folded)
})

test('groups alerts of one kind, system and summary, but not across states', () => {
  const groups = groupAlerts([
    sampleAlert(1),
    sampleAlert(2, { summary: 'IRRIGATION model favours the east side!' }),
    sampleAlert(3, { kind: 'hallucination' }),
    sampleAlert(4, { system: 'Another' }),
    sampleAlert(5, { state: 'resolved' }),
  ])
  expect(groups.map((group) => group.members.length)).toEqual([2, 1, 1, 1])
})

test('tomorrow at eight is tomorrow at eight by the reader’s clock', () => {
  const lateMs = new Date(2026, 10, 21, 23, 59).getTime()
  const until = new Date(snoozeUntilMs('tomorrow', lateMs))
  expect([until.getDate(), until.getHours(), until.getMinutes()]).toEqual([22, 8, 0])
})

test.each([
  ['7:05', 425],
  ['２２：００', 1_320],
  ['24:00', null],
  ['7.05', null],
])('the time %s is minute %j', (clock, minute) => {
  expect(toMinute(clock)).toBe(minute)
})
test('a minute of the day reads as a clock', () => expect(toClock(425)).toBe('07:05'))

test('a report pales with age and never vanishes', () => {
  const ages = [0, 1, 6, 48, 1_000].map((hours) => freshness(hours * 3_600_000))
  expect(ages).toEqual(ages.toSorted((one, other) => other - one))
  expect(ages[0]).toBe(1)
  expect(ages.at(-1)).toBeGreaterThan(0)
})

test('draws a line from oldest to newest', () => {
  const points = [2, 0, 1].map((atMs) => ({ atMs, level: atMs * 10, state: 'enough' as const }))
  expect(linePath(points, { width: 100, y: (level) => level })).toBe('M0 0L50 10L100 20')
  expect(linePath([], { width: 100, y: (level) => level })).toBe('')
})

test.each([
  [59_999, 59, 'second'],
  [60_000, 1, 'minute'],
  [47 * 3_600_000, 47, 'hour'],
  [49 * 3_600_000, 2, 'day'],
  [-5, 0, 'second'],
])('%i ms are %i %s', (ms, amount, unit) => {
  expect(span(ms)).toEqual({ amount, unit })
})
