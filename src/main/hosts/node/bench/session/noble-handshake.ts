import { createHmac } from 'node:crypto'
import { ed25519, x25519 } from '@noble/curves/ed25519.js'

const INFO = 'bench'
const secrets = [1, 2].map((byte) => new Uint8Array(32).fill(byte))

/**
 * What both ends of a session's handshake compute at the least, by @noble/curves
 * alone: two key pairs, two agreements, two signatures, two verifications. Hashes,
 * sealing and messages are left out, in favour of this side.
 */
export function nobleHandshake(): void {
  const [one, other] = [x25519.keygen(), x25519.keygen()]
  const agreed = x25519.getSharedSecret(one.secretKey, other.publicKey)
  const again = x25519.getSharedSecret(other.secretKey, one.publicKey)
  const said = createHmac('sha256', agreed).update(again).update(INFO).digest()
  for (const secret of secrets) {
    const signature = ed25519.sign(said, secret)
    if (!ed25519.verify(signature, said, ed25519.getPublicKey(secret))) throw new TypeError('noble disagrees')
  }
}
