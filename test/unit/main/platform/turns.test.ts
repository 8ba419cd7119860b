import { expect, test } from 'vitest'
import { Turns } from '../../../../src/main/platform/turns.ts'

test('steps go one at a time, in order, and none is stopped by another that failed', async () => {
  const turns = new Turns()
  const gate = Promise.withResolvers<void>()
  const seen: string[] = []
  const step = (name: string, during: Promise<void> = Promise.resolve()) =>
    turns.take(async () => {
      seen.push(`${name} begins`)
      await during
      seen.push(`${name} ends`)
      return name
    })
  const first = step('first', gate.promise)
  const failing = turns.take(() => Promise.reject(new Error('no')))
  const last = step('last')
  await Promise.resolve()
  expect(seen).toEqual(['first begins'])
  gate.resolve()
  expect(await first).toBe('first')
  await expect(failing).rejects.toThrow('no')
  expect(await last).toBe('last')
  expect(seen).toEqual(['first begins', 'first ends', 'last begins', 'last ends'])
})
