import { createHmac, hkdfSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { isProof, type ProofCase, proofKey, proofMac } from '../../../../src/main/network/federation-proof.ts'
import { lanServiceTag, protocolIds } from '../../../../src/main/network/protocol-ids.ts'
import { FederationId } from '../../../../src/shared/kernel/ids.ts'
import { testNodeId } from '../../../support/node-ids.ts'

const FEDERATION = FederationId.parse('7e'.padEnd(64, '01'))
const OTHER = FederationId.parse('7e'.padEnd(64, '02'))
const [a, b, c] = [testNodeId(1), testNodeId(2), testNodeId(3)]
const CASE: ProofCase = { dialler: a, answerer: b, prover: 'dialler' }

test('a proof is the MAC that the protocol document describes', () => {
  const key = hkdfSync('sha256', Buffer.from(FEDERATION, 'hex'), '', 'mirrorwell/1 federation proof', 32)
  const said = Buffer.concat([Buffer.from('D'), Buffer.of(52), Buffer.from(a), Buffer.of(52), Buffer.from(b)])
  const expected = createHmac('sha256', new Uint8Array(key)).update(said).digest('hex')
  expect(Buffer.from(proofMac(proofKey(FEDERATION), CASE)).toString('hex')).toBe(expected)
})

test('a proof holds for its own case', () => {
  const key = proofKey(FEDERATION)
  expect(isProof(key, CASE, proofMac(key, CASE))).toBe(true)
})

test.each<[string, ProofCase]>([
  ['the other direction', { ...CASE, prover: 'answerer' }],
  ['the Nodes exchanged', { dialler: b, answerer: a, prover: 'dialler' }],
  ['another dialler', { ...CASE, dialler: c }],
  ['another answerer', { ...CASE, answerer: c }],
])('a proof does not hold for %s', (_what, other) => {
  const key = proofKey(FEDERATION)
  expect(isProof(key, other, proofMac(key, CASE))).toBe(false)
})

test('a proof does not hold in another federation, cut short, or empty', () => {
  const mac = proofMac(proofKey(FEDERATION), CASE)
  expect(isProof(proofKey(OTHER), CASE, mac)).toBe(false)
  expect(isProof(proofKey(FEDERATION), CASE, mac.subarray(1))).toBe(false)
  expect(isProof(proofKey(FEDERATION), CASE, new Uint8Array())).toBe(false)
})

test('protocol ids and the name on the local network differ by federation and tell only a digest', () => {
  const ids = protocolIds(FEDERATION)
  expect(ids.proof).toMatch(/^\/mirrorwell\/[0-9a-f]{16}\/proof\/1\.0\.0$/u)
  expect(ids.lane).toMatch(/^\/mirrorwell\/[0-9a-f]{16}\/lane\/1\.0\.0$/u)
  expect(protocolIds(OTHER).proof).not.toBe(ids.proof)
  expect(lanServiceTag(FEDERATION)).toMatch(/^_mw-[0-9a-f]{12}\._udp\.local$/u)
  expect(lanServiceTag(OTHER)).not.toBe(lanServiceTag(FEDERATION))
  expect(ids.proof).not.toContain(FEDERATION.slice(0, 16))
})
