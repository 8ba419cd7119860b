import { expect, test } from 'vitest'
import { HandshakeGate } from '../../../../../src/main/crypto/session/handshake-gate.ts'
import {
  HANDSHAKE_TIMEOUT_MS,
  MAX_HALF_OPEN,
  MAX_PER_MINUTE,
} from '../../../../../src/main/crypto/session/session-limits.ts'

const MINUTE_MS = 60_000
const from = (node: number, address = node) => ({ node: `node ${node}`, address: `address ${address}` })

/** Enter so often, one Node and address each time unless told otherwise, and leave again at once. */
function passThrough(gate: HandshakeGate, times: number, who = from): void {
  for (let n = 0; n < times; n += 1) {
    const leave = gate.enter(who(n), 0)
    if (typeof leave === 'string') throw new Error(leave)
    leave()
  }
}

test('one Node has three handshakes under way and no more', () => {
  const gate = new HandshakeGate()
  const leaves = Array.from({ length: MAX_HALF_OPEN.perNode }, () => gate.enter(from(1), 0))
  expect(gate.enter(from(1), 0)).toBe('busy')
  expect(typeof gate.enter(from(2), 0)).toBe('function')
  const [leave] = leaves
  if (typeof leave === 'function') leave()
  expect(typeof gate.enter(from(1), 0)).toBe('function')
})

test('one address has eight under way, however many Nodes it speaks for', () => {
  const gate = new HandshakeGate()
  for (let n = 0; n < MAX_HALF_OPEN.perAddress; n += 1)
    expect(typeof gate.enter(from(n, 7), 0)).toBe('function')
  expect(gate.enter(from(99, 7), 0)).toBe('busy')
  expect(typeof gate.enter(from(99, 8), 0)).toBe('function')
})

test('a handshake that nobody ends counts until its time is over', () => {
  const gate = new HandshakeGate()
  for (let n = 0; n < MAX_HALF_OPEN.perNode; n += 1) gate.enter(from(1), 0)
  expect(gate.enter(from(1), HANDSHAKE_TIMEOUT_MS)).toBe('busy')
  expect(typeof gate.enter(from(1), HANDSHAKE_TIMEOUT_MS + 1)).toBe('function')
})

test('one Node begins ten times a minute, and a refused try counts as one', () => {
  const gate = new HandshakeGate()
  for (let n = 0; n < MAX_PER_MINUTE.perNode; n += 1) gate.enter(from(1), n)
  expect(gate.enter(from(1), 100)).toBe('rate-exceeded')
  expect(gate.halfOpen).toBe(MAX_HALF_OPEN.perNode)
  expect(gate.enter(from(1), MINUTE_MS - 1)).toBe('rate-exceeded')
  expect(typeof gate.enter(from(1), MINUTE_MS)).toBe('function')
})

test('all together begin sixty times a minute', () => {
  const gate = new HandshakeGate()
  passThrough(gate, MAX_PER_MINUTE.total)
  expect(gate.enter(from(999), 1)).toBe('rate-exceeded')
  expect(typeof gate.enter(from(999), MINUTE_MS)).toBe('function')
})

test('leaving twice leaves once', () => {
  const gate = new HandshakeGate()
  const [first, second] = [gate.enter(from(1), 0), gate.enter(from(1), 0)]
  if (typeof first === 'string' || typeof second === 'string') throw new Error('refused')
  first()
  first()
  expect(gate.halfOpen).toBe(1)
})
