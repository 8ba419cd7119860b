import { describe, expect, test } from 'vitest'
import { sha256 } from '../../../../../src/main/crypto/digests.ts'
import { createSigner } from '../../../../../src/main/crypto/signing.ts'
import { createGenesis } from '../../../../../src/main/features/membership/federation-codec.ts'
import {
  decodeInvite,
  encodeInvite,
  type InviteDraft,
} from '../../../../../src/main/features/membership/invite-codec.ts'
import { InviteService, requireWelcome } from '../../../../../src/main/features/membership/invite-service.ts'
import { InviteStore } from '../../../../../src/main/features/membership/invite-store.ts'
import { membershipMigrations } from '../../../../../src/main/features/membership/member-store.ts'
import { fromHex } from '../../../../../src/main/platform/bytes.ts'
import { wire } from '../../../../../src/main/wire/messages.ts'
import type { InviteId, NodeId } from '../../../../../src/shared/kernel/ids.ts'
import { TEST_START_MS, TestClock } from '../../../../support/clock.ts'
import { memoryDatabase } from '../../../../support/database.ts'
import { failureOf } from '../../../../support/failure.ts'
import { testNodeId, testSeed } from '../../../../support/node-ids.ts'
import { SeededRandom } from '../../../../support/random.ts'

const DAY_MS = 86_400_000
const signer = createSigner(testSeed(1))
const genesis = createGenesis({
  founderKey: signer.publicKey,
  foundedAtMs: TEST_START_MS,
  random: new Uint8Array(16),
  test: false,
})
const DRAFT: InviteDraft = {
  genesis,
  inviteId: 'cd'.repeat(16) as InviteId,
  inviterName: 'Älvdalen',
  addresses: [`/ip4/127.0.0.1/tcp/4001/p2p/${testNodeId(1)}`],
  expiresAtMs: TEST_START_MS + DAY_MS,
  beacon: sha256(genesis.bytes),
}
const text = encodeInvite(DRAFT, signer)

describe('an invitation', () => {
  test('says who invites where to what until when, in one link', () => {
    expect(text).toMatch(/^mirrorwell:\/\/join\/[A-Za-z0-9_-]+$/u)
    expect(decodeInvite(text)).toEqual({
      genesis,
      inviteId: DRAFT.inviteId,
      inviter: testNodeId(1),
      inviterName: 'Älvdalen',
      addresses: DRAFT.addresses,
      expiresAtMs: DRAFT.expiresAtMs,
    })
  })

  test('survives what mail and chat do to a line', () => {
    const wrapped = `  ${text.slice(0, 40)}\r\n${text.slice(40, 90)}\n\t${text.slice(90)} `
    expect(decodeInvite(wrapped)).toEqual(decodeInvite(text))
    expect(decodeInvite(text.slice('mirrorwell://join/'.length))).toEqual(decodeInvite(text))
  })

  test('with any one character changed is none', () => {
    const start = 'mirrorwell://join/'.length
    for (let at = start; at < text.length - 1; at++) {
      const other = text[at] === 'A' ? 'B' : 'A'
      expect(decodeInvite(`${text.slice(0, at)}${other}${text.slice(at + 1)}`), `character ${at}`).toBeNull()
    }
  })

  test.each([
    '',
    ' ',
    'mirrorwell://join/',
    'https://example.org/',
    'join me!',
    text.slice(0, -4),
    `${text}AAAA`,
  ])('is not in: %s', (other) => {
    expect(decodeInvite(other)).toBeNull()
  })

  test.each([
    ['a name with a line break', { inviterName: 'Anna\nBo' }],
    ['a name that reads backwards', { inviterName: 'Anna\u202e' }],
    ['no name', { inviterName: '' }],
    ['a name of 61 characters', { inviterName: 'x'.repeat(61) }],
    ['an address of 257 characters', { addresses: [`/dns/${'x'.repeat(252)}`] }],
    ['an end beyond exact numbers', { expiresAtMs: 2 ** 53 }],
    ['an id of 15 bytes', { inviteId: 'cd'.repeat(15) as InviteId }],
  ])('signed with %s is none', (_name, wrong) => {
    expect(decodeInvite(encodeInvite({ ...DRAFT, ...wrong }, signer))).toBeNull()
  })

  test('signed by somebody else than the inviter it names is none', () => {
    const other = createSigner(testSeed(2))
    const addresses = [`/ip4/127.0.0.1/tcp/4001/p2p/${testNodeId(2)}`]
    expect(decodeInvite(encodeInvite({ ...DRAFT, addresses }, other))?.inviter).toBe(testNodeId(2))
    expect(decodeInvite(encodeInvite(DRAFT, other))).toBeNull()
    const forged = { publicKey: signer.publicKey, sign: (bytes: Uint8Array) => other.sign(bytes) }
    expect(decodeInvite(encodeInvite(DRAFT, forged))).toBeNull()
  })
})

/** The invitations of a Node that has founded a federation. */
function service(more: { readonly self?: NodeId } = {}) {
  const database = memoryDatabase(membershipMigrations)
  const clock = new TestClock()
  const admitted: NodeId[] = []
  const changed: InviteId[] = []
  const federation = { id: genesis.federationId }
  const invites = new InviteService({
    clock,
    database,
    invites: new InviteStore({ database, federation: () => federation.id }),
    random: new SeededRandom(),
    signer,
    self: more.self ?? testNodeId(1),
    genesis: () => genesis,
    name: () => 'Älvdalen',
    addresses: () => DRAFT.addresses,
    admit: async (nodeId) => void admitted.push(nodeId),
    changed: (id) => void changed.push(id),
  })
  return { admitted, changed, clock, federation, invites }
}

