import { createHash, createPrivateKey, createPublicKey } from 'node:crypto'
import { nodeIdFromPublicKey } from '../../src/main/crypto/peer-id.ts'
import type { NodeId } from '../../src/shared/kernel/ids.ts'

/** PKCS#8 wrapping of a raw Ed25519 seed. Source: RFC 8410 §7. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The seed of the n-th Node of a test: always the same. */
export const testSeed = (n: number): Uint8Array =>
  new Uint8Array(createHash('sha256').update(`test node ${n}`).digest())

/** The name of the n-th Node of a test. */
export function testNodeId(n: number): NodeId {
  const key = createPrivateKey({
    key: Buffer.concat([PKCS8_PREFIX, testSeed(n)]),
    format: 'der',
    type: 'pkcs8',
  })
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return nodeIdFromPublicKey(new Uint8Array(spki.subarray(-32)))
}
