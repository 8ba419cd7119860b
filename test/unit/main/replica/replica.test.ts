import { describe, expect, onTestFinished, test } from 'vitest'
import { fromHex } from '../../../../src/main/platform/bytes.ts'
import { CATCH_UP_EVERY_MS } from '../../../../src/main/replica/replica.ts'
import { wire } from '../../../../src/main/wire/messages.ts'
import type { EntryId, NodeId } from '../../../../src/shared/kernel/ids.ts'
import { reject } from '../../../../src/shared/kernel/verdict.ts'
import { TEST_START_MS } from '../../../support/clock.ts'
import { EntryAuthor, testEpoch } from '../../../support/entry-author.ts'
import { FrameExchange, type LaneSaid, linksOf } from '../../../support/frame-exchange.ts'
import { testNodeId } from '../../../support/node-ids.ts'
import { among, type Sent } from '../../../support/replica-among.ts'
import { holdingsOf, replicaNode } from '../../../support/replica-node.ts'
import { idle } from '../../../support/test-timers.ts'

const SAID = { kind: 'mirror-credential', payload: Uint8Array.of(1) } as const
const SHOWN = { kind: 'node-profile', payload: Uint8Array.of(2) } as const
/** Neighbours without a replica: their frames are the test's. */
const [PEER, OTHER, STRANGER] = [testNodeId(31), testNodeId(32), testNodeId(33)]

const relayedTo = (sent: () => readonly Sent[]) =>
  sent()
    .filter(({ frame }) => frame.content === 'entries')
    .map(({ to, lane }) => [to, lane])

const receiptsIn = (frames: readonly Sent[]): string[] =>
  frames.flatMap(({ frame }) => (frame.receipts?.ids ?? []).map((id) => Buffer.from(id).toString('hex')))

describe('what a neighbour sends', () => {
  test('is stored, acknowledged to the sender, and goes on to the others', async () => {
    const { entries, send, sent, wait } = await among([PEER, OTHER])
    const sealed = new EntryAuthor(2).register(SHOWN)
    await send(PEER, sealed)
    wait()
    const frames = sent()
    expect(entries.has(sealed.id)).toBe(true)
    expect(frames.filter(({ to }) => to === PEER).map(({ frame }) => frame.content)).toEqual(['receipts'])
    expect(receiptsIn(frames)).toEqual([sealed.id, sealed.id])
    const [relayed] = frames.filter(({ to, frame }) => to === OTHER && frame.entries)
    expect(relayed?.frame.entries?.entries?.[0]?.hops).toBe(2)
    expect(Uint8Array.from(relayed?.frame.entries?.entries?.[0]?.envelope?.body ?? [])).toEqual(
      sealed.raw.body,
    )
  })

  test('does not go back to its author', async () => {
    const author = new EntryAuthor(2)
    const { send, sent, wait } = await among([PEER, OTHER, author.nodeId])
    await send(PEER, author.register(SHOWN))
    wait()
    expect(relayedTo(sent)).toEqual([[OTHER, 'resource']])
  })

  test('goes on along the lane its kind says, and what is for later not at all', async () => {
    const { profile, send, sent } = await among([PEER, OTHER])
    profile.way = 'alert'
    await send(PEER, new EntryAuthor(2).register(SHOWN))
    expect(relayedTo(sent)).toEqual([[OTHER, 'alert']])
    profile.way = 'later'
    await send(PEER, new EntryAuthor(3).register(SHOWN))
    expect(relayedTo(sent)).toEqual([])
  })

  test('goes on once, however many bring it', async () => {
    const { send, sent, wait } = await among([PEER, OTHER, testNodeId(34)])
    const sealed = new EntryAuthor(2).register(SHOWN)
    await Promise.all([send(PEER, sealed), send(OTHER, sealed), send(PEER, sealed)])
    for (let times = 0; times < 3; times += 1) wait()
    expect(relayedTo(sent)).toEqual([[testNodeId(34), 'resource']])
  })

  test('and was signed for a place that is taken goes on once: whoever holds the first then has the proof', async () => {
    const { entries, send, sent } = await among([PEER, OTHER])
    const author = new EntryAuthor(2)
    const opening = author.open()
    const first = author.append(SAID)
    author.rewind(opening)
    const second = author.append({ ...SAID, payload: Uint8Array.of(9) })
    await send(PEER, opening, first)
    sent()
    await send(PEER, second)
    expect(relayedTo(sent)).toEqual([[OTHER, 'membership']])
    await send(OTHER, second)
    expect(relayedTo(sent)).toEqual([])
    expect([entries.has(first.id), entries.has(second.id)]).toEqual([true, false])
  })

  test('and is refused counts against who sent it, and is not acknowledged', async () => {
    const { links, profile, send, sent } = await among([PEER, OTHER])
    profile.verdict = reject('content-invalid')
    await send(PEER, new EntryAuthor(2).register(SHOWN))
    expect(links.refusals).toEqual([{ nodeId: PEER, reason: 'content-invalid' }])
    expect(sent()).toEqual([])
  })

  test('a forged signature accuses who brought it, never the author it names', async () => {
    const author = new EntryAuthor(2)
    const { links, send } = await among([PEER, author.nodeId])
    const { raw } = author.register(SHOWN)
    await send(PEER, { ...author.register(SHOWN), raw: { ...raw, nodeSignature: new Uint8Array(64) } })
    expect(links.refusals).toEqual([{ nodeId: PEER, reason: 'signature-invalid' }])
  })

  test('in one frame is judged each for itself', async () => {
    const { entries, links, send, sent } = await among([PEER])
    const author = new EntryAuthor(2)
    const good = [author.open(), author.append(SAID)]
    const forged = {
      ...author.append(SAID),
      raw: { ...author.append(SAID).raw, nodeSignature: new Uint8Array(64) },
    }
    await send(PEER, ...good, forged)
    expect(good.every(({ id }) => entries.has(id))).toBe(true)
    expect(links.refusals.length).toBe(1)
    expect(receiptsIn(sent())).toEqual(good.map(({ id }) => id))
  })

  test('with a mad count of hops is believed up to a bound, and with none counts as one', async () => {
    const { database, hear } = await among([PEER])
    const far = new EntryAuthor(2).register(SHOWN)
    const near = new EntryAuthor(3).register(SHOWN)
    await hear(PEER, {
      entries: { entries: [{ envelope: far.raw, hops: 4_000_000_000 }, { envelope: near.raw, hops: 0 }, {}] },
    })
    const hops = database
      .prepare('SELECT hops FROM entries ORDER BY hops')
      .all()
      .map((row) => row['hops'])
    expect(hops).toEqual([1, 64])
  })
})

