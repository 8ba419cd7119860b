import { expect, test } from 'vitest'
import { HandshakeGate } from '../../../../../src/main/crypto/session/handshake-gate.ts'
import { HANDSHAKE_TIMEOUT_MS, MAX_HALF_OPEN } from '../../../../../src/main/crypto/session/session-limits.ts'

const always = (): boolean => true
const from = (node: number, address = node) => ({ node: `node ${node}`, address: `address ${address}` })

test('one Node has three handshakes under way and no more', () => {
  const gate = new HandshakeGate(always)
  const leaves = Array.from({ length: MAX_HALF_OPEN.perNode }, () => gate.enter(from(1), 0))
  expect(gate.enter(from(1), 0)).toBe('busy')
  expect(typeof gate.enter(from(2), 0)).toBe('function')
  const [leave] = leaves
  if (typeof leave === 'function') leave()
  expect(typeof gate.enter(from(1), 0)).toBe('function')
})

test('one address has eight under way, however many Nodes it speaks for', () => {
  const gate = new HandshakeGate(always)
  for (let n = 0; n < MAX_HALF_OPEN.perAddress; n += 1)
    expect(typeof gate.enter(from(n, 7), 0)).toBe('function')
  expect(gate.enter(from(99, 7), 0)).toBe('busy')
  expect(typeof gate.enter(from(99, 8), 0)).toBe('function')
})

test('a handshake that nobody ends counts until its time is over', () => {
  const gate = new HandshakeGate(always)
  for (let n = 0; n < MAX_HALF_OPEN.perNode; n += 1) gate.enter(from(1), 0)
  expect(gate.enter(from(1), HANDSHAKE_TIMEOUT_MS)).toBe('busy')
  expect(typeof gate.enter(from(1), HANDSHAKE_TIMEOUT_MS + 1)).toBe('function')
})

test('a session that moves is let in beyond the rate, and no more of them at once than of others', () => {
  const gate = new HandshakeGate(() => false)
  const moving = { node: 'a', address: '/ip4/192.0.2.1', isMoving: true }
  const entered = Array.from({ length: MAX_HALF_OPEN.perNode + 1 }, () => gate.enter(moving, 0))
  expect(entered.map((leave) => typeof leave === 'function')).toEqual([
    ...Array.from({ length: MAX_HALF_OPEN.perNode }, () => true),
    false,
  ])
})

test('a beginning that the limits forbid is refused, and one that is busy has counted', () => {
  let left = MAX_HALF_OPEN.perNode + 1
  const gate = new HandshakeGate(() => left-- > 0)
  for (let n = 0; n < MAX_HALF_OPEN.perNode; n += 1) gate.enter(from(1), n)
  expect(gate.enter(from(1), 100)).toBe('busy')
  expect(gate.enter(from(2), 100)).toBe('rate-exceeded')
  expect(gate.halfOpen).toBe(MAX_HALF_OPEN.perNode)
})

test('leaving twice leaves once', () => {
  const gate = new HandshakeGate(always)
  const [first, second] = [gate.enter(from(1), 0), gate.enter(from(1), 0)]
  if (typeof first === 'string' || typeof second === 'string') throw new Error('refused')
  first()
  first()
  expect(gate.halfOpen).toBe(1)
})
