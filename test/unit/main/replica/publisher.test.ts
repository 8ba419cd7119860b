import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { nodeIdFromPublicKey } from '../../../../src/main/crypto/peer-id.ts'
import { createSigner } from '../../../../src/main/crypto/signing.ts'
import type { Draft } from '../../../../src/main/replica/entry.ts'
import { decodeEpochOpened, epochRules } from '../../../../src/main/replica/epoch-rules.ts'
import { HybridClock } from '../../../../src/main/replica/hybrid-clock.ts'
import { Publisher, type PublisherDeps } from '../../../../src/main/replica/publisher.ts'
import { replicaMigrations } from '../../../../src/main/replica/replica-schema.ts'
import { Database } from '../../../../src/main/storage/database.ts'
import { migrate } from '../../../../src/main/storage/migrate.ts'
import { reject } from '../../../../src/shared/kernel/verdict.ts'
import { TEST_START_MS, TestClock } from '../../../support/clock.ts'
import { memoryDatabase } from '../../../support/database.ts'
import { EntryAuthor } from '../../../support/entry-author.ts'
import { failureOf } from '../../../support/failure.ts'
import { testFederation } from '../../../support/fake-replica.ts'
import { temporaryFolder } from '../../../support/folder.ts'
import { testIntake } from '../../../support/intake.ts'
import { testSeed } from '../../../support/node-ids.ts'
import { SeededRandom } from '../../../support/random.ts'
import { storesOver } from '../../../support/replica-node.ts'
import { testKinds } from '../../../support/test-kinds.ts'

const HOME = testFederation()
const signer = createSigner(testSeed(1))
const SELF = nodeIdFromPublicKey(signer.publicKey)
/** The same Node with a hand of the test's own. */
const me = new EntryAuthor(1)
const SAID: Draft = { kind: 'mirror-credential', payload: Uint8Array.of(1) }
const SHOWN: Draft = { kind: 'node-profile', payload: Uint8Array.of(2) }

function fixture(given: { readonly database?: Database; readonly more?: Partial<PublisherDeps> } = {}) {
  const database = given.database ?? memoryDatabase(replicaMigrations)
  const clock = new TestClock()
  const stores = storesOver(database)
  const kinds = testKinds()
  kinds.kinds.register(epochRules({ epochs: stores.epochs }))
  const hybridClock = new HybridClock(clock)
  const publisher = new Publisher(
    {
      ...stores,
      clock,
      database,
      hybridClock,
      kinds: kinds.kinds,
      random: new SeededRandom(),
      signer,
      mayOpenEpoch: () => true,
      ...given.more,
    },
    { federationId: HOME },
  )
  const log = () =>
    stores.entries
      .heads(SELF)
      .flatMap((head) => stores.entries.logFrom(head, 0, 1_000))
      .map(({ id }) => id)
  return { ...stores, ...kinds, clock, database, log, publisher }
}

describe('what a Node says first', () => {
  test('opens its epoch, and goes before the draft', async () => {
    const { epochs, publisher } = fixture()
    const written = await publisher.publish(SAID)
    expect(written.map(({ stored }) => [stored.kind, stored.sequence])).toEqual([
      ['epoch-opened', 0],
      ['mirror-credential', 1],
    ])
    const [opening, said] = written
    expect(said?.stored.previous).toBe(opening?.stored.id)
    expect(decodeEpochOpened(opening?.raw.payload ?? new Uint8Array())).toMatchObject({ previous: null })
    expect(epochs.own()).toMatchObject({ epoch: opening?.stored.epoch, superseded: false, reopen: false })
    expect(epochs.own()?.epoch.openedAtMs).toBe(TEST_START_MS)
  })

  test('is no opening again, even by another publisher over the same folder', async () => {
    const { database, publisher } = fixture()
    await publisher.publish(SAID)
    const written = await fixture({ database }).publisher.publish(SAID)
    expect(written.map(({ stored }) => stored.sequence)).toEqual([2])
  })

  test('is its own: no hops, nobody it came through', async () => {
    const { publisher } = fixture()
    const [, said] = await publisher.publish(SAID)
    expect(said?.stored).toMatchObject({ own: true, hops: 0, via: null, author: SELF, mirror: null })
  })
})