describe('the disk', () => {
  test('when it is full, no receipt is sent, and none is taken as given', async () => {
    const { database, send, sent } = await among([PEER, OTHER])
    const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count'])
    database.prepare(`PRAGMA max_page_count = ${pages}`).get()
    await send(PEER, new EntryAuthor(2).register({ ...SHOWN, payload: new Uint8Array(14_000) }))
    expect(sent()).toEqual([])
  })
})

describe('strangers', () => {
  const onlyMembers = { isMember: (nodeId: NodeId) => nodeId !== STRANGER }

  test('are not listened to', async () => {
    const { entries, hear, links, send, sent } = await among([PEER, STRANGER], onlyMembers)
    const sealed = new EntryAuthor(2).register(SHOWN)
    await send(STRANGER, sealed)
    await hear(STRANGER, { receipts: { ids: [fromHex(sealed.id)] } })
    expect(entries.has(sealed.id)).toBe(false)
    expect([links.refusals, sent()]).toEqual([[], []])
    await send(PEER, sealed)
    expect(entries.has(sealed.id)).toBe(true)
  })

  test('get no answer to their cursors, and nothing that others or we say', async () => {
    const { hear, replica, send, sent } = await among([PEER, OTHER, STRANGER], onlyMembers)
    await send(PEER, new EntryAuthor(2).register(SHOWN))
    await replica.publish(SHOWN)
    await hear(STRANGER, { cursors: {} })
    replica.greet(STRANGER)
    expect(sent().filter(({ to }) => to === STRANGER)).toEqual([])
  })

  test('are served from the moment they are members', async () => {
    const members = new Set<NodeId>()
    const { hear, replica, sent } = await among([PEER], { isMember: (nodeId) => members.has(nodeId) })
    await replica.publish(SHOWN)
    await hear(PEER, { cursors: {} })
    expect(sent()).toEqual([])
    members.add(PEER)
    replica.greet(PEER)
    await hear(PEER, { cursors: {} })
    expect(sent().map(({ frame }) => frame.content)).toEqual(['check', 'entries'])
  })
})

