import { describe, expect, test } from 'vitest'
import { MAX_CONTENT_BYTES } from '../../../../src/main/crypto/session/session-limits.ts'
import type { LostSession, SessionMessage } from '../../../../src/main/network/peer-sessions.ts'
import { Signal } from '../../../../src/main/platform/signal.ts'
import { MAX_WAITING_BYTES, SealedWay } from '../../../../src/main/replica/sealed-way.ts'
import {
  decodeSync,
  encodeSync,
  type SyncContent,
  type SyncFrame,
} from '../../../../src/main/replica/sync-frames.ts'
import { CREDIT_WINDOW_BYTES } from '../../../../src/main/wire/limits.ts'
import { wire } from '../../../../src/main/wire/messages.ts'
import type { NodeId } from '../../../../src/shared/kernel/ids.ts'
import { testNodeId } from '../../../support/node-ids.ts'
import { idle } from '../../../support/test-timers.ts'

const [PEER, OTHER] = [testNodeId(31), testNodeId(32)]
const CHECK: SyncContent = { check: { fingerprint: new Uint8Array(16) } }
/** A wish of about so many bytes. */
const wish = (sizeBytes: number): SyncContent => ({ wanted: { ids: new Uint8Array(sizeBytes) } })
const nameOf = (frame: SyncFrame): string => Object.keys(decodeSync(frame) ?? {})[0] ?? ''

/** One Node's end, and sessions of which the test is the other end. */
async function setup() {
  const messages = new Signal<SessionMessage>()
  const opened = new Signal<NodeId>()
  const over = new Signal<LostSession>()
  const around = { isOpen: true, isFull: false, isAlerting: false, admits: true, later: [] as (() => void)[] }
  let opening: Promise<void> | null = null
  const said: SyncFrame[] = []
  const [taken, refused, passed]: [string[], string[], string[]] = [[], [], []]
  const [lost, ended, cutOff]: [NodeId[], NodeId[], NodeId[]] = [[], [], []]
  let dealt: Promise<void> = Promise.resolve()
  const way = new SealedWay({
    sessions: {
      isOpen: () => around.isOpen,
      sessionWith: async () => around.isOpen,
      async send(_to, sayable) {
        if (opening !== null) await opening
        if (!around.isOpen || around.isFull || typeof sayable === 'function') return false
        said.push({ type: sayable.type, bytes: sayable.bytes })
        return true
      },
      end: (nodeId) => void ended.push(nodeId),
      onMessage: (listener) => messages.listen(listener),
      onOpened: (listener) => opened.listen(listener),
      onLost: (listener) => over.listen(listener),
    },
    isAlerting: () => around.isAlerting,
    later: (_delayMs, task) => void around.later.push(task),
    admits: () => around.admits,
    take(_from, content) {
      taken.push(Object.keys(content)[0] ?? '')
      return dealt
    },
    countRefusal: (_nodeId, reason) => void refused.push(reason),
    passed: (_nodeId, which, contentBytes) => void passed.push(`${which} ${contentBytes}`),
    opened: () => {},
    lost: (nodeId) => void lost.push(nodeId),
    cutOff: (nodeId) => void cutOff.push(nodeId),
  })
  await way.start()
  const hear = (frame: SyncFrame): Promise<void> => {
    messages.emit({ ...frame, from: PEER, channel: 'control', sessionId: 'one' })
    return idle()
  }
  const openWhen = (whenever: Promise<void>): void => {
    opening = whenever
  }
  const dealWith = (whenever: Promise<void>): void => {
    dealt = whenever
  }
  const pass = (): void => around.later.splice(0).forEach((task) => void task())
  const all = { around, cutOff, dealWith, ended, hear, lost, opened, openWhen, over, pass }
  return { ...all, passed, refused, said, taken, way }
}

