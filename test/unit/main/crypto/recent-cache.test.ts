import { expect, it } from 'vitest'
import { RecentCache } from '../../../../src/main/crypto/recent-cache.ts'

it('computes a value once while it is in use, and forgets what was used longest ago', () => {
  const made: string[] = []
  const cache = new RecentCache<string>(2)
  const make = (key: string) => {
    made.push(key)
    return key.toUpperCase()
  }
  const get = (key: string) => cache.getOrMake(key, () => make(key))
  get('a')
  get('b')
  expect(get('a')).toBe('A')
  get('c')
  get('a')
  get('b')
  expect(made).toEqual(['a', 'b', 'c', 'b'])
  expect(cache.size).toBe(2)
})

it('remembers null, and nothing when making fails', () => {
  const cache = new RecentCache<string | null>(2)
  cache.getOrMake('none', () => null)
  expect(cache.getOrMake('none', () => 'late')).toBeNull()
  expect(() =>
    cache.getOrMake('bad', () => {
      throw new Error('no')
    }),
  ).toThrow()
  expect(cache.getOrMake('bad', () => 'good')).toBe('good')
})
