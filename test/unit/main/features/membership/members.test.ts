import { describe, expect, test } from 'vitest'
import {
  MemberStore,
  membershipMigrations,
} from '../../../../../src/main/features/membership/member-store.ts'
import { MembershipService } from '../../../../../src/main/features/membership/membership-service.ts'
import {
  decodeProfile,
  encodeProfile,
  type NodeProfile,
} from '../../../../../src/main/features/membership/profile-codec.ts'
import { wire } from '../../../../../src/main/wire/messages.ts'
import { MirrorError } from '../../../../../src/shared/kernel/errors.ts'
import type { FederationId, MirrorId, NodeId } from '../../../../../src/shared/kernel/ids.ts'
import { TEST_START_MS, TestClock } from '../../../../support/clock.ts'
import { memoryDatabase } from '../../../../support/database.ts'
import { failureOf } from '../../../../support/failure.ts'
import { FakeReplica, testFederation } from '../../../../support/fake-replica.ts'
import { testNodeId } from '../../../../support/node-ids.ts'

const PROFILE: NodeProfile = {
  name: 'Älvdalen',
  place: { latitude: 61.2, longitude: 14.04, radiusKm: 10 },
  addresses: ['/ip4/192.0.2.1/tcp/4001'],
}
const [SELF, THOR, SPROUT] = [testNodeId(1), testNodeId(2), testNodeId(3)]

describe('a profile', () => {
  test.each([PROFILE, { ...PROFILE, place: null, addresses: [] }, { ...PROFILE, name: '千葉の水車' }])(
    'is read as it was shown: $name',
    (profile) => {
      expect(decodeProfile(encodeProfile(profile))).toEqual(profile)
    },
  )

  const place = { latitude: 0, longitude: 0, radiusKm: 1 }
  test.each([
    ['no name', { name: '' }],
    ['a name of 61 characters', { name: 'x'.repeat(61) }],
    ['a name over two lines', { name: 'Anna\nBo' }],
    ['a name with a hidden character', { name: 'Anna\u202e' }],
    ['a name in another spelling', { name: 'A\u030aland' }],
    ['a name with white space at its end', { name: 'Anna ' }],
    ['a latitude of 91', { place: { ...place, latitude: 91 } }],
    ['a longitude of -181', { place: { ...place, longitude: -181 } }],
    ['a place of no extent', { place: { ...place, radiusKm: 0 } }],
    ['a place that is no number', { place: { ...place, latitude: Number.NaN } }],
    ['a place without end', { place: { ...place, radiusKm: Number.POSITIVE_INFINITY } }],
    ['seventeen addresses', { addresses: new Array<string>(17).fill('/ip4/192.0.2.1/tcp/1') }],
    ['an address of 257 characters', { addresses: ['x'.repeat(257)] }],
  ])('with %s is none', (_name, wrong) => {
    const bytes = wire.NodeProfile.encode({
      ...PROFILE,
      addresses: [...PROFILE.addresses],
      ...wrong,
    }).finish()
    expect(decodeProfile(Uint8Array.from(bytes))).toBeNull()
  })
})

function fixture(given: { readonly federation?: FederationId } = {}) {
  const database = memoryDatabase(membershipMigrations)
  const clock = new TestClock()
  const replica = new FakeReplica({ database, clock, self: SELF })
  const federation = { id: given.federation ?? testFederation() }
  const changed: NodeId[] = []
  const members = new MemberStore({ database, federation: () => federation.id })
  const membership = new MembershipService({
    clock,
    database,
    members,
    self: SELF,
    publish: (draft) => replica.publish(draft),
    changed: (nodeId) => void changed.push(nodeId),
  })
  replica.register(membership.profileRules)
  return { changed, database, federation, members, membership, replica }
}