describe('what is said', () => {
  test('keeps to 64 KiB that the other side has not dealt with, and goes on with its leave', async () => {
    const { hear, said, way } = await setup()
    for (let n = 0; n < 6; n++) way.send(PEER, wish(16_000))
    expect(said).toHaveLength(4)
    expect(way.isWaiting(PEER)).toBe(true)
    await hear(encodeSync({ credit: { bytes: 16_100 } }))
    expect(said).toHaveLength(5)
    await hear(encodeSync({ credit: { bytes: 99_999 } }))
    expect(said).toHaveLength(6)
    expect(way.isWaiting(PEER)).toBe(false)
  })

  test('goes to each neighbour by itself', async () => {
    const { said, way } = await setup()
    for (let n = 0; n < 6; n++) way.send(PEER, wish(16_000))
    way.send(OTHER, CHECK)
    expect(said.map(nameOf)).toEqual(['wanted', 'wanted', 'wanted', 'wanted', 'check'])
  })

  test('may be as long as a session carries, also behind what no credit has come for yet', async () => {
    const { said, way } = await setup()
    way.send(PEER, wish(1_000))
    way.send(PEER, wish(MAX_CONTENT_BYTES - 8))
    expect(said).toHaveLength(2)
    expect(said.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThanOrEqual(CREDIT_WINDOW_BYTES)
  })

  test('waits while an alert is being written, in order', async () => {
    const { around, pass, said, way } = await setup()
    around.isAlerting = true
    way.send(PEER, CHECK)
    way.send(PEER, wish(32))
    pass()
    expect(said).toEqual([])
    around.isAlerting = false
    pass()
    expect(said.map(nameOf)).toEqual(['check', 'wanted'])
  })

  test('is refused where more waits than two rounds may say', async () => {
    const { way } = await setup()
    const taken = Array.from({ length: 200 }, () => way.send(PEER, wish(16_000)))
    const sizeBytes = encodeSync(wish(16_000)).bytes.length
    const fitting = Math.floor(CREDIT_WINDOW_BYTES / sizeBytes) + Math.floor(MAX_WAITING_BYTES / sizeBytes)
    expect(taken.filter(Boolean)).toHaveLength(fitting)
  })

  test('goes on in a new session: what was under way in the one before gets no credit', async () => {
    const { opened, said, way } = await setup()
    for (let n = 0; n < 6; n++) way.send(PEER, wish(16_000))
    await idle()
    opened.emit(PEER)
    await idle()
    expect([said.length, way.isWaiting(PEER)]).toEqual([6, false])
  })

  test('keeps to 64 KiB in a session that it has waited for', async () => {
    const { opened, openWhen, said, way } = await setup()
    const { promise, resolve: open } = Promise.withResolvers<void>()
    openWhen(promise)
    for (let n = 0; n < 10; n++) way.send(PEER, wish(16_000))
    opened.emit(PEER)
    open()
    await idle()
    expect([said.length, way.isWaiting(PEER)]).toEqual([4, true])
  })

  test.each([
    ['is cut off', 'link-lost', [PEER]],
    ['is too old', 'too-old', [PEER]],
    ['goes idle', 'idle', []],
    ['is ended here', 'closed', []],
    ['is ended there', 'closed-by-peer', []],
  ] as const)('is no hindrance to what is said after a session that %s', async (_, reason, isSought) => {
    const { cutOff, over, said, way } = await setup()
    for (let n = 0; n < 6; n++) way.send(PEER, wish(16_000))
    await idle()
    over.emit({ nodeId: PEER, reason })
    expect([cutOff, way.isWaiting(PEER)]).toEqual([isSought, false])
    way.send(PEER, CHECK)
    await idle()
    expect(said.map(nameOf)).toEqual(['wanted', 'wanted', 'wanted', 'wanted', 'check'])
  })

  test('is nobody to seek a session for where nothing was said in the one that is over', async () => {
    const { cutOff, over } = await setup()
    over.emit({ nodeId: PEER, reason: 'link-lost' })
    expect(cutOff).toEqual([])
  })

  test('is told as lost where no session is to be had, and forgotten', async () => {
    const { around, lost, said, way } = await setup()
    around.isOpen = false
    way.send(PEER, CHECK)
    await idle()
    expect([lost, said, way.isWaiting(PEER)]).toEqual([[PEER], [], false])
  })
})

describe('what is withdrawn', () => {
  test('is not said, and room on both sides is kept count of', async () => {
    const { dealWith, hear, said, way } = await setup()
    const { promise, resolve: deal } = Promise.withResolvers<void>()
    dealWith(promise)
    await hear(encodeSync(wish(2_000)))
    for (let n = 0; n < 6; n++) way.send(PEER, wish(16_000))
    way.withdraw(PEER)
    expect(way.isWaiting(PEER)).toBe(false)
    deal()
    await idle()
    way.send(PEER, CHECK)
    way.send(PEER, wish(16_000))
    expect(said.map(nameOf)).toEqual(['wanted', 'wanted', 'wanted', 'wanted', 'credit', 'check'])
  })
})

describe('what a full session does not take', () => {
  test('is dropped with what waits behind it, and uses up no room', async () => {
    const { around, lost, said, way } = await setup()
    around.isFull = true
    for (let n = 0; n < 6; n++) way.send(PEER, wish(16_000))
    await idle()
    expect([lost, way.isWaiting(PEER)]).toEqual([[], false])
    around.isFull = false
    for (let n = 0; n < 6; n++) way.send(PEER, wish(16_000))
    expect(said).toHaveLength(4)
  })

  test('is no longer counted as sent', async () => {
    const { around, passed, way } = await setup()
    around.isFull = true
    way.send(PEER, CHECK)
    await idle()
    expect(passed).toEqual(['sent 18', 'unsaid 18'])
  })

  test('is given back later where it was credit', async () => {
    const { around, hear, said } = await setup()
    around.isFull = true
    await hear(encodeSync(wish(2_000)))
    around.isFull = false
    await hear(encodeSync(CHECK))
    expect(said.map((frame) => decodeSync(frame))).toMatchObject([{ credit: { bytes: 18 + 2_003 } }])
  })
})

describe('what is heard', () => {
  test('is taken, counted, and credited once 1 KiB of it is dealt with', async () => {
    const { dealWith, hear, passed, said, taken } = await setup()
    await hear(encodeSync(CHECK))
    expect([taken, said, passed]).toEqual([['check'], [], ['received 18']])
    const { promise, resolve: deal } = Promise.withResolvers<void>()
    dealWith(promise)
    await hear(encodeSync(wish(2_000)))
    expect(said).toEqual([])
    deal()
    await idle()
    expect(said.map((frame) => decodeSync(frame))).toMatchObject([{ credit: { bytes: 18 + 2_003 } }])
  })

  test('and is none of it is refused, and costs its sender room all the same', async () => {
    const { hear, refused, said, taken } = await setup()
    await hear({ type: wire.SyncFrame.SYNC_FRAME_CHECK, bytes: new Uint8Array(1_100).fill(0xff) })
    expect([refused, taken]).toEqual([['malformed'], []])
    expect(said.map(nameOf)).toEqual(['credit'])
  })

  test('and is none of it ends the session at the third time, and begins anew in the next', async () => {
    const { ended, hear, opened } = await setup()
    const junk = { type: wire.SyncFrame.SYNC_FRAME_CREDIT, bytes: Uint8Array.of(0xff) }
    for (let n = 0; n < 2; n++) await hear(junk)
    opened.emit(PEER)
    for (let n = 0; n < 2; n++) await hear(junk)
    expect(ended).toEqual([])
    await hear(junk)
    expect(ended).toEqual([PEER])
  })

  test('opens no session for credit after the one that it came in is over', async () => {
    const { around, dealWith, hear, passed } = await setup()
    const { promise, resolve: deal } = Promise.withResolvers<void>()
    dealWith(promise)
    await hear(encodeSync(wish(2_000)))
    around.isOpen = false
    deal()
    await idle()
    expect(passed).toEqual(['received 2003'])
  })

  test('nor in the next after one that was ended for what it was', async () => {
    const { dealWith, hear, said } = await setup()
    const { promise, resolve: deal } = Promise.withResolvers<void>()
    dealWith(promise)
    await hear(encodeSync(wish(2_000)))
    for (let n = 0; n < 3; n++) {
      await hear({ type: wire.SyncFrame.SYNC_FRAME_CREDIT, bytes: Uint8Array.of(0xff) })
    }
    deal()
    await idle()
    expect(said).toEqual([])
  })

  test('beyond the limit is not looked at, and gets room all the same', async () => {
    const { around, hear, refused, said, taken } = await setup()
    around.admits = false
    await hear({ type: wire.SyncFrame.SYNC_FRAME_CHECK, bytes: new Uint8Array(600).fill(0xff) })
    await hear(encodeSync(wish(600)))
    expect([taken, refused]).toEqual([[], []])
    expect(said.map((frame) => decodeSync(frame))).toMatchObject([{ credit: { bytes: 600 + 603 } }])
  })

  test('of credit counts against the limit, and is taken beyond it: nothing would bring it again', async () => {
    const { around, hear, said, way } = await setup()
    for (let n = 0; n < 6; n++) way.send(PEER, wish(16_000))
    around.admits = false
    await hear(encodeSync({ credit: { bytes: 99_999 } }))
    expect(said).toHaveLength(6)
  })

  test('of other things is left to others', async () => {
    const { hear, passed, refused, taken } = await setup()
    await hear({ type: wire.PrivateFrame.PRIVATE_FRAME_BALLOT, bytes: new Uint8Array(57) })
    expect([passed, refused, taken]).toEqual([[], [], []])
  })

  test('gives no room beyond what is under way', async () => {
    const { hear, said, way } = await setup()
    await hear(encodeSync({ credit: { bytes: 10_000_000 } }))
    for (let n = 0; n < 6; n++) way.send(PEER, wish(16_000))
    expect(said).toHaveLength(4)
  })
})