describe('numbering', () => {
  test('acts of one moment follow each other in one chain', async () => {
    const { log, publisher } = fixture()
    const drafts = Array.from({ length: 20 }, (_, n) => ({ ...SAID, payload: Uint8Array.of(n) }))
    const written = (await Promise.all(drafts.map((draft) => publisher.publish(draft)))).flat()
    expect(written.map(({ stored }) => stored.sequence)).toEqual(Array.from({ length: 21 }, (_, n) => n))
    expect(written.slice(1).map(({ stored }) => stored.previous)).toEqual(
      written.slice(0, -1).map(({ stored }) => stored.id),
    )
    expect(log()).toEqual(written.map(({ stored }) => stored.id))
  })

  test('one that fails leaves no hole and takes no number', async () => {
    const { alert, credential, publisher } = fixture()
    await publisher.publish(SAID)
    credential.failure = new Error('a mistake')
    const [failed, next] = await Promise.allSettled([publisher.publish(SAID), publisher.publish(SAID)])
    expect(failed).toMatchObject({ status: 'rejected', reason: { message: 'a mistake' } })
    expect(next).toMatchObject({ status: 'fulfilled', value: [{ stored: { sequence: 2 } }] })
    expect(alert.heard).toEqual([])
  })

  test('a first one that fails opens no epoch', async () => {
    const { credential, epochs, publisher } = fixture()
    credential.failure = new Error('a mistake')
    expect(await failureOf(publisher.publish(SAID))).toMatchObject({ message: 'a mistake' })
    expect(epochs.own()).toBeNull()
    expect((await publisher.publish(SAID)).length).toBe(2)
  })

  test('registers count on through all slots and kinds, and are not chained', async () => {
    const { publisher } = fixture()
    const drafts: Draft[] = [
      SHOWN,
      { kind: 'resource-report', slot: 'water', payload: Uint8Array.of(1) },
      SHOWN,
    ]
    const written = []
    for (const draft of drafts) written.push(...(await publisher.publish(draft)))
    expect(written.map(({ stored }) => [stored.stream, stored.sequence, stored.previous])).toEqual([
      ['log', 0, null],
      ['latest', 0, null],
      ['latest', 1, null],
      ['latest', 2, null],
    ])
  })

  test('time never runs backwards along what one Node writes, though its clock does', async () => {
    const { clock, publisher } = fixture()
    const [, first] = await publisher.publish(SAID)
    clock.advance(-3_600_000)
    const [second] = await publisher.publish(SAID)
    const times = [first, second].map((written) => written?.stored.time)
    expect(times[1]?.wallMs).toBe(times[0]?.wallMs)
    expect(times[1]?.counter).toBeGreaterThan(times[0]?.counter ?? 0)
  })

  test('any other Node takes what was written, in this order', async () => {
    const { publisher } = fixture()
    const { verdict } = testIntake()
    const anna = me.mirror('Anna')
    const written = [
      ...(await publisher.publish(SAID)),
      ...(await publisher.publish({ kind: 'alert', payload: Uint8Array.of(4), mirror: anna })),
      ...(await publisher.publish(SHOWN)),
    ]
    for (const sealed of written) expect(await verdict(sealed)).toBe('accept')
  })
})

describe('acts', () => {
  test('are signed by the Mirror who acts', async () => {
    const { publisher } = fixture()
    const written = await publisher.publish({
      kind: 'alert',
      payload: new Uint8Array(),
      mirror: me.mirror('Anna'),
    })
    expect(written.at(-1)?.stored.mirror).toMatchObject({ name: 'Anna' })
  })

  test('without a Mirror are refused, and so is a Mirror where nobody acts', async () => {
    const { entries, publisher } = fixture()
    expect(await failureOf(publisher.publish({ kind: 'alert', payload: new Uint8Array() }))).toEqual({
      code: 'mirror-locked',
    })
    expect(await failureOf(publisher.publish({ ...SAID, mirror: me.mirror('Anna') }))).toEqual({
      code: 'mirror-locked',
    })
    expect(entries.heads(SELF)).toEqual([])
  })

  test('of a Mirror of another Node never leave', async () => {
    const { entries, publisher } = fixture()
    const stranger = new EntryAuthor(2).mirror('Anna')
    expect(
      await failureOf(publisher.publish({ kind: 'alert', payload: new Uint8Array(), mirror: stranger })),
    ).toEqual({
      code: 'internal',
      reason: 'credential-invalid',
    })
    expect(entries.heads(SELF)).toEqual([])
  })
})

