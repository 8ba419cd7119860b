import { beforeEach, describe, expect, it } from 'vitest'
import { issueCredential, mirrorIdOf } from '../../../../../src/main/crypto/credential.ts'
import { nodeIdFromPublicKey } from '../../../../../src/main/crypto/peer-id.ts'
import { createSigner } from '../../../../../src/main/crypto/signing.ts'
import { identityMigrations } from '../../../../../src/main/features/identity/identity-schema.ts'
import {
  encodeMirrorAdded,
  encodeMirrorRevoked,
} from '../../../../../src/main/features/identity/mirror-codec.ts'
import {
  isByRevokedMirror,
  type MirrorNames,
  mirrorKinds,
} from '../../../../../src/main/features/identity/mirror-kinds.ts'
import { RevocationStore } from '../../../../../src/main/features/identity/revocation-store.ts'
import type { KindRules, StoredEntry } from '../../../../../src/main/replica/entry.ts'
import type { EntryId, FederationId } from '../../../../../src/shared/kernel/ids.ts'
import { memoryDatabase } from '../../../../support/database.ts'

const federationId = `01${'ab'.repeat(31)}` as FederationId
const node = createSigner(new Uint8Array(32).fill(1))
const stranger = createSigner(new Uint8Array(32).fill(2))
const mirrorKey = createSigner(new Uint8Array(32).fill(3)).publicKey
const mirror = { mirrorId: mirrorIdOf(mirrorKey), name: 'Anna', publicKey: mirrorKey }
const epoch = { openedAtMs: 1000, random: '55'.repeat(16) }

function entry(fields: Partial<StoredEntry>): StoredEntry {
  return {
    id: 'ff'.repeat(32) as EntryId,
    federationId,
    stream: 'log',
    kind: 'alert',
    author: nodeIdFromPublicKey(node.publicKey),
    authorKey: node.publicKey,
    epoch,
    sequence: 10,
    previous: null,
    time: { wallMs: 5000, counter: 0 },
    slot: '',
    payload: new Uint8Array(),
    mirror,
    receivedAtMs: 5000,
    hops: 1,
    via: null,
    own: false,
    ...fields,
  }
}

let revocations: RevocationStore
let added: KindRules
let revoked: KindRules
let noted: string[]
beforeEach(() => {
  revocations = new RevocationStore(memoryDatabase(identityMigrations))
  noted = []
  const noteMirror: MirrorNames['noteMirror'] = (nodeId, { mirrorId, name }) =>
    noted.push(`${nodeId} ${mirrorId} ${name}`)
  const kinds = mirrorKinds(revocations, { noteMirror })
  const find = (kind: string) => kinds.find((rules) => rules.kind === kind) ?? expect.unreachable(kind)
  added = find('mirror-credential')
  revoked = find('mirror-revocation')
})

describe('a credential in a log', () => {
  const draft = { federationId, mirrorKey, name: 'Anna', sinceMs: 1000, untilMs: null }

  it('counts when the author signed it for itself', () => {
    expect(added.judge(entry({ payload: encodeMirrorAdded(issueCredential(draft, node)) }))).toEqual({
      action: 'accept',
    })
  })

  it('has its Mirror’s name noted, and one that does not count has not', () => {
    const own = entry({ payload: encodeMirrorAdded(issueCredential(draft, node)) })
    added.project(own)
    added.project(entry({ payload: encodeMirrorAdded(issueCredential(draft, stranger)) }))
    added.project(entry({ payload: Uint8Array.of(255) }))
    expect(noted).toEqual([`${own.author} ${mirror.mirrorId} Anna`])
  })

  it.each([
    ['by another Node', encodeMirrorAdded(issueCredential(draft, stranger)), 'credential-invalid'],
    [
      'that begins later',
      encodeMirrorAdded(issueCredential({ ...draft, sinceMs: 5001 }, node)),
      'credential-invalid',
    ],
    ['that is none', encodeMirrorAdded(Uint8Array.of(1, 2, 3)), 'malformed'],
    ['that is nothing', new Uint8Array(), 'malformed'],
    ['that is garbage', Uint8Array.of(255, 255, 255), 'malformed'],
    ['that is too long', encodeMirrorAdded(new Uint8Array(513)), 'too-large'],
    ['that is far too long', encodeMirrorAdded(new Uint8Array(5000)), 'malformed'],
  ])('is rejected when it is one %s', (_, payload, reason) => {
    expect(added.judge(entry({ payload }))).toEqual({ action: 'reject', reason })
  })
})

describe('a revocation in a log', () => {
  const revocation = (fields: Partial<StoredEntry> = {}) =>
    entry({ kind: 'mirror-revocation', mirror: null, payload: encodeMirrorRevoked(mirrorKey), ...fields })

  it.each([
    new Uint8Array(),
    encodeMirrorRevoked(new Uint8Array(31)),
    Uint8Array.of(255),
    new Uint8Array(5000),
  ])('is rejected when it names no key', (payload) => {
    expect(revoked.judge(revocation({ payload }))).toEqual({ action: 'reject', reason: 'malformed' })
  })

  it('is accepted by its form, since the envelope is signed', () => {
    expect(revoked.judge(revocation())).toEqual({ action: 'accept' })
  })

  it.each<[string, Partial<StoredEntry>, boolean]>([
    ['an entry before it', { sequence: 9 }, false],
    ['an entry after it', { sequence: 11 }, true],
    ['an entry of an earlier epoch', { epoch: { ...epoch, openedAtMs: 999 }, sequence: 99 }, false],
    ['an entry of a later epoch', { epoch: { ...epoch, openedAtMs: 1001 }, sequence: 0 }, true],
    [
      'an entry of a later epoch of the same moment',
      { epoch: { ...epoch, random: '66'.repeat(16) }, sequence: 0 },
      true,
    ],
    ['an entry without a Mirror', { sequence: 11, mirror: null }, false],
    ['another Mirror', { sequence: 11, mirror: { ...mirror, mirrorId: mirrorIdOf(node.publicKey) } }, false],
    [
      'the same key at another Node',
      { sequence: 11, author: nodeIdFromPublicKey(stranger.publicKey) },
      false,
    ],
    ['another federation', { sequence: 11, federationId: `01${'cd'.repeat(31)}` as FederationId }, false],
    [
      'a latest entry of an earlier time',
      { stream: 'latest', sequence: 99, time: { wallMs: 4999, counter: 7 } },
      false,
    ],
    [
      'a latest entry of a later time',
      { stream: 'latest', sequence: 0, time: { wallMs: 5000, counter: 1 } },
      true,
    ],
  ])('silences the Mirror from its place on: %s', (_, fields, silenced) => {
    revoked.project(revocation({ sequence: 10 }))
    revoked.project(revocation({ sequence: 10 }))
    expect(isByRevokedMirror(revocations, entry(fields))).toBe(silenced)
  })

  it('counts from the earliest, whichever was heard first', () => {
    revoked.project(revocation({ sequence: 20 }))
    revoked.project(revocation({ sequence: 10 }))
    expect(isByRevokedMirror(revocations, entry({ sequence: 15 }))).toBe(true)
  })
})
