import { describe, expect, test } from 'vitest'
import { createSigner } from '../../../../../src/main/crypto/signing.ts'
import {
  createGenesis,
  decodeGenesis,
  type Genesis,
  isTestFederation,
} from '../../../../../src/main/features/membership/federation-codec.ts'
import { FederationStore } from '../../../../../src/main/features/membership/federation-store.ts'
import { membershipMigrations } from '../../../../../src/main/features/membership/member-store.ts'
import { wire } from '../../../../../src/main/wire/messages.ts'
import { FederationId } from '../../../../../src/shared/kernel/ids.ts'
import { TEST_START_MS } from '../../../../support/clock.ts'
import { memoryDatabase } from '../../../../support/database.ts'
import { testNodeId, testSeed } from '../../../../support/node-ids.ts'

const founderKey = createSigner(testSeed(1)).publicKey

const found = (n: number, test = false): Genesis =>
  createGenesis({ founderKey, foundedAtMs: TEST_START_MS, random: new Uint8Array(16).fill(n), test })

describe('a founding act', () => {
  test('names its founder, and gives the federation its id', () => {
    const genesis = found(1)
    expect(decodeGenesis(genesis.bytes)).toEqual(genesis)
    expect(genesis).toMatchObject({ founders: [testNodeId(1)], foundedAtMs: TEST_START_MS, test: false })
    expect(FederationId.safeParse(genesis.federationId).success).toBe(true)
  })

  test('gives the same id to nobody else: every byte counts', () => {
    const { bytes, federationId } = found(1)
    expect(found(2).federationId).not.toBe(federationId)
    for (let at = 0; at < bytes.length; at++) {
      const changed = Uint8Array.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(decodeGenesis(changed)?.federationId).not.toBe(federationId)
    }
  })

  test('says in the id itself whether it is for practice', () => {
    const [real, practice] = [found(1), found(1, true)]
    expect([real.federationId.slice(0, 2), practice.federationId.slice(0, 2)]).toEqual(['01', '7e'])
    expect([isTestFederation(real.federationId), isTestFederation(practice.federationId)]).toEqual([
      false,
      true,
    ])
    expect(real.federationId.slice(2)).not.toBe(practice.federationId.slice(2))
  })

  const fields = {
    version: 1,
    founders: [founderKey],
    foundedAtMs: 5,
    random: new Uint8Array(16),
    test: false,
  }
  test.each([
    ['another version', { ...fields, version: 2 }],
    ['no founder', { ...fields, founders: [] }],
    ['seventeen founders', { ...fields, founders: new Array<Uint8Array>(17).fill(founderKey) }],
    ['a weak founder', { ...fields, founders: [founderKey, new Uint8Array(32)] }],
    ['a founder that is no key', { ...fields, founders: [new Uint8Array(31)] }],
    ['15 random bytes', { ...fields, random: new Uint8Array(15) }],
    ['a time beyond exact numbers', { ...fields, foundedAtMs: 2 ** 53 }],
  ])('is none with %s', (_name, wrong) => {
    const encode = (content: typeof fields) => Uint8Array.from(wire.Genesis.encode(content).finish())
    expect(decodeGenesis(encode(fields))).not.toBeNull()
    expect(decodeGenesis(encode(wrong))).toBeNull()
  })
})

describe('the federations of a Node', () => {
  function store() {
    const database = memoryDatabase(membershipMigrations)
    return { database, federations: new FederationStore({ database }) }
  }
  const [first, second] = [found(1), found(2)]

  test('are none before the first, and one is current from then on', () => {
    const { database, federations } = store()
    expect(federations.current()).toBeNull()
    federations.enter(first, { atMs: 10, foundedHere: true })
    expect(federations.current()).toEqual({ genesis: first, joinedAtMs: 10, foundedHere: true })
    expect(new FederationStore({ database }).current()?.genesis.federationId).toBe(first.federationId)
  })

  test('the one before becomes an archive', () => {
    const { federations } = store()
    federations.enter(first, { atMs: 10, foundedHere: true })
    federations.enter(second, { atMs: 20, foundedHere: false })
    expect(federations.current()).toMatchObject({ genesis: second, foundedHere: false })
    expect(federations.archived()).toEqual([{ federationId: first.federationId, leftAtMs: 20 }])
  })

  test('going back from one that could not be joined leaves all as it was', () => {
    const { federations } = store()
    federations.enter(first, { atMs: 10, foundedHere: true })
    const before = federations.current()
    federations.enter(second, { atMs: 20, foundedHere: false })
    federations.retreat(second.federationId, first.federationId)
    expect([federations.current(), federations.archived()]).toEqual([before, []])
  })

  test('and if that had been an archive, it is one again', () => {
    const { database, federations } = store()
    federations.enter(first, { atMs: 10, foundedHere: true })
    federations.enter(second, { atMs: 20, foundedHere: true })
    federations.enter(first, { atMs: 30, foundedHere: false })
    federations.retreat(first.federationId, second.federationId)
    const again = new FederationStore({ database })
    expect(again.archived()).toEqual([{ federationId: first.federationId, leftAtMs: 20 }])
    expect(again.current()).toMatchObject({ genesis: second, joinedAtMs: 20, foundedHere: true })
  })

  test('one left and entered again is the one it was', () => {
    const { federations } = store()
    federations.enter(first, { atMs: 10, foundedHere: true })
    federations.enter(second, { atMs: 20, foundedHere: true })
    federations.enter(first, { atMs: 30, foundedHere: false })
    expect(federations.current()).toMatchObject({ genesis: first, foundedHere: true })
    expect(federations.archived().map(({ federationId }) => federationId)).toEqual([second.federationId])
  })
})