describe('a neighbour that is set apart', () => {
  const apart = { mayPass: (nodeId: NodeId, kind: string | null) => nodeId !== PEER || kind === 'alert' }
  const author = new EntryAuthor(31)
  const alertOf = (by: EntryAuthor) => ({ kind: 'alert', mirror: by.mirror('Anna') }) as const

  test('brings nothing but alerts, whoever wrote them; the rest is no fault and is not acknowledged', async () => {
    const { entries, links, send, sent, wait } = await among([PEER, OTHER], apart)
    const other = new EntryAuthor(2)
    const opening = other.open()
    const alert = other.append(alertOf(other))
    const shown = other.register(SHOWN)
    await send(PEER, opening, alert, shown)
    expect([opening, alert, shown].map(({ id }) => entries.has(id))).toEqual([false, true, false])
    expect(links.refusals).toEqual([])
    wait()
    const frames = sent()
    expect(receiptsIn(frames.filter(({ to }) => to === PEER))).toEqual([alert.id])
    expect(relayedTo(() => frames)).toEqual([[OTHER, 'resource']])
    await send(OTHER, shown)
    expect(entries.has(shown.id)).toBe(true)
  })

  test('gets nothing but alerts, and no answer to what it missed', async () => {
    const { hear, send, sent, wait } = await among([PEER, OTHER], apart)
    const other = new EntryAuthor(2)
    const opening = other.open()
    await send(OTHER, opening, other.register(SHOWN))
    await hear(PEER, { cursors: {} })
    wait()
    expect(sent().filter(({ to }) => to === PEER)).toEqual([])
    await send(OTHER, other.append(alertOf(other)))
    wait()
    expect(relayedTo(sent)).toEqual([[PEER, 'resource']])
  })

  test('is asked for what it holds when its link comes up, and not again', async () => {
    const { clock, realClock, replica, send, sent } = await among([PEER], apart)
    replica.greet(PEER)
    expect(sent().map(({ frame }) => frame.content)).toEqual(['cursors'])
    author.open()
    await send(PEER, author.append(alertOf(author)))
    for (const time of [realClock, clock]) time.advance(10 * CATCH_UP_EVERY_MS)
    await idle()
    expect(sent().filter(({ frame }) => frame.content === 'cursors')).toEqual([])
  })
})

describe('receipts', () => {
  const idsOf = (...ids: readonly EntryId[]): LaneSaid => ({
    receipts: { ids: ids.map((id) => fromHex(id)) },
  })

  test('count each neighbour once', async () => {
    const { hear, replica } = await among([PEER, OTHER])
    const { id } = await replica.publish(SHOWN)
    const told: EntryId[] = []
    replica.onReceipt((received) => void told.push(received.id))
    expect(replica.seenBy(id)).toBe(0)
    for (const peer of [PEER, PEER, OTHER]) await hear(peer, idsOf(id, id))
    expect(replica.seenBy(id)).toBe(2)
    expect(told).toEqual([id, id])
  })

  test('for what we never had, or that are no ids, count nothing', async () => {
    const { database, hear } = await among([PEER])
    await hear(PEER, { receipts: { ids: [new Uint8Array(32), new Uint8Array(31), new Uint8Array()] } })
    expect(database.prepare('SELECT count(*) AS n FROM receipts').get()).toEqual({ n: 0 })
  })

  test('who brought an entry counts as having it', async () => {
    const { replica, send } = await among([PEER])
    const sealed = new EntryAuthor(2).register(SHOWN)
    await send(PEER, sealed)
    expect(replica.seenBy(sealed.id)).toBe(1)
  })
})

describe('entries of tomorrow', () => {
  const TOMORROW_MS = 3_600_000

  async function holding() {
    const node = await among([PEER, OTHER])
    const sealed = new EntryAuthor(2).register({
      ...SHOWN,
      time: { wallMs: TEST_START_MS + TOMORROW_MS, counter: 0 },
    })
    await node.send(PEER, sealed)
    return { ...node, sealed }
  }

  test('are neither acknowledged nor passed on before their time', async () => {
    const { clock, entries, sealed, sent } = await holding()
    clock.advance(TOMORROW_MS - 1)
    await idle()
    expect(sent().filter(({ frame }) => frame.entries || frame.receipts)).toEqual([])
    expect(entries.has(sealed.id)).toBe(false)
  })

  test('are taken and passed on when the clock gets there', async () => {
    const { clock, entries, sealed, sent, wait } = await holding()
    clock.advance(TOMORROW_MS)
    await idle()
    wait()
    expect(entries.has(sealed.id)).toBe(true)
    expect(relayedTo(sent)).toEqual([[OTHER, 'resource']])
  })

  test('are let go once taken', async () => {
    const { clock, database } = await holding()
    clock.advance(TOMORROW_MS)
    await idle()
    expect(database.prepare('SELECT count(*) AS n FROM held').get()).toEqual({ n: 0 })
  })

  test('are not let go while the disk refuses them', async () => {
    const { clock, database, entries, sealed } = await holding()
    database.execute('PRAGMA query_only = ON')
    clock.advance(TOMORROW_MS)
    await idle()
    database.execute('PRAGMA query_only = OFF')
    expect(database.prepare('SELECT count(*) AS n FROM held').get()).toEqual({ n: 1 })
    clock.advance(10 * 60_000)
    await idle()
    expect(entries.has(sealed.id)).toBe(true)
  })

  test('outlive a restart', async () => {
    const { clock, database, entries, replica, sealed } = await holding()
    await replica.stop()
    clock.advance(TOMORROW_MS)
    await idle()
    expect(entries.has(sealed.id)).toBe(false)
    const exchange = new FrameExchange()
    const again = replicaNode({ n: 1, ...linksOf(exchange.join(testNodeId(1))), database, clock })
    await again.replica.start()
    onTestFinished(() => again.replica.stop())
    await idle()
    expect(entries.has(sealed.id)).toBe(true)
  })
})

