import { describe, expect, it } from 'vitest'
import {
  type CredentialDraft,
  issueCredential,
  mirrorIdOf,
  verifyCredential,
} from '../../../../src/main/crypto/credential.ts'
import { nodeIdFromPublicKey } from '../../../../src/main/crypto/peer-id.ts'
import { createSigner } from '../../../../src/main/crypto/signing.ts'
import { fromHex } from '../../../../src/main/platform/bytes.ts'
import { wire } from '../../../../src/main/wire/messages.ts'
import type { FederationId } from '../../../../src/shared/kernel/ids.ts'

const federationId = `01${'ab'.repeat(31)}` as FederationId
const otherFederation = `01${'cd'.repeat(31)}` as FederationId
const node = createSigner(new Uint8Array(32).fill(1))
const stranger = createSigner(new Uint8Array(32).fill(2))
const mirrorKey = createSigner(new Uint8Array(32).fill(3)).publicKey
const draft: CredentialDraft = { federationId, mirrorKey, name: '安奈 Anna', sinceMs: 1000, untilMs: null }
const expected = { federationId, nodeId: nodeIdFromPublicKey(node.publicKey), atMs: 5000 }

describe('a credential', () => {
  it('tells who may act for the Node', () => {
    expect(verifyCredential(issueCredential(draft, node), expected)).toEqual({
      valid: true,
      credential: {
        mirrorId: mirrorIdOf(mirrorKey),
        mirrorKey,
        name: '安奈 Anna',
        sinceMs: 1000,
        untilMs: null,
      },
    })
  })

  it('fits its bound with the longest name of the widest script', () => {
    expect(
      verifyCredential(issueCredential({ ...draft, name: '鏡'.repeat(60) }, node), expected),
    ).toMatchObject({ valid: true })
  })

  it.each([
    ['from another federation', draft, { ...expected, federationId: otherFederation }, 'federation-wrong'],
    [
      'for another Node',
      draft,
      { ...expected, nodeId: nodeIdFromPublicKey(stranger.publicKey) },
      'credential-invalid',
    ],
    ['before it begins', draft, { ...expected, atMs: 999 }, 'credential-invalid'],
    ['at its end', { ...draft, untilMs: 5000 }, expected, 'credential-invalid'],
    ['for a weak Mirror key', { ...draft, mirrorKey: fromHex('00'.repeat(32)) }, expected, 'key-weak'],
    ['for a key of no length', { ...draft, mirrorKey: new Uint8Array(0) }, expected, 'key-weak'],
    ['without a name', { ...draft, name: '' }, expected, 'malformed'],
    ['with a name that hides its direction', { ...draft, name: 'Anna\u202e' }, expected, 'malformed'],
    ['with a name on two lines', { ...draft, name: 'Anna\nNode' }, expected, 'malformed'],
    ['with a name over the bound', { ...draft, name: 'x'.repeat(61) }, expected, 'malformed'],
    ['with a name far over it', { ...draft, name: 'x'.repeat(600) }, expected, 'too-large'],
  ])('does not count %s', (_, given, where, reason) => {
    expect(verifyCredential(issueCredential(given, node), where)).toEqual({ valid: false, reason })
  })

  it('does not count when another Node signed it', () => {
    const { credential } = wire.SignedCredential.decode(issueCredential(draft, node))
    const { nodeSignature } = wire.SignedCredential.decode(issueCredential(draft, stranger))
    const forged = wire.SignedCredential.encode({ credential, nodeSignature }).finish()
    expect(verifyCredential(forged, expected)).toEqual({ valid: false, reason: 'signature-invalid' })
  })

  it('never throws and never counts when any bit of it has changed', () => {
    const bytes = issueCredential(draft, node)
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Uint8Array.from(bytes)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(verifyCredential(changed, expected).valid).toBe(false)
    }
  })

  it('never throws when it is cut short', () => {
    const bytes = issueCredential(draft, node)
    for (let length = 0; length < bytes.length; length++) {
      expect(verifyCredential(bytes.subarray(0, length), expected).valid).toBe(false)
    }
  })
})
