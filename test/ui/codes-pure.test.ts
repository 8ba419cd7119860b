import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { EASY_MODULES, modulesOf, pathOf, svgOf } from '../../src/renderer/parts/code-modules.ts'
import { readPixels } from '../../src/renderer/parts/read-code.ts'
import { INVITE_PREFIX } from '../../src/shared/contract/invites.ts'
import { modulesIn, sceneOf } from '../support/code-pixels.ts'

const BASE64URL = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
const inviteOf = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: fc.constantFrom(...BASE64URL), minLength, maxLength })
    .map((bytes) => `${INVITE_PREFIX}${bytes}`)
const longText = (length: number): string => `${INVITE_PREFIX}${'aB-9'.repeat(length / 4)}`

describe('an invitation as a QR code', () => {
  test.prop(
    { invite: inviteOf(40, 1_200), turnDegrees: fc.integer({ min: -30, max: 30 }), seed: fc.nat(99) },
    { numRuns: 25 },
  )('is read back as it was, turned and through noise', ({ invite, turnDegrees, seed }) => {
    const modules = modulesOf(invite) ?? []
    const noise = (pixel: number): number => ((pixel * 7_919 + seed * 104_729) % 61) - 30
    expect(readPixels(sceneOf(modules, { scale: 4, turnDegrees, noise }), 'picture')).toBe(invite)
  })

  test.prop({ invite: inviteOf(40, 1_200) }, { numRuns: 20 })('is drawn module for module', ({ invite }) => {
    const modules = modulesOf(invite) ?? []
    expect(modulesIn(pathOf(modules), modules.length)).toEqual(modules)
  })

  test.each([
    ['of one address', 430],
    ['of four addresses', 760],
  ])('%s can be told apart in the narrowest window', (_what, length) => {
    expect(modulesOf(longText(length))?.length).toBeLessThanOrEqual(EASY_MODULES)
  })

  test('spends the room it has on sturdiness', () => {
    const sides = [300, 700, 1_400].map((length) => modulesOf(longText(length))?.length)
    expect(sides).toEqual([89, 113, 133])
  })

  test('has a light edge of four modules', () => {
    const modules = modulesOf(longText(400)) ?? []
    const edge = modules.filter((_, y) => y < 4 || y >= modules.length - 4)
    expect(edge.flat().some(Boolean)).toBe(false)
    expect(modules.some((row) => [...row.slice(0, 4), ...row.slice(-4)].some(Boolean))).toBe(false)
  })

  test('too long for any code is none', () => {
    expect(modulesOf(longText(2_900))).not.toBeNull()
    expect(modulesOf(longText(3_000))).toBeNull()
  })

  test('is a file in black on white that says how large it is', () => {
    const svg = svgOf([[true, true, false]])
    expect(svg).toContain('viewBox="0 0 1 1" width="10" height="10"')
    expect(svg).toContain('<path d="M0 0h2v1h-2z"/>')
  })
})

test('a picture without a code says nothing', () => {
  expect(
    readPixels({ width: 64, height: 64, data: new Uint8ClampedArray(64 * 64 * 4).fill(200) }, 'picture'),
  ).toBeNull()
})
