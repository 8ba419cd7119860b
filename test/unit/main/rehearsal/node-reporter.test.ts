import { describe, expect, test } from 'vitest'
import { Signal } from '../../../../src/main/platform/signal.ts'
import { NodeReporter } from '../../../../src/main/rehearsal/node-reporter.ts'
import type { LogNews } from '../../../../src/main/rehearsal/practice-log.ts'
import type { Facts, Held, Sense } from '../../../../src/main/rehearsal/practice-senses.ts'
import type { Bridge, MirrorwellEvent } from '../../../../src/shared/contract/index.ts'
import { TEST_START_MS, TestClock } from '../../../support/clock.ts'
import { testNodeId } from '../../../support/node-ids.ts'
import { idle, TestTimers } from '../../../support/test-timers.ts'

const SECOND_MS = 1_000
const LAKE = testNodeId(2)

const raised = (title: string, atMs?: number): Held => ({
  fact: { what: 'alert-raised', title },
  ...(atMs !== undefined && { atMs }),
})

/** A Node whose facts this test sets, and what its reporter writes of it. */
async function fixture(part: Partial<Sense> = {}) {
  const clock = new TestClock()
  const timers = new TestTimers(clock)
  const events = new Signal<{ readonly name: MirrorwellEvent; readonly atMs: number }>()
  const written: LogNews[] = []
  const state = { facts: new Map() as Facts, looks: 0, refuses: false }
  const sense: Sense = {
    events: ['alerts.changed'],
    look: async () => {
      state.looks += 1
      if (state.refuses) throw new Error('it is ending')
      return state.facts
    },
    ...part,
  }
  const reporter = new NodeReporter(
    {
      bridge: {} as Bridge,
      onEvent: (listener) => events.listen(({ atMs, name }) => listener(name, {}, atMs)),
      clock,
      timers,
      write: (news) => void written.push(...news),
      attempt: (ask) => ask().catch(() => {}),
    },
    [sense],
  )
  await reporter.start()
  const pass = async (ms: number): Promise<void> => {
    clock.advance(ms)
    await idle()
  }
  await pass(2 * SECOND_MS)
  const tell = (name: MirrorwellEvent, atMs = clock.nowMs()): void => events.emit({ name, atMs })
  return { clock, events, pass, reporter, state, tell, written }
}

describe('what a Node reports', () => {
  test('begins with what holds when it is first looked at', async () => {
    const { state, written } = await fixture({ look: async () => new Map([['a', raised('frost')]]) })
    expect(written).toEqual([{ fact: raised('frost').fact, atMs: TEST_START_MS }])
    expect(state.looks).toBe(0)
  })

  test('is what holds now and did not before, each once', async () => {
    const { pass, state, tell, written } = await fixture()
    state.facts = new Map([['a', raised('frost')]])
    tell('alerts.changed')
    await pass(2 * SECOND_MS)
    state.facts = new Map([
      ['a', raised('frost')],
      ['b', raised('queue')],
    ])
    tell('alerts.changed')
    await pass(2 * SECOND_MS)
    expect(written.map(({ fact }) => 'title' in fact && fact.title)).toEqual(['frost', 'queue'])
  })

  test('has the time that the Node gives, else that of the first event which told of it', async () => {
    const { pass, state, tell, written } = await fixture()
    state.facts = new Map([
      ['a', raised('frost', 5)],
      ['b', raised('queue')],
    ])
    tell('alerts.changed', 7)
    tell('alerts.changed', 9)
    await pass(2 * SECOND_MS)
    expect(written.map(({ atMs }) => atMs)).toEqual([5, 7])
  })

  test('costs one question for a burst of events, and none for events of other things', async () => {
    const { pass, state, tell } = await fixture()
    const before = state.looks
    for (let event = 0; event < 50; event += 1) tell('alerts.changed')
    await pass(2 * SECOND_MS)
    tell('seeds.changed')
    await pass(2 * SECOND_MS)
    expect(state.looks - before).toBe(1)
  })

  test('says of what holds no more only what is to be said of it', async () => {
    const up: Held = { fact: { what: 'link-up', peer: LAKE } }
    const { pass, state, tell, written } = await fixture({
      gone: (fact) => (fact.what === 'link-up' ? { ...fact, what: 'link-down' } : null),
    })
    state.facts = new Map([
      ['a', up],
      ['b', raised('frost')],
    ])
    tell('alerts.changed')
    await pass(2 * SECOND_MS)
    written.length = 0
    state.facts = new Map()
    tell('alerts.changed', 11)
    await pass(2 * SECOND_MS)
    expect(written).toEqual([{ fact: { what: 'link-down', peer: LAKE }, atMs: 11 }])
  })

  test('is looked at again and again where no event tells of it', async () => {
    const { pass, state, written } = await fixture({ events: [] })
    state.facts = new Map([['a', raised('frost', 5)]])
    await pass(60 * SECOND_MS)
    await pass(2 * SECOND_MS)
    expect(written).toEqual([{ fact: raised('frost').fact, atMs: 5 }])
  })

  test('goes on after a question that was refused, and misses nothing', async () => {
    const { pass, state, tell, written } = await fixture()
    state.refuses = true
    state.facts = new Map([['a', raised('frost')]])
    tell('alerts.changed')
    await pass(2 * SECOND_MS)
    expect(written).toEqual([])
    state.refuses = false
    tell('alerts.changed')
    await pass(2 * SECOND_MS)
    expect(written).toHaveLength(1)
  })

  test('ends: nothing is asked afterwards', async () => {
    const { pass, reporter, state, tell } = await fixture({ events: ['alerts.changed'] })
    tell('alerts.changed')
    await reporter.stop()
    const before = state.looks
    tell('alerts.changed')
    await pass(60 * SECOND_MS)
    expect(state.looks).toBe(before)
  })
})