describe('entries of our own that we did not write here', () => {
  async function withHistory() {
    const node = await among([PEER])
    await node.replica.publish(SAID)
    const own = node.replica.ownEpoch()
    if (own === null) throw new Error('an epoch is open')
    const changes: number[] = []
    node.replica.onEpochChanged(() => void changes.push(1))
    return { ...node, changes, own }
  }

  test('of this epoch: this machine was set back, and writes on in a new one', async () => {
    const { changes, entries, nodeId, own, replica, send } = await withHistory()
    const me = new EntryAuthor(1, { epoch: own.epoch })
    await send(PEER, me.seal({ ...SAID, sequence: 2, previous: entries.head(nodeId, own.epoch).headId }))
    await idle()
    expect(replica.ownEpoch()).toMatchObject({ reopen: true, superseded: false })
    expect(changes.length).toBe(1)
    await replica.publish(SAID)
    expect(replica.ownEpoch()?.epoch).not.toEqual(own.epoch)
  })

  test('in the place of one that we did write: both cannot stand, so we write on in a new epoch', async () => {
    const { nodeId, entries, own, replica, send } = await withHistory()
    const me = new EntryAuthor(1, { epoch: own.epoch })
    const previous = entries.idAt(nodeId, own.epoch, 0)
    await send(PEER, me.seal({ ...SAID, payload: Uint8Array.of(9), sequence: 1, previous }))
    await idle()
    expect(replica.ownEpoch()).toMatchObject({ reopen: true, superseded: false })
  })

  test('of a newer epoch: this identity lives on elsewhere, and this machine falls silent', async () => {
    const { own, replica, send } = await withHistory()
    const elsewhere = new EntryAuthor(1, {
      epoch: { openedAtMs: own.epoch.openedAtMs + 1, random: own.epoch.random },
    })
    await send(PEER, elsewhere.open())
    expect(replica.ownEpoch()).toMatchObject({ superseded: true })
    await expect(replica.publish(SAID)).rejects.toMatchObject({ code: 'identity-superseded' })
  })

  test('of an older epoch: nothing changes', async () => {
    const { changes, replica, send } = await withHistory()
    await send(PEER, new EntryAuthor(1, { epoch: { openedAtMs: 5, random: testEpoch(1).random } }).open())
    await idle()
    expect(replica.ownEpoch()).toMatchObject({ reopen: false, superseded: false })
    expect(changes).toEqual([])
  })
})

describe('what we say', () => {
  test('goes to every neighbour that is a member, the opening of an epoch first', async () => {
    const { replica, sent } = await among([PEER, OTHER])
    await replica.publish(SAID)
    const frames = sent()
    expect(frames.map(({ to }) => to).sort()).toEqual([PEER, PEER, OTHER, OTHER].sort())
    const kinds = frames
      .filter(({ to }) => to === PEER)
      .map(
        ({ frame }) => wire.Body.decode(frame.entries?.entries?.[0]?.envelope?.body ?? new Uint8Array()).kind,
      )
    expect(kinds).toEqual([wire.Kind.KIND_EPOCH_OPENED, wire.Kind.KIND_MIRROR_CREDENTIAL])
  })

  test('is on disk before it is on its way', async () => {
    const { database, links, replica } = await among([PEER])
    const onDisk: number[] = []
    const send = links.send.bind(links)
    links.send = (nodeId, lane, frame) => {
      onDisk.push(holdingsOf({ database }).length)
      return send(nodeId, lane, frame)
    }
    await replica.publish(SAID)
    expect(onDisk).toEqual([2, 2])
  })
})

describe('stopped', () => {
  test('a replica hears nothing and asks nobody', async () => {
    const { clock, entries, replica, send, sent } = await among([PEER])
    await replica.stop()
    await replica.stop()
    const sealed = new EntryAuthor(2).register(SHOWN)
    await send(PEER, sealed)
    clock.advance(CATCH_UP_EVERY_MS * 3)
    await idle()
    expect(entries.has(sealed.id)).toBe(false)
    expect(sent()).toEqual([])
  })
})