describe('inviting', () => {
  const NEWCOMER = testNodeId(5)
  const { JoinStatus } = wire

  test('makes a link that holds a week unless told otherwise, and writes it down', async () => {
    const { changed, invites } = service()
    const made = await invites.create()
    expect(made.expiresAtMs).toBe(TEST_START_MS + 7 * DAY_MS)
    expect(decodeInvite(made.invite)).toMatchObject({ inviteId: made.inviteId, inviterName: 'Älvdalen' })
    expect(invites.list()).toEqual([made])
    expect(changed).toEqual([made.inviteId])
    expect((await invites.create(60_000)).expiresAtMs).toBe(TEST_START_MS + 60_000)
  })

  test('whoever comes by it is welcome, noted and admitted', async () => {
    const { admitted, invites } = service()
    const { inviteId } = await invites.create()
    expect(await invites.judge(NEWCOMER, { inviteId: fromHex(inviteId), name: ' Ken\nji ' })).toBe(
      JoinStatus.JOIN_STATUS_WELCOME,
    )
    expect(admitted).toEqual([NEWCOMER])
    expect(invites.list()[0]?.usedBy).toMatchObject([{ nodeId: NEWCOMER, name: 'Ken ji' }])
  })

  test('coming twice is one use', async () => {
    const { invites } = service()
    const { inviteId } = await invites.create()
    const request = { inviteId: fromHex(inviteId), name: 'Kenji' }
    for (let times = 0; times < 2; times++) await invites.judge(NEWCOMER, request)
    expect(invites.list()[0]?.usedBy.length).toBe(1)
  })

  test.each([
    ['an id nobody gave out', { inviteId: new Uint8Array(16) }],
    ['no id', {}],
    ['an id that is none', { inviteId: new Uint8Array(5) }],
  ])('with %s is unknown, and admits nobody', async (_name, request) => {
    const { admitted, invites } = service()
    await invites.create()
    expect(await invites.judge(NEWCOMER, request)).toBe(JoinStatus.JOIN_STATUS_UNKNOWN)
    expect(admitted).toEqual([])
  })

  test('too late, or after it was taken back, admits nobody', async () => {
    const { admitted, clock, invites } = service()
    const [short, revoked] = [await invites.create(60_000), await invites.create()]
    await invites.revoke(revoked.inviteId)
    clock.advance(60_000)
    const judge = (id: InviteId) => invites.judge(NEWCOMER, { inviteId: fromHex(id), name: 'Kenji' })
    expect(await judge(short.inviteId)).toBe(JoinStatus.JOIN_STATUS_EXPIRED)
    expect(await judge(revoked.inviteId)).toBe(JoinStatus.JOIN_STATUS_REVOKED)
    expect(admitted).toEqual([])
    expect(await failureOf(invites.revoke('ab'.repeat(16) as InviteId))).toEqual({ code: 'invite-unknown' })
  })

  test('to a federation that was left is unknown in the next', async () => {
    const { federation, invites } = service()
    const { inviteId } = await invites.create()
    federation.id = `01${'9'.repeat(62)}` as typeof federation.id
    expect(await invites.judge(NEWCOMER, { inviteId: fromHex(inviteId) })).toBe(
      JoinStatus.JOIN_STATUS_UNKNOWN,
    )
    expect(invites.list()).toEqual([])
  })

  test.each(['', 'x'.repeat(61), '\u202e'])(
    'a name that is none (%j) gives way to the end of the id',
    async (name) => {
      const { invites } = service()
      const { inviteId } = await invites.create()
      await invites.judge(NEWCOMER, { inviteId: fromHex(inviteId), name })
      expect(invites.list()[0]?.usedBy[0]?.name).toBe(NEWCOMER.slice(-8))
    },
  )
})

describe('following an invitation', () => {
  test('needs one that is sound, in time, and not our own', async () => {
    const { clock, invites } = service()
    expect(await failureOf(() => invites.inspect('hello'))).toEqual({ code: 'invite-invalid' })
    expect(await failureOf(() => invites.requireFollowable(text))).toEqual({ code: 'invite-own' })
    const other = service({ self: testNodeId(2) })
    expect(other.invites.requireFollowable(text).inviter).toBe(testNodeId(1))
    clock.advance(DAY_MS)
    expect(await failureOf(() => invites.inspect(text))).toEqual({
      code: 'invite-expired',
      expiredAtMs: DRAFT.expiresAtMs,
    })
  })

  test.each([
    [wire.JoinStatus.JOIN_STATUS_UNKNOWN, 'invite-unknown'],
    [wire.JoinStatus.JOIN_STATUS_EXPIRED, 'invite-expired'],
    [wire.JoinStatus.JOIN_STATUS_REVOKED, 'invite-revoked'],
    [wire.JoinStatus.JOIN_STATUS_UNSPECIFIED, 'join-refused'],
    [99, 'join-refused'],
    [null, 'join-refused'],
    [undefined, 'join-refused'],
  ])('an answer of %s means %s', async (status, code) => {
    expect(await failureOf(() => requireWelcome(status))).toEqual({ code })
  })

  test('a welcome is one', () => {
    expect(() => requireWelcome(wire.JoinStatus.JOIN_STATUS_WELCOME)).not.toThrow()
  })
})
