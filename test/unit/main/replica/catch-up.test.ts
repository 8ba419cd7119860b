import { describe, expect, test } from 'vitest'
import { encodeEpoch } from '../../../../src/main/replica/envelope-codec.ts'
import { GAP_PATIENCE_MS } from '../../../../src/main/replica/gap-watch.ts'
import { BUSY_AGAIN_MS } from '../../../../src/main/replica/mending.ts'
import { CATCH_UP_EVERY_MS } from '../../../../src/main/replica/replica.ts'
import { CATCH_UP_FRAME_BYTES, CREDIT_WINDOW_BYTES } from '../../../../src/main/wire/limits.ts'
import { wire } from '../../../../src/main/wire/messages.ts'
import type { NodeId } from '../../../../src/shared/kernel/ids.ts'
import { EntryAuthor, idOf, testEpoch } from '../../../support/entry-author.ts'
import { testNodeId } from '../../../support/node-ids.ts'
import { among, entriesFrame, type Sent } from '../../../support/replica-among.ts'
import { idle } from '../../../support/test-timers.ts'

const SAID = { kind: 'mirror-credential', payload: Uint8Array.of(1) } as const
const SHOWN = { kind: 'node-profile', payload: Uint8Array.of(2) } as const
const [PEER, OTHER] = [testNodeId(31), testNodeId(32)]
/** Longer than any pause between two questions. */
const PAUSE_MS = 5_000

const contents = (frames: readonly Sent[]) => frames.map(({ frame }) => frame.content)
const answers = (frames: readonly Sent[]) => frames.filter(({ frame }) => frame.entries?.catchingUp === true)
const idsIn = (frames: readonly Sent[]): string[] =>
  frames.flatMap(({ frame }) =>
    (frame.entries?.entries ?? []).map(({ envelope }) =>
      idOf({ body: Uint8Array.from(envelope?.body ?? []) }),
    ),
  )

/** A replica that holds an author's log of `length` and one register. */
async function filled(length: number, payload = SAID.payload) {
  const node = await among([PEER, OTHER])
  const author = new EntryAuthor(2)
  const log = [author.open()]
  while (log.length < length) log.push(author.append({ ...SAID, payload }))
  const register = author.register(SHOWN)
  for (const sealed of [...log, register]) await node.send(OTHER, sealed)
  node.wait()
  node.sent()
  return { ...node, author, log, register }
}

