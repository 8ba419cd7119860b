import { expect, test } from 'vitest'
import { createAnswerStore } from '../../src/renderer/stores/answer-store.ts'
import { MirrorError } from '../../src/shared/kernel/errors.ts'

/** Questions that are answered when the test says so. */
function heldQuestion() {
  const waiting: { resolve(value: string): void; reject(error: Error): void }[] = []
  const listeners = new Set<() => void>()
  const ask = (): Promise<string> => new Promise((resolve, reject) => waiting.push({ resolve, reject }))
  const listen = (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  const emit = (): void => {
    for (const listener of listeners) listener()
  }
  const at = (index: number) => {
    const question = waiting[index]
    if (question === undefined) throw new Error(`question ${index} was not asked`)
    return question
  }
  return { store: createAnswerStore(ask, [listen]), asked: () => waiting.length, listeners, emit, at }
}
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 6; turn++) await Promise.resolve()
}

test('asks on start and shows the answer', async () => {
  const { store, at } = heldQuestion()
  store.start()
  expect(store.store.getState().phase).toBe('loading')
  at(0).resolve('first')
  await settled()
  expect(store.store.getState()).toEqual({ phase: 'ready', failure: null, data: 'first' })
})

test('any number of changes during a question cost one more, and the newest answer stays', async () => {
  const { store, asked, emit, at } = heldQuestion()
  store.start()
  emit()
  emit()
  emit()
  expect(asked()).toBe(1)
  at(0).resolve('old')
  await settled()
  expect(asked()).toBe(2)
  at(1).resolve('new')
  await settled()
  expect(store.store.getState().data).toBe('new')
  expect(asked()).toBe(2)
})

test('keeps what was there when a later question fails, and says why', async () => {
  const { store, emit, at } = heldQuestion()
  store.start()
  at(0).resolve('kept')
  await settled()
  emit()
  at(1).reject(new MirrorError('internal'))
  await settled()
  expect(store.store.getState()).toEqual({
    phase: 'failed',
    failure: { code: 'internal', details: {} },
    data: 'kept',
  })
})

test('several followers share one subscription, which ends with the last', () => {
  const { store, listeners, asked } = heldQuestion()
  const stopFirst = store.start()
  const stopSecond = store.start()
  expect([listeners.size, asked()]).toEqual([1, 1])
  stopFirst()
  stopFirst()
  expect(listeners.size).toBe(1)
  stopSecond()
  expect(listeners.size).toBe(0)
})

test('a load asked for during a question resolves only with the answer after it', async () => {
  const { store, at } = heldQuestion()
  store.start()
  let done = false
  const later = store.load().then(() => {
    done = true
  })
  at(0).resolve('before')
  await settled()
  expect(done).toBe(false)
  at(1).resolve('after')
  await later
  expect(store.store.getState().data).toBe('after')
})
