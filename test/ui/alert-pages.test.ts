import { expect, test } from 'vitest'
import { createAlertsStore } from '../../src/renderer/stores/alerts-store.ts'
import type { AlertView } from '../../src/shared/contract/alerts.ts'
import { fakeBridge } from '../support/fake-bridge.ts'
import { sampleAlert } from '../support/sample-views.ts'
import { until } from '../support/until.ts'

const alertOf = (number: number, receivedAtMs: number): AlertView =>
  sampleAlert(1, { id: number.toString(16).padStart(64, '0') as AlertView['id'], receivedAtMs })

/** Alerts of which two each came in one millisecond, newest first. */
const queueOf = (count: number): AlertView[] =>
  Array.from({ length: count }, (_, index) => alertOf(index + 1, 1_790_000_000_000 - Math.floor(index / 2)))

/** A Node that gives its queue in pages, as the real one does. */
function nodeWith(queue: AlertView[]) {
  const fake = fakeBridge({
    alerts: {
      list: ({ limit, beforeId }) => {
        const from = beforeId === undefined ? 0 : queue.findIndex(({ id }) => id === beforeId) + 1
        const alerts = queue.slice(from, from + limit)
        return { alerts, more: from + limit < queue.length }
      },
      get: ({ ids }) => ({ alerts: queue.filter(({ id }) => ids.includes(id)) }),
    },
  })
  const alerts = createAlertsStore(fake.bridge)
  const stop = alerts.start()
  const data = (): readonly AlertView[] => alerts.store.getState().data ?? []
  return { fake, alerts, stop, data }
}

test('shows the newest first, and then all of them, once each and in order', async () => {
  const queue = queueOf(1_301)
  const { alerts, data } = nodeWith(queue)
  const shown: (readonly AlertView[])[] = []
  alerts.store.subscribe((answer) => shown.push(answer.data ?? []))
  await until(() => data().length === queue.length)
  expect(shown).toEqual([queue.slice(0, 200), queue])
  expect(alerts.isWhole()).toBe(true)
})

test('asks for an alert that changed, and leaves the others as they are', async () => {
  const queue = queueOf(300)
  const { fake, data } = nodeWith(queue)
  await until(() => data().length === 300)
  const [before, lists] = [data(), fake.inputsOf('alerts.list').length]
  const seen: AlertView = { ...alertOf(7, 1_789_999_999_997), state: 'acknowledged' }
  queue[6] = seen
  fake.emit('alerts.changed', { id: seen.id })
  await until(() => data()[6]?.state === 'acknowledged')
  expect(fake.inputsOf('alerts.get')).toEqual([{ ids: [seen.id] }])
  expect(fake.inputsOf('alerts.list')).toHaveLength(lists)
  expect(data().filter((alert, index) => alert !== before[index])).toEqual([seen])
})

test('leaves no gap where an old alert changes before the rest is in', async () => {
  const queue = queueOf(1_000)
  const { fake, alerts, data } = nodeWith(queue)
  const stopWatching = alerts.store.subscribe(() => {
    stopWatching()
    fake.emit('alerts.changed', { id: queue[899]?.id ?? '' })
  })
  await until(() => alerts.isWhole())
  expect(data().map(({ id }) => id)).toEqual(queue.map(({ id }) => id))
})

test('puts one that has just come before all others', async () => {
  const queue = queueOf(250)
  const { fake, data } = nodeWith(queue)
  await until(() => data().length === 250)
  const fresh = alertOf(999, 1_790_000_000_500)
  queue.unshift(fresh)
  fake.emit('alerts.changed', { id: fresh.id })
  await until(() => data().length === 251)
  expect(data()[0]).toEqual(fresh)
})

test('never shows a part of what it showed whole, when any of it may have changed', async () => {
  const queue = queueOf(900)
  const { fake, alerts, data } = nodeWith(queue)
  await until(() => data().length === 900)
  const lengths: number[] = []
  alerts.store.subscribe(({ data: list }) => lengths.push(list?.length ?? 0))
  queue.pop()
  fake.emit('mirrors.changed')
  await until(() => data().length === 899)
  expect(lengths).toEqual([899])
})

test('hears what changed while nobody followed', async () => {
  const queue = queueOf(3)
  const { alerts, stop, data } = nodeWith(queue)
  await until(() => data().length === 3)
  stop()
  queue.pop()
  alerts.start()
  await until(() => data().length === 2)
})
