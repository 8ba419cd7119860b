import { expect, test } from 'vitest'
import type { Instant } from '../../../../src/main/crypto/session/session-time.ts'
import { ASK_AGAIN_MS, Reachability } from '../../../../src/main/network/reachability.ts'
import { testNodeId } from '../../../support/node-ids.ts'

const [a, b] = [testNodeId(1), testNodeId(2)]
const ADDRESS = '/ip4/203.0.113.7/tcp/4001'
const HOUR_MS = 3_600_000
const at = (ms: number): Instant => ({ wallMs: ms, monotonicMs: ms })

test('is not known before anybody outside has tried', () => {
  expect(new Reachability().outside(at(0))).toBe('unknown')
})

test('goes by whoever came in, whatever others failed to do', () => {
  const reachability = new Reachability()
  reachability.note(a, { at: at(0), address: null })
  expect(reachability.outside(at(1))).toBe('no')
  reachability.note(b, { at: at(1), address: ADDRESS })
  expect(reachability.outside(at(2))).toBe('yes')
  expect(reachability.addresses(at(2))).toEqual([ADDRESS])
})

test('shows one address of each family, the one most came in by', () => {
  const reachability = new Reachability()
  const votes = [
    [3, '/ip4/198.51.100.1/tcp/1'],
    [4, '/ip6/2001:db8::7/tcp/4001'],
    [5, ADDRESS],
    [6, '/ip4/198.51.100.2/tcp/2'],
    [7, ADDRESS],
    [8, '/ip6/2001:db8::8/tcp/1'],
    [9, '/ip4/198.51.100.3/tcp/3'],
  ] as const
  for (const [n, address] of votes) reachability.note(testNodeId(n), { at: at(0), address })
  expect(reachability.addresses(at(1))).toEqual([ADDRESS, '/ip6/2001:db8::7/tcp/4001'])
  reachability.note(testNodeId(5), { at: at(1), address: '/ip4/198.51.100.3/tcp/3' })
  expect(reachability.addresses(at(2))[0]).toBe('/ip4/198.51.100.3/tcp/3')
})

test('forgets what was found an hour ago', () => {
  const reachability = new Reachability()
  reachability.note(a, { at: at(0), address: ADDRESS })
  reachability.note(b, { at: at(1_000), address: null })
  expect(reachability.outside(at(HOUR_MS))).toBe('no')
  expect(reachability.addresses(at(HOUR_MS))).toEqual([])
  expect(reachability.outside(at(HOUR_MS + 1_000))).toBe('unknown')
})

test('asks one neighbour again after ten minutes', () => {
  const reachability = new Reachability()
  expect(reachability.isDue(a, at(0))).toBe(true)
  reachability.note(a, { at: at(0), address: null })
  expect(reachability.isDue(a, at(ASK_AGAIN_MS - 1))).toBe(false)
  expect(reachability.isDue(b, at(1))).toBe(true)
  expect(reachability.isDue(a, at(ASK_AGAIN_MS))).toBe(true)
})

test.each<[string, Instant]>([
  ['slept through', { wallMs: 11 * HOUR_MS, monotonicMs: 0 }],
  ['spent awake while somebody set the clock back', { wallMs: -HOUR_MS, monotonicMs: HOUR_MS }],
])('counts time that was %s', (_what, later) => {
  const reachability = new Reachability()
  reachability.note(a, { at: at(0), address: ADDRESS })
  expect(reachability.isDue(a, later)).toBe(true)
  expect(reachability.outside(later)).toBe('unknown')
  expect(reachability.addresses(later)).toEqual([])
})
