import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { safeFileName } from '../../../../src/main/platform/safe-file-name.ts'

describe('a name for a file', () => {
  test.each([
    ['brunnen.pdf', 'brunnen.pdf'],
    ['ritning över åsen.pdf', 'ritning över åsen.pdf'],
    ['井戸の図.png', '井戸の図.png'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\system32\\cmd.exe', 'cmd.exe'],
    ['/etc/shadow', 'shadow'],
    ['..', 'file'],
    ['', 'file'],
    ['\u0000', 'file'],
    ['.ssh', 'ssh'],
    ['...', 'file'],
    ['a\u0000b\r\nc.txt', 'ab c.txt'],
    ['film\u202egpj.exe', 'filmgpj.exe'],
    ['in\u200bvisi\ufeffble.txt', 'invisible.txt'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['COM1.tar.gz', '_COM1.tar.gz'],
    ['console.txt', 'console.txt'],
    ['name. ', 'name'],
    ['a:b|c?.txt', 'a_b_c_.txt'],
    ['cafe\u0301.txt', 'caf\u00e9.txt'],
    ['half \ud800 pair', 'half \ufffd pair'],
    ['week\u200cend.txt', 'week\u200cend.txt'],
  ])('%j is kept as %j', (raw, kept) => {
    expect(safeFileName(raw)).toBe(kept)
  })

  test('that is too long is cut before its ending', () => {
    const name = safeFileName(`${'長い'.repeat(100)}.tar.gz`)
    expect(name.endsWith('.gz')).toBe(true)
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200)
    expect(safeFileName(`${'🌾'.repeat(100)}.csv`)).toMatch(/^🌾+\.csv$/u)
  })

  test('is safe and stays as it is, whatever was asked for', () => {
    const pieces = fc.constantFrom(
      '..',
      '/',
      '\\',
      'CON',
      'nul',
      '.',
      ' ',
      ':',
      '\u202e',
      '\u0000',
      'ä',
      '🌾',
      'x',
    )
    const hostile = fc.array(pieces, { maxLength: 300 }).map((parts) => parts.join(''))
    const any = fc.oneof(
      hostile,
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme' }),
    )
    fc.assert(
      fc.property(any, (raw) => {
        const name = safeFileName(raw)
        expect(name).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Bidi_Control}]|^[.\s]|[.\s]$/u)
        expect(name).not.toMatch(/^(?:con|nul|prn|aux|com\d|lpt\d)(?:\.|$)/iu)
        expect(name.length).toBeGreaterThan(0)
        expect(name.length).toBeLessThanOrEqual(120)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200)
        expect(safeFileName(name)).toBe(name)
      }),
      { seed: 7, numRuns: 2_000 },
    )
  })
})
