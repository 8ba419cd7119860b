import { describe, expect, test } from 'vitest'
import { MAX_CONTENT_BYTES } from '../../../../src/main/crypto/session/session-limits.ts'
import { fromHex } from '../../../../src/main/platform/bytes.ts'
import { decodeCursors, encodeCursors, hasNews } from '../../../../src/main/replica/cursors.ts'
import { encodeEpoch } from '../../../../src/main/replica/envelope-codec.ts'
import { wire } from '../../../../src/main/wire/messages.ts'
import { EntryAuthor, testEpoch } from '../../../support/entry-author.ts'
import { testIntake } from '../../../support/intake.ts'

const SAID = { kind: 'mirror-credential' } as const
const author = new EntryAuthor(1)
const key = author.signer.publicKey
const epoch = encodeEpoch(author.epoch)

/** A Node that holds a log of three and one register, and its cursors as they arrive elsewhere. */
async function holder() {
  const node = testIntake()
  const writer = new EntryAuthor(1)
  for (const sealed of [writer.open(), writer.append(SAID), writer.append(SAID)]) await node.take(sealed)
  await node.take(writer.register({ kind: 'node-profile', slot: 'a' }))
  const bytes = wire.Cursors.encode(encodeCursors(node.entries)).finish()
  return { ...node, bytes, frame: wire.Cursors.decode(bytes) }
}

describe('cursors', () => {
  test('say how far each log is held and which register', async () => {
    const { frame } = await holder()
    const holdings = decodeCursors(frame)
    expect(holdings.nextSequenceOf({ author: author.nodeId, epoch: author.epoch })).toBe(3)
    expect(holdings.nextSequenceOf({ author: author.nodeId, epoch: testEpoch(9) })).toBe(0)
    const register = {
      author: author.nodeId,
      kind: 'node-profile',
      slot: 'a',
      epoch: author.epoch,
      id: author.open().id,
    }
    expect(holdings.holdsLatest({ ...register, sequence: 0 })).toBe(true)
    expect(holdings.holdsLatest({ ...register, sequence: 1 })).toBe(false)
    expect(holdings.holdsLatest({ ...register, slot: 'b', sequence: 0 })).toBe(false)
  })

  test('of a Node that holds the same are no news', async () => {
    const [one, other] = [await holder(), await holder()]
    expect(hasNews(decodeCursors(one.frame), other.entries)).toBe(false)
    expect(hasNews(decodeCursors(one.frame), testIntake().entries)).toBe(true)
  })

  test.each([
    ['a log further on', { logs: [{ author: key, epoch, nextSequence: 4 }] }, true],
    ['a log as far', { logs: [{ author: key, epoch, nextSequence: 3 }] }, false],
    ['a newer register', { latest: [{ author: key, kind: 2, slot: 'a', epoch, sequence: 1 }] }, true],
    ['the same register', { latest: [{ author: key, kind: 2, slot: 'a', epoch, sequence: 0 }] }, false],
    ['another slot', { latest: [{ author: key, kind: 2, slot: 'b', epoch, sequence: 0 }] }, true],
    ['nothing', {}, false],
  ])('that tell of %s', async (_name, frame, news) => {
    const { entries } = await holder()
    expect(hasNews(decodeCursors(frame), entries)).toBe(news)
  })
})

describe("a neighbour's cursors that make no sense are left out", () => {
  const good = { author: key, epoch, nextSequence: 5 }

  test.each([
    ['no author', { epoch, nextSequence: 5 }],
    ['an author of 31 bytes', { ...good, author: new Uint8Array(31) }],
    ['no epoch', { author: key, nextSequence: 5 }],
    ['an epoch without its random bytes', { ...good, epoch: { openedAtMs: 5 } }],
    ['a number beyond exact ones', { ...good, nextSequence: 2 ** 60 }],
  ])('%s', (_name, cursor) => {
    expect(decodeCursors({ logs: [cursor] }).logs).toEqual([])
    expect(decodeCursors({ logs: [cursor, good] }).logs.length).toBe(1)
  })

  test('an author that is no key at all is only an author we do not know', () => {
    for (const fill of [0, 1, 2, 0x7f, 0xff]) {
      expect(
        decodeCursors({ logs: [{ ...good, author: new Uint8Array(32).fill(fill) }] }).logs.length,
      ).toBeLessThan(2)
    }
  })

  test('a kind of tomorrow', () => {
    const register = { author: key, kind: 2, slot: '', epoch, sequence: 0 }
    expect(decodeCursors({ latest: [{ ...register, kind: 77 }, register] }).latest.length).toBe(1)
  })

  test('more than fit into one frame', () => {
    const logs = Array.from({ length: 3_000 }, (_, n) => ({ ...good, epoch: encodeEpoch(testEpoch(n)) }))
    expect(decodeCursors({ logs }).logs.length).toBeLessThan(600)
  })
})

test('cursors fit into one frame, however much a Node holds', async () => {
  const node = testIntake()
  const slot = '水'.repeat(21)
  const insert = node.database.prepare(
    `INSERT INTO entries VALUES (?, ?, 'latest', 'resource-report', ?, ?, ?, 0, ?, 0, 0, x'', x'', x'', x'', 0, 0, NULL)`,
  )
  const insertHead = node.database.prepare('INSERT INTO heads VALUES (?, ?, ?, ?, 1000000, NULL)')
  const { federationId } = author
  node.database.writeNow(() => {
    for (let n = 0; n < 1_500; n++) {
      const { openedAtMs, random } = testEpoch(n)
      insert.run(`${n}`, federationId, author.nodeId, openedAtMs, random, `${slot.slice(4)}${n}`)
      insertHead.run(federationId, author.nodeId, openedAtMs, random)
    }
  })
  const cursors = encodeCursors(node.entries)
  expect(wire.Cursors.encode(cursors).finish().length).toBeLessThanOrEqual(MAX_CONTENT_BYTES)
  expect(cursors.logs?.length).toBeGreaterThan(100)
  expect(cursors.latest?.length).toBeGreaterThan(100)
  expect(fromHex(author.epoch.random).length).toBe(16)
})
