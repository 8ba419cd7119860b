import { expect, test } from 'vitest'
import { answerChecks, type Figures } from '../../../../../src/main/features/seeds/seed-checks.ts'
import type { SeedCheck } from '../../../../../src/shared/contract/seeds.ts'

const FIGURES: Readonly<Record<string, Figures>> = {
  water: { level: 300, ratio: 0.3, daysLeft: null, state: 'deficit' },
  'solar.roof': { level: 5, ratio: 0.5, daysLeft: 2.5, state: 'enough' },
}

test.each<[string, SeedCheck['comparison'], SeedCheck['value'], number | string | null, boolean | null]>([
  ['water.level', '<', 301, 300, true],
  ['water.level', '<', 300, 300, false],
  ['water.level', '<=', 300, 300, true],
  ['water.level', '=', 300, 300, true],
  ['water.level', '!=', 300, 300, false],
  ['water.level', '>=', 301, 300, false],
  ['water.ratio', '>', 0.29, 0.3, true],
  ['water.state', '=', 'deficit', 'deficit', true],
  ['water.state', '!=', 'deficit', 'deficit', false],
  ['water.state', '<', 'enough', 'deficit', null],
  ['water.state', '=', 1, 'deficit', null],
  ['water.level', '=', '300', 300, null],
  ['water.daysLeft', '<', 7, null, null],
  ['solar.roof.daysLeft', '<', 7, 2.5, true],
  ['wind.level', '<', 7, null, null],
  ['water.capacity', '<', 7, null, null],
  ['water.constructor', '=', 'x', null, null],
  ['level', '<', 7, null, null],
  ['.level', '<', 7, null, null],
  ['water.', '<', 7, null, null],
])('%s %s %s: %s, so %s', (field, comparison, value, actual, passed) => {
  const figures = (resource: string) =>
    Object.hasOwn(FIGURES, resource) ? (FIGURES[resource] ?? null) : null
  expect(answerChecks([{ field, comparison, value }], figures)).toEqual([
    { field, comparison, value, actual, passed },
  ])
})
