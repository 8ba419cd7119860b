import { expect, test } from 'vitest'
import { isSoundStatement } from '../../../../../src/main/features/trust/trust-rules.ts'
import type { TrustStatement } from '../../../../../src/main/features/trust/trust-types.ts'
import { ISOLATION_MAX_MS } from '../../../../../src/shared/contract/trust-bounds.ts'
import { testNodeId } from '../../../../support/node-ids.ts'

const ID = 'ab'.repeat(16)
const base: Omit<TrustStatement, 'act'> = {
  ...{ node: testNodeId(1), atMs: 1_000, reason: '', isolation: ID, untilMs: 0 },
}
const why = { reason: 'Noise.' }

test.each<[string, boolean, Partial<TrustStatement> & Pick<TrustStatement, 'act'>]>([
  ['a flag', true, { act: 'flag', ...why, isolation: '' }],
  ['a flag of an isolation', false, { act: 'flag', ...why }],
  ['a flag without a reason', false, { act: 'flag', isolation: '' }],
  ['an isolation', true, { act: 'isolate', ...why, untilMs: 1_001 }],
  ['the longest isolation', true, { act: 'isolate', ...why, untilMs: 1_000 + ISOLATION_MAX_MS }],
  ['a longer one', false, { act: 'isolate', ...why, untilMs: 1_001 + ISOLATION_MAX_MS }],
  ['an isolation that ends as it begins', false, { act: 'isolate', ...why, untilMs: 1_000 }],
  ['an isolation without an end', false, { act: 'isolate', ...why }],
  ['an isolation without a reason', false, { act: 'isolate', untilMs: 1_001 }],
  ['an isolation without a name', false, { act: 'isolate', ...why, untilMs: 1_001, isolation: '' }],
  ['a name of another length', false, { act: 'release', isolation: 'ab' }],
  ['a release', true, { act: 'release' }],
  ['a release with a reason', false, { act: 'release', ...why }],
  ['an appeal', true, { act: 'appeal', ...why }],
  ['an appeal without a reason', false, { act: 'appeal' }],
  ['an appeal with an end', false, { act: 'appeal', ...why, untilMs: 2_000 }],
  ['an end by time', true, { act: 'expire' }],
])('%s is sound: %s', (_, isSound, said) => {
  expect(isSoundStatement({ ...base, ...said })).toBe(isSound)
})
