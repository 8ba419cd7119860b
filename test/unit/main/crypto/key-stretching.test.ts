import { describe, expect, test } from 'vitest'
import {
  type StretchKey,
  stretchInThread,
  stretchOnOtherThread,
} from '../../../../src/main/crypto/key-stretching.ts'
import { toHex } from '../../../../src/main/platform/bytes.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const ADAPTERS: readonly (readonly [string, StretchKey])[] = [
  ['on another thread', stretchOnOtherThread],
  ['in this thread', stretchInThread],
]

describe.each(ADAPTERS)('a key stretched %s', (_, stretchKey) => {
  test('is what others make of the same words: phc-winner-argon2, test.c', async () => {
    const cost = { memoryKiB: 65_536, passes: 2, lanes: 1 }
    const key = await stretchKey({ secret: utf8('password'), salt: utf8('somesalt'), ...cost })
    expect(toHex(key)).toBe('09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7')
  })

  test.each([{ secret: 'passwort' }, { salt: 'somesalz' }, { passes: 3 }, { memoryKiB: 128 }, { lanes: 2 }])(
    'is another one for other words, salt or cost: %o',
    async (other) => {
      const usual = { secret: 'password', salt: 'somesalt', memoryKiB: 64, passes: 2, lanes: 1 }
      const keyOf = async ({ secret, salt, ...cost }: typeof usual): Promise<string> =>
        toHex(await stretchKey({ secret: utf8(secret), salt: utf8(salt), ...cost }))
      expect(await keyOf({ ...usual, ...other })).not.toBe(await keyOf(usual))
    },
  )
})
