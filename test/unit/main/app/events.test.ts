import { describe, expect, test } from 'vitest'
import { Events, type Told } from '../../../../src/main/app/events.ts'
import { TEST_START_MS, TestClock } from '../../../support/clock.ts'
import { idle } from '../../../support/test-timers.ts'

function listening() {
  const events = new Events({ clock: new TestClock() })
  const told: Told[] = []
  const stop = events.onEvent((event) => void told.push(event))
  return { events, stop, told }
}

describe('events', () => {
  test('of one turn are told once each, in the order of their names, after the turn', async () => {
    const { events, told } = listening()
    for (const id of ['a', 'b', 'a']) events.emit('alerts.changed', id)
    events.emit('node.changed')
    expect(told).toEqual([])
    await idle()
    expect(told).toEqual([
      { name: 'alerts.changed', payload: { id: 'a' }, atMs: TEST_START_MS },
      { name: 'alerts.changed', payload: { id: 'b' }, atMs: TEST_START_MS },
      { name: 'node.changed', payload: {}, atMs: TEST_START_MS },
    ])
  })

  test('about everything swallow those about one thing', async () => {
    const { events, told } = listening()
    events.emit('map.changed', 'a')
    events.emit('map.changed')
    await idle()
    expect(told.map(({ payload }) => payload)).toEqual([{}])
  })

  test('about very many things are one about everything', async () => {
    const { events, told } = listening()
    for (let n = 0; n < 100; n++) events.emit('alerts.changed', `${n}`)
    await idle()
    expect(told.length).toBe(100)
    for (let n = 0; n < 101; n++) events.emit('alerts.changed', `${n}`)
    await idle()
    expect(told.slice(100).map(({ payload }) => payload)).toEqual([{}])
  })

  test('of the next turn are told again, and to nobody who has left', async () => {
    const { events, stop, told } = listening()
    events.emit('node.changed')
    await idle()
    events.emit('node.changed')
    await idle()
    stop()
    events.emit('node.changed')
    await idle()
    expect(told.length).toBe(2)
  })
})
