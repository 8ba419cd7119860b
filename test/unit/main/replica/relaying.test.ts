import { describe, expect, test } from 'vitest'
import type { Lane } from '../../../../src/main/network/lanes.ts'
import type { LaneFrame } from '../../../../src/main/network/neighbour.ts'
import type { StoredEntry } from '../../../../src/main/replica/entry.ts'
import { parseEnvelope } from '../../../../src/main/replica/envelope-codec.ts'
import { RECEIPTS_AFTER_MS, ReceiptTelling } from '../../../../src/main/replica/receipt-telling.ts'
import {
  RELAY_JITTER_MS,
  RELAY_PATIENCE_MS,
  RELAY_WAIT_MS,
  Relaying,
} from '../../../../src/main/replica/relaying.ts'
import type { EntryId, NodeId } from '../../../../src/shared/kernel/ids.ts'
import { TestClock } from '../../../support/clock.ts'
import { EntryAuthor, type Sealed } from '../../../support/entry-author.ts'
import { testFederation } from '../../../support/fake-replica.ts'
import { FrameExchange } from '../../../support/frame-exchange.ts'
import { testNodeId } from '../../../support/node-ids.ts'
import { SeededRandom } from '../../../support/random.ts'
import { TestTimers } from '../../../support/test-timers.ts'

const [SELF, NEAR, FAR] = [testNodeId(31), testNodeId(32), testNodeId(33)]
/** When everything has gone that waits for no more than a moment. */
const MOMENT_MS = 2 * (RELAY_WAIT_MS + RELAY_JITTER_MS)

/** An entry as it is stored here. */
function storedFrom({ raw }: Sealed, via: NodeId | null): StoredEntry {
  const parsed = parseEnvelope(raw, testFederation())
  if (typeof parsed === 'string') throw new Error(parsed)
  return { ...parsed.entry, mirror: null, receivedAtMs: 0, hops: 1, via, own: false }
}

function setup() {
  const realClock = new TestClock()
  const author = new EntryAuthor(2)
  const exchange = new FrameExchange()
  for (const nodeId of [NEAR, FAR, author.nodeId]) exchange.join(nodeId)
  const sent: { to: NodeId; lane: Lane; frame: LaneFrame }[] = []
  const deps = {
    neighbourhood: {
      neighbours: exchange.join(SELF).neighbours.bind(exchange.join(SELF)),
      send: (to: NodeId, lane: Lane, frame: LaneFrame) => sent.push({ to, lane, frame }) > 0,
    },
    random: new SeededRandom(1),
    realClock,
    realTimers: new TestTimers(realClock),
    isMember: () => true,
    mayPass: () => true,
  }
  const relaying = new Relaying(deps)
  /** Something that its author said comes, from the author unless told otherwise. */
  const come = (how: { via?: NodeId | null; relay?: Lane; payloadBytes?: number } = {}): EntryId => {
    const payload = new Uint8Array(how.payloadBytes ?? 10)
    const via = how.via === undefined ? author.nodeId : how.via
    const sealed = author.register({ kind: 'node-profile', payload })
    relaying.relay({ stored: storedFrom(sealed, via), raw: sealed.raw, relay: how.relay ?? 'resource' })
    return sealed.id
  }
  /** Let time pass as it does, in small steps. */
  const pass = (ms: number): void => {
    for (let passed = 0; passed < ms; passed += 5) realClock.advance(5)
  }
  const to = (): NodeId[] =>
    sent
      .splice(0)
      .filter(({ frame }) => frame.entries)
      .map((each) => each.to)
  return { author, come, deps, exchange, pass, realClock, relaying, sent, to }
}

describe('an entry that came from its author', () => {
  test('waits a moment, then goes to those of whom nothing says that they hold it', () => {
    const { come, pass, relaying, to } = setup()
    relaying.noteHeld(NEAR, come())
    expect(to()).toEqual([])
    pass(MOMENT_MS)
    expect(to()).toEqual([FAR])
  })

  test('goes to nobody who told of it before it was here', () => {
    const { author, pass, relaying, to } = setup()
    const early = author.register({ kind: 'node-profile', payload: new Uint8Array(10) })
    for (const nodeId of [NEAR, FAR]) relaying.noteHeld(nodeId, early.id)
    const stored = storedFrom(early, author.nodeId)
    relaying.relay({ stored, raw: early.raw, relay: 'resource' })
    pass(2 * RELAY_PATIENCE_MS)
    expect(to()).toEqual([])
  })

  test.for([
    ['what goes ahead of everything', { relay: 'alert' }],
    ['what was said here, or brought by hand', { via: null }],
  ] as const)('does not hold up %s: that goes on at once', ([, how]) => {
    const { come, to } = setup()
    come(how)
    expect(to()).toEqual([NEAR, FAR])
  })

  test('waits longer for a neighbour that had the last one without our help, and goes to it after all', () => {
    const { come, pass, relaying, to } = setup()
    relaying.noteHeld(NEAR, come())
    pass(MOMENT_MS)
    to()
    come()
    pass(MOMENT_MS)
    expect(to()).toEqual([FAR])
    pass(RELAY_PATIENCE_MS)
    expect(to()).toEqual([NEAR])
    come()
    pass(MOMENT_MS)
    expect(to()).toEqual([NEAR, FAR])
  })

  test('waits longer too where the last one came to a neighbour in vain', () => {
    const { come, pass, relaying, to } = setup()
    const id = come()
    pass(MOMENT_MS)
    expect(to()).toEqual([NEAR, FAR])
    for (const nodeId of [NEAR, NEAR, FAR]) relaying.noteHeld(nodeId, id)
    come()
    pass(MOMENT_MS)
    expect(to()).toEqual([FAR])
  })

  test('does not wait longer once any neighbour has gone', () => {
    const { come, pass, relaying, to } = setup()
    relaying.noteHeld(NEAR, come())
    pass(MOMENT_MS)
    to()
    relaying.forget(testNodeId(34))
    come()
    pass(MOMENT_MS)
    expect(to()).toEqual([NEAR, FAR])
  })

  test('waits while this Node is behind with its work, and not for ever', () => {
    const { come, realClock, to } = setup()
    come()
    realClock.advance(RELAY_WAIT_MS + RELAY_JITTER_MS + 200)
    expect(to()).toEqual([])
    realClock.advance(RELAY_PATIENCE_MS)
    expect(to()).toEqual([NEAR, FAR])
  })

  test('waits no longer where too much waits', () => {
    const { come, to } = setup()
    for (let times = 0; times < 80; times += 1) come({ payloadBytes: 15_000 })
    expect(to().length).toBeGreaterThan(10)
  })
})

describe('what was stored', () => {
  test('is told to nobody once all has ended', () => {
    const { come, pass, relaying, sent } = setup()
    come()
    relaying.stop()
    pass(MOMENT_MS)
    expect(sent).toEqual([])
  })

  test('is told to all but who brought it, in one frame for all that came together', () => {
    const { author, deps, realClock, sent } = setup()
    const receipts = new ReceiptTelling(deps)
    const ids = [1, 2].map((n) => {
      const sealed = author.register({ kind: 'node-profile', payload: Uint8Array.of(n) })
      receipts.tell(storedFrom(sealed, NEAR))
      return sealed.id
    })
    expect(sent).toEqual([])
    realClock.advance(RECEIPTS_AFTER_MS)
    expect(sent.map(({ lane, to }) => [to, lane])).toEqual([
      [FAR, 'control'],
      [author.nodeId, 'control'],
    ])
    expect(sent[0]?.frame.receipts?.ids?.map((id) => Buffer.from(id).toString('hex'))).toEqual(ids)
  })
})
