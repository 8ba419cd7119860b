import { expect, test } from 'vitest'
import { createLastingBridge, withUnlocking } from '../../src/renderer/bridge/lasting-bridge.ts'
import type { Frame, FrameChannel } from '../../src/shared/bridge/channel.ts'
import { MirrorError } from '../../src/shared/kernel/errors.ts'
import { fakeBridge } from '../support/fake-bridge.ts'
import { HeldPageClock } from '../support/page-clock.ts'
import { sampleMirror } from '../support/sample-views.ts'

/** A channel whose other end the test holds. */
class HeldChannel implements FrameChannel {
  readonly sent: Frame[] = []
  readonly #frames = new Set<(frame: Frame) => void>()
  readonly #closes = new Set<() => void>()

  send(frame: Frame): void {
    this.sent.push(frame)
  }

  onFrame(listener: (frame: Frame) => void): () => void {
    this.#frames.add(listener)
    return () => void this.#frames.delete(listener)
  }

  onClose(listener: () => void): () => void {
    this.#closes.add(listener)
    return () => void this.#closes.delete(listener)
  }

  receive(frame: Frame): void {
    for (const listener of this.#frames) listener(frame)
  }

  close(): void {
    for (const listener of this.#closes) listener()
  }
}

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve()
}

function openings(outcomes: readonly (HeldChannel | MirrorError)[]) {
  const clock = new HeldPageClock()
  let opened = 0
  const lasting = createLastingBridge(async () => {
    const outcome = outcomes[opened++] ?? new MirrorError('channel-closed')
    if (outcome instanceof MirrorError) throw outcome
    return outcome
  }, clock)
  return { ...lasting, clock, openedTimes: () => opened }
}

test('carries a call over the channel and its answer back', async () => {
  const channel = new HeldChannel()
  const { bridge } = openings([channel])
  await settled()
  const answer = bridge.policy.get({})
  await settled()
  expect(channel.sent).toEqual([{ t: 'call', id: 1, method: 'policy.get', input: {} }])
  channel.receive({ t: 'ok', id: 1, output: { transfersNeed: 2 } })
  expect(await answer).toEqual({ transfersNeed: 2 })
})

test('rejects what was pending when the connection is lost, and what is asked while it is gone', async () => {
  const channel = new HeldChannel()
  const { bridge, link } = openings([channel])
  await settled()
  const pending = bridge.policy.get({})
  await settled()
  channel.close()
  await expect(pending).rejects.toMatchObject({ code: 'channel-closed' })
  expect(link.getState().phase).toBe('lost')
  await expect(bridge.policy.get({})).rejects.toMatchObject({ code: 'channel-closed' })
})

test('comes back by itself, goes on with the same listeners, and tells them once that everything may have changed', async () => {
  const [first, second] = [new HeldChannel(), new HeldChannel()]
  const { bridge, link, clock } = openings([first, second])
  const heard: unknown[] = []
  bridge.alerts.changed((payload) => heard.push(payload))
  await settled()
  expect(heard).toEqual([{}])
  first.close()
  clock.advance(250)
  await settled()
  expect(link.getState().phase).toBe('open')
  expect(heard).toEqual([{}, {}])
  second.receive({ t: 'event', name: 'alerts.changed', payload: { id: 'x' }, atMs: 1 })
  expect(heard).toEqual([{}, {}, { id: 'x' }])
})

test('waits longer each time, up to five seconds', async () => {
  const { clock, openedTimes } = openings([])
  await settled()
  const waits: number[] = []
  for (const ms of [250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]) {
    clock.advance(ms - 1)
    await settled()
    const before = openedTimes()
    clock.advance(1)
    await settled()
    waits.push(openedTimes() - before)
  }
  expect(waits).toEqual([1, 1, 1, 1, 1, 1, 1])
})

test('does not come again with a token that was refused', async () => {
  const { link, clock, openedTimes } = openings([new MirrorError('unauthorised')])
  await settled()
  expect(link.getState().phase).toBe('refused')
  clock.advance(60_000)
  await settled()
  expect(openedTimes()).toBe(1)
})

test('an act that meets a locked Mirror asks once and goes on; a refusal stays a refusal', async () => {
  let isUnlocked = false
  const fake = fakeBridge({
    mirrors: { list: () => ({ mirrors: [sampleMirror(1, { unlocked: isUnlocked })] }) },
  })
  let asked = 0
  const willing = withUnlocking(fake.bridge, async () => {
    asked += 1
    isUnlocked = true
    return true
  })
  expect(await willing.policy.set({ transfersNeed: 3 })).toEqual({ transfersNeed: 3 })
  expect(asked).toBe(1)
  isUnlocked = false
  const unwilling = withUnlocking(fake.bridge, async () => false)
  await expect(unwilling.policy.set({ transfersNeed: 3 })).rejects.toMatchObject({ code: 'mirror-locked' })
})
