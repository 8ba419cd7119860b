import { describe, expect, it } from 'vitest'
import { mirrorIdOf, verifyCredential } from '../../../../../src/main/crypto/credential.ts'
import { verifySignature } from '../../../../../src/main/crypto/signing.ts'
import {
  decodeMirrorAdded,
  decodeMirrorRevoked,
} from '../../../../../src/main/features/identity/mirror-codec.ts'
import { FIRST_BLOCK_MS } from '../../../../../src/main/features/identity/pin-tries.ts'
import { MirrorError } from '../../../../../src/shared/kernel/errors.ts'
import type { FederationId, MirrorId } from '../../../../../src/shared/kernel/ids.ts'
import { failureOf } from '../../../../support/failure.ts'
import { AUTO_LOCK_MS, type MirrorFixture, mirrorFixture, OTHER_FEDERATION } from './mirror-fixture.ts'

const PIN = '2468'
const UNKNOWN = '0'.repeat(32) as MirrorId

async function withAnna(): Promise<MirrorFixture & { readonly anna: MirrorId }> {
  const fixture = mirrorFixture()
  return { ...fixture, anna: await fixture.service.add('Anna', PIN) }
}

const credentialsOf = ({ published }: MirrorFixture) =>
  published
    .filter(({ kind }) => kind === 'mirror-credential')
    .map(({ payload }) => decodeMirrorAdded(payload))

describe('adding a Mirror', () => {
  it('announces a credential that other Nodes accept', async () => {
    const fixture = await withAnna()
    const [credential] = credentialsOf(fixture)
    const expected = {
      federationId: fixture.node.federationId(),
      nodeId: fixture.keys.nodeId,
      atMs: fixture.clock.nowMs(),
    }
    expect(verifyCredential(credential ?? new Uint8Array(), expected)).toMatchObject({
      valid: true,
      credential: { mirrorId: fixture.anna, name: 'Anna', sinceMs: fixture.clock.nowMs(), untilMs: null },
    })
    expect(fixture.changes).toContain(fixture.anna)
  })

  it('gives each a key of their own', async () => {
    const { service, anna } = await withAnna()
    expect(await service.add('Kenji', PIN)).not.toBe(anna)
  })

  it.each(['Anna', 'anna', 'ＡＮＮＡ'])('refuses a name that is taken: %s', async (name) => {
    const { service } = await withAnna()
    expect(await failureOf(service.add(name, PIN))).toEqual({ code: 'mirror-exists' })
  })

  it('lets only one of two equal names in when both come at once', async () => {
    const { service } = mirrorFixture()
    const outcomes = await Promise.all([service.add('Elin', PIN), service.add('elin', PIN)].map(failureOf))
    expect(outcomes).toHaveLength(2)
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1)
    expect(service.list('page')).toHaveLength(1)
  })

  it.each(['epoch-unconfirmed', 'identity-superseded'] as const)(
    'adds nobody while the log is closed: %s',
    async (code) => {
      const fixture = mirrorFixture()
      fixture.node.closed = code
      expect(await failureOf(fixture.service.add('Anna', PIN))).toEqual({ code })
      expect(fixture.service.list('page')).toEqual([])
    },
  )

  it('keeps a first Mirror of a closed log, and announces them when it opens', async () => {
    const fixture = mirrorFixture()
    fixture.node.closed = 'epoch-unconfirmed'
    const anna = await fixture.service.addFirst('Anna', PIN)
    await fixture.service.announce()
    expect(fixture.published).toEqual([])
    await fixture.service.unlock('page', anna, PIN)
    fixture.node.closed = null
    await fixture.service.announce()
    await fixture.service.announce()
    expect(fixture.published.map(({ kind }) => kind)).toEqual(['mirror-credential'])
  })

  it('announces once, also when asked twice at the same moment', async () => {
    const fixture = mirrorFixture()
    await fixture.service.addFirst('Anna', PIN)
    await Promise.all([fixture.service.announce(), fixture.service.announce()])
    expect(fixture.published).toHaveLength(1)
  })

  it('announces anew what could not be written, and still adds', async () => {
    const fixture = mirrorFixture()
    fixture.node.failing = new MirrorError('disk-full')
    await fixture.service.add('Anna', PIN)
    expect(fixture.published).toEqual([])
    fixture.node.failing = null
    await fixture.service.announce()
    expect(fixture.published).toHaveLength(1)
  })
})