describe('a question', () => {
  test('is answered with what the asker lacks, logs in order and registers after them', async () => {
    const { hear, log, register, sent } = await filled(5)
    await hear(PEER, { cursors: {} })
    const frames = sent()
    expect(contents(frames)).toEqual(['entries'])
    expect(frames[0]?.frame.entries).toMatchObject({ catchingUp: true, last: true })
    expect(idsIn(frames)).toEqual([...log, register].map(({ id }) => id))
  })

  test('tells how far the asker is, and only the rest is sent', async () => {
    const { author, hear, log, sent } = await filled(5)
    const place = { author: author.signer.publicKey, epoch: encodeEpoch(author.epoch) }
    await hear(PEER, {
      cursors: {
        logs: [{ ...place, nextSequence: 3 }],
        latest: [{ ...place, kind: 2, slot: '', sequence: 0 }],
      },
    })
    expect(idsIn(sent())).toEqual(log.slice(3).map(({ id }) => id))
  })

  test('of one who lacks nothing is answered all the same, so that it knows', async () => {
    const { hear, sent } = await among([PEER])
    await hear(PEER, { cursors: {} })
    expect(sent().map(({ frame }) => frame.entries)).toMatchObject([
      { entries: [], catchingUp: true, last: true },
    ])
  })

  test('of one who holds more is answered, and a question goes back', async () => {
    const { author, hear, sent } = await filled(3)
    const place = { author: author.signer.publicKey, epoch: encodeEpoch(author.epoch) }
    await hear(PEER, { cursors: { logs: [{ ...place, nextSequence: 9 }] } })
    expect(contents(sent()).sort()).toEqual(['cursors', 'entries'])
  })

  test('with wild numbers costs one answer and one question, and no more', async () => {
    const { author, hear, realClock, sent } = await filled(3)
    const logs = Array.from({ length: 800 }, (_, n) => ({
      author: n % 2 === 0 ? author.signer.publicKey : new Uint8Array(32).fill(n),
      epoch: encodeEpoch(testEpoch(n)),
      nextSequence: Number.MAX_SAFE_INTEGER - n,
    }))
    for (let times = 0; times < 3; times++) await hear(PEER, { cursors: { logs } })
    expect(contents(sent())).toEqual(['entries', 'cursors'])
    realClock.advance(PAUSE_MS)
    expect(contents(sent())).toEqual(['entries'])
  })

  test('is put to whoever does not compare, again once a minute, and soon where a gap shows', async () => {
    const { clock, exchange, realClock, send, sent } = await among([PEER])
    exchange.meet(PEER, testNodeId(1))
    expect(contents(sent())).toEqual(['check'])
    realClock.advance(PAUSE_MS)
    expect(contents(sent())).toEqual(['cursors'])
    realClock.advance(PAUSE_MS)
    clock.advance(CATCH_UP_EVERY_MS)
    expect(contents(sent())).toEqual(['check', 'cursors'])
    const author = new EntryAuthor(2)
    const opening = author.open()
    author.append(SAID)
    await send(PEER, opening, author.append(SAID))
    expect(contents(sent())).toEqual(['receipts'])
    realClock.advance(PAUSE_MS)
    expect(contents(sent())).toEqual(['cursors'])
  })

  test('is not repeated within moments, whatever happens meanwhile', async () => {
    const { realClock, replica, send, sent } = await among([PEER])
    replica.greet(PEER)
    for (let n = 2; n < 7; n++) {
      const author = new EntryAuthor(n)
      author.open()
      await send(PEER, author.append(SAID))
      realClock.advance(GAP_PATIENCE_MS)
    }
    expect(contents(sent()).filter((content) => content === 'cursors').length).toBe(1)
    realClock.advance(PAUSE_MS)
    realClock.advance(PAUSE_MS)
    expect(contents(sent())).toEqual(['cursors'])
  })

  test('waiting for its moment is forgotten with the neighbour', async () => {
    const { exchange, nodeId, realClock, replica, send, sent } = await among([PEER, OTHER])
    replica.greet(PEER)
    const author = new EntryAuthor(2)
    author.open()
    await send(PEER, author.append(SAID))
    exchange.part(PEER, nodeId)
    sent()
    realClock.advance(PAUSE_MS)
    expect(sent().filter(({ frame }) => frame.cursors)).toEqual([])
  })
})

