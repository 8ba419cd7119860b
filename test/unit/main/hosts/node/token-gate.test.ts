import { expect, test } from 'vitest'
import { createToken, REST_MS, TokenGate } from '../../../../../src/main/hosts/node/token-gate.ts'
import { systemRandom } from '../../../../../src/main/platform/random.ts'
import { TestClock } from '../../../../support/clock.ts'

function gate(): { readonly gate: TokenGate; readonly clock: TestClock } {
  const clock = new TestClock()
  return { clock, gate: new TokenGate({ clock }, { token: 'right' }) }
}

test('a token is 256 bits that fit an address, another each time', () => {
  const tokens = new Set(Array.from({ length: 100 }, () => createToken(systemRandom)))
  expect(tokens.size).toBe(100)
  for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/u)
})

test.for(['', 'righ', 'right ', 'Right', 'rightright', 'r\u0000ight'])('%o is not the token', (offered) => {
  expect(gate().gate.judge(offered)).toBe('refused')
})

test('three wrong ones begin a rest of a minute, in which the right one still passes', () => {
  const { gate: door, clock } = gate()
  expect(['a', 'b', 'c', 'd', 'right', 'e'].map((offered) => door.judge(offered))).toEqual([
    'refused',
    'refused',
    'refused',
    'resting',
    'admitted',
    'resting',
  ])
  clock.advance(REST_MS - 1)
  expect(door.judge('f')).toBe('resting')
  clock.advance(1)
  expect(door.judge('g')).toBe('refused')
})

test('a right one between does not give back tries, and a minute does', () => {
  const { gate: door } = gate()
  for (const offered of ['a', 'right', 'b', 'right', 'c']) door.judge(offered)
  expect(door.judge('d')).toBe('resting')
  const { gate: patient, clock: slow } = gate()
  for (const offered of ['a', 'b', 'c', 'd', 'e']) {
    expect(patient.judge(offered)).toBe('refused')
    slow.advance(REST_MS / 2)
  }
})