describe('unlocking', () => {
  it('is for one caller, whose acts then carry that Mirror', async () => {
    const fixture = await withAnna()
    const { service, anna } = fixture
    await service.unlock('page', anna, PIN)
    expect(service.list('page')).toMatchObject([{ mirrorId: anna, unlocked: true, triesLeft: 5 }])
    expect(service.list('script')).toMatchObject([{ mirrorId: anna, unlocked: false }])
    expect(service.isLocked('script')).toBe(true)
    expect(await failureOf(() => service.acting('script'))).toEqual({ code: 'mirror-locked' })

    const acting = service.acting('page')
    const check = verifyCredential(acting.credential, {
      federationId: fixture.node.federationId(),
      nodeId: fixture.keys.nodeId,
      atMs: fixture.clock.nowMs(),
    })
    if (!check.valid) throw new Error(check.reason)
    expect([acting.mirrorId, acting.name]).toEqual([anna, 'Anna'])
    expect(mirrorIdOf(check.credential.mirrorKey)).toBe(anna)
    expect(verifySignature(check.credential.mirrorKey, Uint8Array.of(1), acting.sign(Uint8Array.of(1)))).toBe(
      true,
    )
  })

  it('ends by locking, and a signer kept from before signs nothing more', async () => {
    const { service, anna } = await withAnna()
    await service.unlock('page', anna, PIN)
    const acting = service.acting('page')
    service.lock('page', anna)
    expect(await failureOf(() => acting.sign(Uint8Array.of(1)))).toEqual({ code: 'mirror-locked' })
    expect(service.isLocked('page')).toBe(true)
  })

  it('ends when the caller goes, and after the idle time that is set', async () => {
    const { service, anna, machineClock, changes } = await withAnna()
    await service.unlock('page', anna, PIN)
    service.endSession('page')
    expect(service.isLocked('page')).toBe(true)

    await service.unlock('page', anna, PIN)
    machineClock.advance(AUTO_LOCK_MS - 1)
    expect(service.isLocked('page')).toBe(false)
    machineClock.advance(1)
    changes.length = 0
    service.lockIdle()
    expect(changes).toEqual([anna])
    expect(await failureOf(() => service.acting('page'))).toEqual({ code: 'mirror-locked' })
  })

  it('is not undone by moving the application clock, nor is a block', async () => {
    const { service, anna, clock } = await withAnna()
    await service.unlock('page', anna, PIN)
    clock.advance(30 * 24 * 3_600_000)
    expect(service.isLocked('page')).toBe(false)
    for (let n = 0; n < 5; n++) await failureOf(service.unlock('page', anna, 'no'))
    clock.advance(30 * 24 * 3_600_000)
    expect(await failureOf(service.unlock('page', anna, PIN))).toMatchObject({ code: 'pin-blocked' })
  })

  it('needs a Mirror there is', async () => {
    const { service } = await withAnna()
    expect(await failureOf(service.unlock('page', UNKNOWN, PIN))).toEqual({ code: 'mirror-unknown' })
    expect(await failureOf(() => service.lock('page', UNKNOWN))).toEqual({ code: 'mirror-unknown' })
  })
})

describe('wrong PINs', () => {
  it('are counted down, then block, then come back', async () => {
    const { service, anna, machineClock } = await withAnna()
    for (const triesLeft of [4, 3, 2, 1]) {
      expect(await failureOf(service.unlock('page', anna, '1111'))).toEqual({ code: 'pin-wrong', triesLeft })
    }
    const retryAtMs = machineClock.nowMs() + FIRST_BLOCK_MS
    expect(await failureOf(service.unlock('page', anna, '1111'))).toEqual({
      code: 'pin-wrong',
      triesLeft: 0,
      retryAtMs,
    })
    expect(await failureOf(service.unlock('page', anna, PIN))).toEqual({
      code: 'pin-blocked',
      triesLeft: 0,
      retryAtMs,
    })
    expect(service.list('page')).toMatchObject([{ triesLeft: 0, blockedUntilMs: retryAtMs }])
    machineClock.advance(FIRST_BLOCK_MS)
    expect(service.list('page')).toMatchObject([{ triesLeft: 5, blockedUntilMs: null }])
    await service.unlock('page', anna, PIN)
    expect(service.list('page')).toMatchObject([{ triesLeft: 5, unlocked: true }])
  })

  it('are forgotten after the right one', async () => {
    const { service, anna } = await withAnna()
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 4; n++) await failureOf(service.unlock('page', anna, '1111'))
      await service.unlock('page', anna, PIN)
    }
    expect(service.list('page')).toMatchObject([{ triesLeft: 5 }])
  })

  it('count when they come all at once', async () => {
    const { service, anna } = await withAnna()
    const tries = Array.from({ length: 8 }, () => failureOf(service.unlock('page', anna, '1111')))
    const codes = (await Promise.all(tries)).map((failure) => (failure as { code: string }).code)
    expect(codes.toSorted()).toEqual([...Array(3).fill('pin-blocked'), ...Array(5).fill('pin-wrong')])
  })

  it('count before they are looked at, so that a kill in between gives no try back', async () => {
    const { service, anna, store } = await withAnna()
    const unlocking = failureOf(service.unlock('page', anna, '1111'))
    await store.write(() => {}) // the same group commit as the count
    expect(store.get(anna)?.pinTries.tries).toBe(1)
    await unlocking
  })

  it('outlive a restart', async () => {
    const before = await withAnna()
    for (let n = 0; n < 5; n++) await failureOf(before.service.unlock('page', before.anna, '1111'))
    const after = mirrorFixture({ database: before.database })
    expect(await failureOf(after.service.unlock('page', before.anna, PIN))).toMatchObject({
      code: 'pin-blocked',
    })
    after.machineClock.advance(FIRST_BLOCK_MS)
    await after.service.unlock('page', before.anna, PIN)
  })

  it('include the right one on a machine with another root: a copied database opens nothing', async () => {
    const { anna, database } = await withAnna()
    const thief = mirrorFixture({ database, rootByte: 99 })
    expect(await failureOf(thief.service.unlock('page', anna, PIN))).toMatchObject({ code: 'pin-wrong' })
  })
})