describe('members', () => {
  test('are those admitted, told of once each', async () => {
    const { changed, membership } = fixture()
    expect(membership.isMember(THOR)).toBe(false)
    await membership.admit([THOR, SPROUT], { pinned: false })
    expect([THOR, SPROUT, testNodeId(4)].map((nodeId) => membership.isMember(nodeId))).toEqual([
      true,
      true,
      false,
    ])
    expect(changed).toEqual([THOR, SPROUT])
  })

  test('stay pinned when they are admitted again without', async () => {
    const { membership } = fixture()
    await membership.admit([THOR], { pinned: true })
    await membership.admit([THOR], { pinned: false })
    expect(membership.others()).toMatchObject([{ nodeId: THOR, pinned: true }])
  })

  test('are pinned and let go by those who know them', async () => {
    const { membership } = fixture()
    await membership.admit([THOR], { pinned: false })
    expect([await membership.pin(THOR, true), await membership.pin(SPROUT, true)]).toEqual([true, false])
    expect(membership.others()).toMatchObject([{ nodeId: THOR, pinned: true }])
    await membership.pin(THOR, false)
    expect(membership.others()).toMatchObject([{ pinned: false }])
  })

  test('come also by a profile that a member relays', async () => {
    const { changed, membership, replica } = fixture()
    const { verdict, relay } = await replica.receive({
      kind: 'node-profile',
      payload: encodeProfile(PROFILE),
      author: THOR,
    })
    expect([verdict.action, relay]).toEqual(['accept', 'membership'])
    expect(membership.isMember(THOR)).toBe(true)
    expect([membership.nameOf(THOR), membership.placeOf(THOR)]).toEqual([PROFILE.name, PROFILE.place])
    expect(changed).toEqual([THOR])
  })

  test('do not come by a profile that is none', async () => {
    const { membership, replica } = fixture()
    const { verdict } = await replica.receive({
      kind: 'node-profile',
      payload: Uint8Array.of(0xff),
      author: THOR,
    })
    expect(verdict).toEqual({ action: 'reject', reason: 'content-invalid' })
    expect(membership.isMember(THOR)).toBe(false)
  })

  test('show the newest of themselves, and nothing of what they took back', async () => {
    const { membership, replica } = fixture()
    const show = (profile: NodeProfile) =>
      replica.receive({ kind: 'node-profile', payload: encodeProfile(profile), author: THOR })
    await show(PROFILE)
    await show({ ...PROFILE, name: 'Mora', place: null })
    expect(membership.others()).toMatchObject([{ profile: { name: 'Mora', place: null } }])
  })

  test('of one federation are not those of another', async () => {
    const { federation, membership } = fixture()
    await membership.admit([THOR], { pinned: true })
    federation.id = testFederation('away')
    expect([membership.isMember(THOR), membership.others()]).toEqual([false, []])
    federation.id = testFederation()
    expect(membership.isMember(THOR)).toBe(true)
  })

  test('without a name go by the end of their id, and we are not among the others', async () => {
    const { membership } = fixture()
    await membership.admit([SELF, THOR], { pinned: false })
    expect(membership.others().map(({ nodeId }) => nodeId)).toEqual([THOR])
    expect(membership.nameOf(THOR)).toBe(THOR.slice(-8))
    expect(membership.placeOf(THOR)).toBeNull()
  })

  test('are remembered by when and where they were heard', async () => {
    const { membership } = fixture()
    await membership.admit([THOR], { pinned: false })
    await membership.noteHeard(THOR, { atMs: TEST_START_MS, address: '/ip4/192.0.2.7/tcp/9' })
    expect(membership.others()).toMatchObject([
      { lastHeardMs: TEST_START_MS, lastAddress: '/ip4/192.0.2.7/tcp/9' },
    ])
  })

  test('are remembered by who told of them first, and when a dial last reached them', async () => {
    const { membership, members } = fixture()
    await membership.admit([THOR], { pinned: false })
    expect(membership.others()).toMatchObject([{ introducedBy: null, reachedAtMs: null, anchor: false }])
    members.setIntroducer(THOR, SPROUT)
    members.setIntroducer(THOR, THOR)
    await membership.noteReached(THOR, TEST_START_MS)
    expect(membership.others()).toMatchObject([{ introducedBy: SPROUT, reachedAtMs: TEST_START_MS }])
  })

  test('include two to begin with after a restart, in their order', async () => {
    const { membership } = fixture()
    await membership.admit([THOR, SPROUT], { pinned: false })
    await membership.setAnchors([SPROUT, THOR])
    expect(membership.anchors()).toEqual([SPROUT, THOR])
    await membership.setAnchors([THOR])
    expect(membership.anchors()).toEqual([THOR])
    expect(
      membership
        .others()
        .map(({ anchor }) => anchor)
        .toSorted(),
    ).toEqual([false, true])
  })

  test('have Mirrors whom they vouch for', () => {
    const { membership } = fixture()
    const anna = { mirrorId: 'ab'.repeat(16) as MirrorId, name: 'Anna' }
    membership.noteMirror(THOR, anna)
    membership.noteMirror(THOR, anna)
    expect(membership.mirrorsOf(THOR)).toEqual([anna])
    expect(membership.mirrorsOf(SPROUT)).toEqual([])
  })
})

describe('showing oneself', () => {
  test('happens once for each thing there is to show', async () => {
    const { membership, replica } = fixture()
    const show = (name: string, federation = testFederation()) =>
      membership.show({ ...PROFILE, name }, federation)
    await show('Mora')
    await show('Mora')
    expect(replica.published.length).toBe(1)
    await show('Orsa')
    await show('Orsa', testFederation('away'))
    expect(replica.published.length).toBe(3)
  })

  test('is tried again when it failed', async () => {
    const { membership, replica } = fixture()
    replica.failure = new MirrorError('disk-full')
    expect(await failureOf(membership.show(PROFILE, testFederation()))).toEqual({ code: 'disk-full' })
    replica.failure = null
    await membership.show(PROFILE, testFederation())
    expect(replica.published.length).toBe(1)
  })

  test('does not show more addresses than others take', async () => {
    const { membership, replica } = fixture()
    const addresses = Array.from({ length: 40 }, (_, n) => `/ip4/192.0.2.${n}/tcp/4001`)
    await membership.show({ ...PROFILE, addresses }, testFederation())
    expect(decodeProfile(replica.published[0]?.payload ?? new Uint8Array())?.addresses.length).toBe(16)
  })
})