describe('what others would refuse is not written', () => {
  test('a payload its kind refuses', async () => {
    const { credential, entries, publisher } = fixture()
    credential.verdict = reject('content-invalid')
    expect(await failureOf(publisher.publish(SAID))).toMatchObject({ code: 'internal' })
    expect(entries.heads(SELF)).toEqual([])
  })

  test('a payload that is too long', async () => {
    const { publisher } = fixture()
    const draft = { ...SAID, payload: new Uint8Array(15_001) }
    expect(await failureOf(publisher.publish(draft))).toEqual({ code: 'internal', reason: 'too-large' })
  })

  test('a kind that nobody answers for', async () => {
    const { publisher } = fixture()
    expect(await failureOf(publisher.publish({ ...SAID, kind: 'alert-review' }))).toMatchObject({
      code: 'internal',
    })
  })
})

describe('a Node that came back', () => {
  test('from its words waits until it is told where its old log ended', async () => {
    const permission = { granted: false }
    const { entries, publisher } = fixture({ more: { mayOpenEpoch: () => permission.granted } })
    expect(await failureOf(publisher.publish(SAID))).toEqual({ code: 'epoch-unconfirmed' })
    expect(entries.heads(SELF)).toEqual([])
    permission.granted = true
    expect((await publisher.publish(SAID)).length).toBe(2)
  })

  test('and has learnt its old log from a neighbour names its end in the new epoch', async () => {
    const permission = { granted: false }
    const node = fixture({ more: { mayOpenEpoch: () => permission.granted } })
    const old = [me.open(), me.append({ kind: 'mirror-credential' })]
    const { take } = testIntake({ database: node.database, more: { self: SELF } })
    for (const sealed of old) await take(sealed)
    expect(await failureOf(node.publisher.publish(SAID))).toEqual({ code: 'epoch-unconfirmed' })
    permission.granted = true
    const [opening] = await node.publisher.publish(SAID)
    expect(decodeEpochOpened(opening?.raw.payload ?? new Uint8Array())).toEqual({
      previous: me.epoch,
      lastSequence: 1,
    })
    expect(opening?.stored.epoch.openedAtMs).toBeGreaterThan(me.epoch.openedAtMs)
    expect(node.epochs.closedAt(SELF, me.epoch)).toBe(1)
  })

  test('opens an epoch later than its last even where its clock runs behind', async () => {
    const node = fixture()
    const ahead = new EntryAuthor(1, {
      epoch: { openedAtMs: TEST_START_MS + 90_000, random: 'ff'.repeat(16) },
    })
    const { take } = testIntake({ database: node.database, more: { self: SELF } })
    await take(ahead.open())
    const [opening] = await node.publisher.publish(SAID)
    expect(opening?.stored.epoch.openedAtMs).toBe(TEST_START_MS + 90_001)
  })

  test('from an older state of its folder writes in a new epoch', async () => {
    const { epochs, publisher } = fixture()
    const [first] = await publisher.publish(SAID)
    const own = epochs.own()
    if (own === null) throw new Error('an epoch is open')
    epochs.setOwn({ ...own, reopen: true })
    const [opening, said] = await publisher.publish(SAID)
    expect(opening?.stored).toMatchObject({ kind: 'epoch-opened', sequence: 0 })
    expect(decodeEpochOpened(opening?.raw.payload ?? new Uint8Array())).toEqual({
      previous: first?.stored.epoch,
      lastSequence: 1,
    })
    expect(said?.stored.sequence).toBe(1)
    expect((await publisher.publish(SHOWN)).map(({ stored }) => stored.sequence)).toEqual([0])
  })

  test('and lives on elsewhere writes nothing any more', async () => {
    const { entries, epochs, publisher } = fixture()
    await publisher.publish(SAID)
    const own = epochs.own()
    if (own === null) throw new Error('an epoch is open')
    epochs.setOwn({ ...own, superseded: true })
    const before = entries.heads(SELF)
    expect(await failureOf(publisher.publish(SAID))).toEqual({ code: 'identity-superseded' })
    expect(entries.heads(SELF)).toEqual(before)
  })
})

test('a full disk refuses an act with its code, and no number is lost', async () => {
  const path = join(await temporaryFolder(), 'node.db')
  const database = Database.open(path)
  onTestFinished(() => database.close())
  migrate(database, replicaMigrations, { clock: new TestClock(), backUp: () => {} })
  const { publisher } = fixture({ database })
  await publisher.publish(SAID)
  const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count'])
  database.prepare(`PRAGMA max_page_count = ${pages}`).get()
  const large = { ...SAID, payload: new Uint8Array(15_000) }
  expect(await failureOf(publisher.publish(large))).toMatchObject({ code: 'disk-full' })
  database.prepare('PRAGMA max_page_count = 100000').get()
  expect((await publisher.publish(large)).map(({ stored }) => stored.sequence)).toEqual([2])
})