describe('changing a PIN', () => {
  it('makes the new one work and the old one wrong', async () => {
    const { service, anna } = await withAnna()
    await service.changePin(anna, PIN, '97531')
    expect(await failureOf(service.unlock('page', anna, PIN))).toMatchObject({ code: 'pin-wrong' })
    await service.unlock('page', anna, '97531')
  })

  it('needs the old one, and counts a wrong try', async () => {
    const { service, anna } = await withAnna()
    expect(await failureOf(service.changePin(anna, '0000', '97531'))).toEqual({
      code: 'pin-wrong',
      triesLeft: 4,
    })
    await service.unlock('page', anna, PIN)
  })
})

describe('revoking', () => {
  it('locks that Mirror everywhere, destroys the key and tells the federation', async () => {
    const fixture = await withAnna()
    const { service, anna, store } = fixture
    await service.add('Kenji', PIN)
    await service.unlock('page', anna, PIN)
    await service.unlock('script', anna, PIN)
    await service.revoke(anna)
    expect([service.isLocked('page'), service.isLocked('script')]).toEqual([true, true])
    expect(store.get(anna)?.wrappedSeed).toHaveLength(0)
    expect(await failureOf(service.unlock('page', anna, PIN))).toEqual({ code: 'mirror-revoked' })
    expect(await failureOf(service.revoke(anna))).toEqual({ code: 'mirror-revoked' })
    const last = fixture.published.at(-1)
    expect(last?.kind).toBe('mirror-revocation')
    expect(mirrorIdOf(decodeMirrorRevoked(last?.payload ?? new Uint8Array()) ?? new Uint8Array())).toBe(anna)
    expect(service.list('page')).toMatchObject([{ revoked: false }, { mirrorId: anna, revoked: true }])
  })

  it('refuses the last, also when the last two are revoked at once', async () => {
    const { service, anna } = await withAnna()
    expect(await failureOf(service.revoke(anna))).toEqual({ code: 'mirror-last' })
    const kenji = await service.add('Kenji', PIN)
    const outcomes = await Promise.all([service.revoke(anna), service.revoke(kenji)].map(failureOf))
    expect(outcomes).toEqual(['done', { code: 'mirror-last' }])
  })

  it('frees the name', async () => {
    const { service, anna } = await withAnna()
    await service.add('Kenji', PIN)
    await service.revoke(anna)
    expect(await service.add('Anna', PIN)).not.toBe(anna)
  })

  it('beats an unlocking that is under way', async () => {
    const { service, anna } = await withAnna()
    await service.add('Kenji', PIN)
    const [unlocked] = await Promise.all([failureOf(service.unlock('page', anna, PIN)), service.revoke(anna)])
    expect(unlocked).toEqual({ code: 'mirror-revoked' })
    expect(service.isLocked('page')).toBe(true)
  })

  it('takes effect here at once while the log is closed, and is announced later', async () => {
    const fixture = await withAnna()
    await fixture.service.add('Kenji', PIN)
    fixture.node.closed = 'epoch-unconfirmed'
    await fixture.service.revoke(fixture.anna)
    expect(await failureOf(fixture.service.unlock('page', fixture.anna, PIN))).toEqual({
      code: 'mirror-revoked',
    })
    expect(fixture.published.filter(({ kind }) => kind === 'mirror-revocation')).toEqual([])
    fixture.node.closed = null
    await fixture.service.announce()
    expect(fixture.published.filter(({ kind }) => kind === 'mirror-revocation')).toHaveLength(1)
  })
})

describe('a change of federation', () => {
  it('gives every active Mirror a credential there, and says nothing of those revoked before', async () => {
    const fixture = await withAnna()
    const { service, anna, node, published, keys, clock } = fixture
    const kenji = await service.add('Kenji', PIN)
    await service.revoke(kenji)
    await service.unlock('page', anna, PIN)
    published.length = 0
    node.federation = OTHER_FEDERATION
    await service.announce()
    expect(published.map(({ kind }) => kind)).toEqual(['mirror-credential'])
    const valid = (federationId: FederationId) =>
      verifyCredential(service.acting('page').credential, {
        federationId,
        nodeId: keys.nodeId,
        atMs: clock.nowMs(),
      }).valid
    expect(valid(OTHER_FEDERATION)).toBe(true)
  })
})
