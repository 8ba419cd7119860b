import { createIntl } from 'react-intl'
import { expect, test } from 'vitest'
import { spreadText } from '../../src/renderer/parts/spread-text.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const intl = createIntl({ locale: 'en' })

test.for<[number, string, string]>([
  [0, '1 second', '1 second'],
  [3_200, '4 seconds', '3 seconds'],
  [2 * MINUTE_MS - 1, '120 seconds', '120 seconds'],
  [2 * MINUTE_MS, '2 minutes', '2 minutes'],
  [2 * MINUTE_MS + 1, '3 minutes', '2 minutes'],
  [100 * MINUTE_MS, '100 minutes', '100 minutes'],
  [26.2 * HOUR_MS, '27 hours', '26 hours'],
  [60 * HOUR_MS, '3 days', '3 days'],
])('%s ms is within and about so much', ([ms, within, about]) => {
  expect([spreadText(intl, ms, 'within'), spreadText(intl, ms, 'about')]).toEqual([within, about])
})
