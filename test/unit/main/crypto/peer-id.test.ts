import { expect, it } from 'vitest'
import { nodeIdFromPublicKey, publicKeyFromNodeId } from '../../../../src/main/crypto/peer-id.ts'
import { createSigner } from '../../../../src/main/crypto/signing.ts'
import { fromHex } from '../../../../src/main/platform/bytes.ts'

const key = createSigner(new Uint8Array(32).fill(5)).publicKey

it('writes and reads a NodeId', () => {
  const nodeId = nodeIdFromPublicKey(key)
  expect(nodeId).toMatch(/^12D3KooW/)
  expect(publicKeyFromNodeId(nodeId)).toEqual(key)
})

it.each([
  ['nothing', ''],
  ['an RSA PeerId', 'QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N'],
  ['a cut one', nodeIdFromPublicKey(key).slice(0, -3)],
  ['a longer one', `${nodeIdFromPublicKey(key)}A`],
  ['letters base58 does not have', `${nodeIdFromPublicKey(key).slice(0, -1)}0`],
  ['a weak key', nodeIdFromPublicKey(fromHex(`01${'00'.repeat(31)}`))],
  ['a weak key written the second way', nodeIdFromPublicKey(fromHex(`ec${'ff'.repeat(31)}`))],
])('is null for %s', (_, text) => {
  expect(publicKeyFromNodeId(text)).toBeNull()
})