describe('an answer', () => {
  const LARGE = new Uint8Array(14_000).fill(5)

  test('comes in frames that fit, of which the last says so', async () => {
    const { hear, links, log, realClock, register, sent } = await filled(12, LARGE)
    await hear(PEER, { cursors: {} })
    realClock.advance(1_000)
    const frames = answers(sent())
    expect(links.waitingBytes).toBe(0)
    expect(frames.length).toBeGreaterThan(4)
    expect(frames.map(({ frame }) => frame.entries?.last)).toEqual([
      ...frames.slice(1).map(() => false),
      true,
    ])
    for (const { frame } of frames) {
      const { entries = null } = frame
      const bytes = wire.LaneFrame.encode({ entries }).finish().length
      expect(bytes).toBeLessThan(CATCH_UP_FRAME_BYTES + 1_000)
    }
    expect(idsIn(frames)).toEqual([...log, register].map(({ id }) => id))
  })

  test('waits while the receiver gives no leave, and goes on from there', async () => {
    const { hear, links, log, realClock, register, sent } = await filled(40, LARGE)
    links.waitingBytes = 2 * CREDIT_WINDOW_BYTES
    await hear(PEER, { cursors: {} })
    realClock.advance(60_000)
    expect(answers(sent())).toEqual([])
    links.waitingBytes = 0
    realClock.advance(1_000)
    expect(idsIn(answers(sent()))).toEqual([...log, register].map(({ id }) => id))
  })

  test('to newer cursors takes the place of the one under way', async () => {
    const { author, hear, links, log, realClock, register, sent } = await filled(40, LARGE)
    links.waitingBytes = 2 * CREDIT_WINDOW_BYTES
    await hear(PEER, { cursors: {} })
    const place = { author: author.signer.publicKey, epoch: encodeEpoch(author.epoch) }
    await hear(PEER, { cursors: { logs: [{ ...place, nextSequence: 38 }] } })
    realClock.advance(PAUSE_MS)
    links.waitingBytes = 0
    realClock.advance(1_000)
    const frames = answers(sent())
    expect(idsIn(frames)).toEqual([...log.slice(38), register].map(({ id }) => id))
    expect(frames.filter(({ frame }) => frame.entries?.last)).toHaveLength(1)
  })

  test('ends when the neighbour goes', async () => {
    const { exchange, hear, links, nodeId, realClock, sent } = await filled(40, LARGE)
    links.waitingBytes = 2 * CREDIT_WINDOW_BYTES
    await hear(PEER, { cursors: {} })
    exchange.part(PEER, nodeId)
    exchange.meet(PEER, nodeId)
    links.waitingBytes = 0
    sent()
    realClock.advance(1_000)
    expect(answers(sent())).toEqual([])
  })

  test('brings what was for later, though nothing else does', async () => {
    const node = await among([PEER, OTHER])
    node.profile.way = 'later'
    const sealed = new EntryAuthor(2).register(SHOWN)
    await node.send(OTHER, sealed)
    expect(idsIn(node.sent())).toEqual([])
    await node.hear(PEER, { cursors: {} })
    expect(idsIn(node.sent())).toEqual([sealed.id])
  })

  test('that is whole is told, once its entries are stored', async () => {
    const { entries, hear, replica } = await among([PEER])
    const author = new EntryAuthor(2)
    const parts = [author.open(), author.append(SAID)]
    const told: [NodeId, boolean][] = []
    replica.onCaughtUp((nodeId) => void told.push([nodeId, parts.every(({ id }) => entries.has(id))]))
    await hear(PEER, entriesFrame(parts.slice(0, 1), { catchingUp: true, last: false }))
    expect(told).toEqual([])
    await hear(PEER, entriesFrame(parts.slice(1), { catchingUp: true, last: true }))
    expect(told).toEqual([[PEER, true]])
  })

  test('that the disk did not take whole is not told, and is asked for again', async () => {
    const { exchange, hear, nodeId, profile, realClock, replica, sent } = await among([PEER])
    exchange.meet(PEER, nodeId)
    realClock.advance(PAUSE_MS)
    sent()
    const whole = entriesFrame([new EntryAuthor(2).register(SHOWN)], { catchingUp: true, last: true })
    const told: NodeId[] = []
    replica.onCaughtUp((peer) => void told.push(peer))
    profile.failure = new Error('no room')
    await hear(PEER, whole)
    expect([told, contents(sent())]).toEqual([[], []])
    realClock.advance(BUSY_AGAIN_MS - 1)
    expect(contents(sent())).toEqual([])
    realClock.advance(1)
    expect(contents(sent())).toEqual(['cursors'])
    await hear(PEER, whole)
    expect(told).toEqual([PEER])
  })
})

test('what is dated ahead is not offered to others before its time', async () => {
  const { clock, hear, realClock, send, sent, wait } = await among([PEER, OTHER])
  const time = { wallMs: clock.nowMs() + 3_600_000, counter: 0 }
  const sealed = new EntryAuthor(2).register({ ...SHOWN, time })
  await send(OTHER, sealed)
  await hear(PEER, { cursors: {} })
  expect(idsIn(sent())).toEqual([])
  clock.advance(3_600_000)
  await idle()
  wait()
  sent()
  realClock.advance(PAUSE_MS)
  await hear(PEER, { cursors: {} })
  expect(idsIn(sent())).toEqual([sealed.id])
})
