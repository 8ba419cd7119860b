import { describe, expect, test } from 'vitest'
import { AwaitedSessions } from '../../../../src/main/replica/awaited-sessions.ts'
import type { NodeId } from '../../../../src/shared/kernel/ids.ts'
import { TestClock } from '../../../support/clock.ts'
import { testNodeId } from '../../../support/node-ids.ts'
import { idle, TestTimers } from '../../../support/test-timers.ts'

const [PEER, OTHER] = [testNodeId(31), testNodeId(32)]

function setup({ isOpen, begins = true }: { readonly isOpen: boolean; readonly begins?: boolean }) {
  const clock = new TestClock()
  const timers = new TestTimers(clock)
  const [begun, sought]: [NodeId[], NodeId[]] = [[], []]
  const awaited = new AwaitedSessions({
    sealed: {
      isOpen: () => isOpen,
      async open(nodeId) {
        sought.push(nodeId)
        return isOpen
      },
    },
    begins: () => begins,
    later: (delayMs, task) => void timers.after(delayMs, task),
    begin: (nodeId) => void begun.push(nodeId),
  })
  const pass = async (ms: number): Promise<void> => {
    clock.advance(ms)
    await idle()
  }
  return { awaited, begun, pass, sought }
}

describe('a meeting', () => {
  test('begins at once where a session is open', () => {
    const { awaited, begun, sought } = setup({ isOpen: true })
    awaited.want(PEER)
    expect([begun, sought]).toEqual([[PEER], []])
  })

  test('waits for a session, whoever opens it, and begins once', () => {
    const { awaited, begun, sought } = setup({ isOpen: false })
    awaited.want(PEER)
    awaited.want(PEER)
    expect([begun, sought]).toEqual([[], [PEER]])
    expect([awaited.opened(OTHER), awaited.opened(PEER), awaited.opened(PEER)]).toEqual([false, true, false])
    expect(begun).toEqual([PEER])
  })

  test('leaves the opening of a session to the other side for a moment where that begins', async () => {
    const { awaited, pass, sought } = setup({ isOpen: false, begins: false })
    awaited.want(PEER)
    await pass(1_999)
    expect(sought).toEqual([])
    await pass(1)
    expect(sought).toEqual([PEER])
    awaited.want(OTHER)
    awaited.opened(OTHER)
    await pass(2_000)
    expect(sought).toEqual([PEER])
  })

  test('that found no session is sought a few times, and then with every look for somebody', async () => {
    const { awaited, begun, pass, sought } = setup({ isOpen: false })
    awaited.want(PEER)
    for (let second = 0; second < 120; second++) await pass(1_000)
    expect(sought).toHaveLength(4)
    awaited.seekAgain()
    await pass(60_000)
    expect([sought.length, begun]).toEqual([5, []])
  })

  test.each([
    ['two seconds by the side that begins', true, 2_000],
    ['eight by the other', false, 8_000],
  ])(
    'whose session is over is sought after %s, and by nobody where the link went too',
    async (_, begins, afterMs) => {
      const { awaited, begun, pass, sought } = setup({ isOpen: false, begins })
      awaited.wantAgain(PEER)
      awaited.wantAgain(PEER)
      awaited.wantAgain(OTHER)
      awaited.forget(OTHER)
      await pass(afterMs - 1)
      expect(sought).toEqual([])
      await pass(1)
      expect(sought).toEqual([PEER])
      expect([awaited.opened(PEER), begun]).toEqual([true, [PEER]])
    },
  )

  test('with a neighbour that went away is not sought any more', async () => {
    const { awaited, pass, sought } = setup({ isOpen: false })
    awaited.want(PEER)
    awaited.forget(PEER)
    await pass(60_000)
    awaited.seekAgain()
    expect(sought).toHaveLength(1)
    expect(awaited.opened(PEER)).toBe(false)
  })
})
