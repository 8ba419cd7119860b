import { expect, test } from 'vitest'
import { freeSlug, slugOf } from '../../../../../src/main/features/seeds/seed-rules.ts'

test.each([
  ['Water in dry weeks', 'water-in-dry-weeks'],
  ['  Så här: 2 gånger!  ', 'så-här-2-gånger'],
  ['乾いた週の水やり', '乾いた週の水やり'],
  ['水 / Water', '水-water'],
  ['हिन्दी पाठ', 'हिन्दी-पाठ'],
  ['E\u0301te\u0301', 'été'],
  ['../../etc/passwd', 'etc-passwd'],
  ['İstanbul', 'i̇stanbul'],
  ['!!!', 'page'],
  ['<script>', 'script'],
  ['a'.repeat(200), 'a'.repeat(80)],
  [`${'a'.repeat(79)} b`, 'a'.repeat(79)],
])('the page of "%s" is named %s', (title, slug) => {
  expect(slugOf(title)).toBe(slug.normalize('NFC'))
})

test.each([
  [[], 'rain'],
  [['rain'], 'rain-2'],
  [['rain', 'rain-2', 'rain-3'], 'rain-4'],
  [['rain-2'], 'rain'],
])('beside %j the next page is %s', (taken, slug) => {
  expect(freeSlug('Rain', (name) => (taken as string[]).includes(name))).toBe(slug)
})
