import { describe, expect, test } from 'vitest'
import { compareSheets, type Raster } from '../../support/picture-sheet.ts'

const INKS: Readonly<Record<string, readonly number[]>> = {
  ' ': [0, 0, 0, 0],
  '.': [250, 248, 240, 255],
  '#': [30, 40, 90, 255],
}

/** A sheet as it is drawn: a letter for each square. */
function sheet(...rows: readonly string[]): Raster {
  const width = Math.max(...rows.map((row) => row.length))
  const rgba = rows.flatMap((row) => [...row.padEnd(width)].flatMap((ink) => INKS[ink] ?? []))
  return { width, height: rows.length, rgba: Uint8Array.from(rgba) }
}

const KEPT = sheet(
  '.... ....', //
  '.##. .##.',
  '.... .##.',
  '     .##.',
  '         ',
  '......   ',
  '..##..   ',
)

describe('two sheets of pictures', () => {
  test('are the same where nothing has changed', () => {
    expect(compareSheets(KEPT, KEPT)).toEqual([])
  })

  test('are the same where a colour is off by what a codec makes of it', () => {
    const taken = {
      ...KEPT,
      rgba: KEPT.rgba.map((value, at) => (at % 4 === 3 ? value : Math.min(255, value + 5))),
    }
    expect(compareSheets(KEPT, taken)).toEqual([])
  })

  test('differ in the picture in which something has gone, and tell where', () => {
    const taken = sheet(
      '.... ....',
      '.##. ....',
      '.... ....',
      '     ....',
      '         ',
      '......   ',
      '..##..   ',
    )
    expect(compareSheets(KEPT, taken)).toEqual([
      {
        ...{ band: 0, column: 1, sizes: null },
        squares: [
          { x: 6, y: 1 },
          { x: 7, y: 1 },
          { x: 6, y: 2 },
          { x: 7, y: 2 },
          { x: 6, y: 3 },
          { x: 7, y: 3 },
        ],
      },
    ])
  })

  test('differ where a picture has grown, and the others beside it do not', () => {
    const taken = sheet(
      '.... ....',
      '.##. .##.',
      '.... .##.',
      '.... .##.',
      '         ',
      '......   ',
      '..##..   ',
    )
    expect(compareSheets(KEPT, taken)).toEqual([
      { band: 0, column: 0, sizes: ['4 × 3', '4 × 4'], squares: [] },
    ])
  })

  test('differ where a picture is missing, or there is one more', () => {
    const fewer = sheet('....', '.##.', '....', '    ', '......', '..##..')
    expect(compareSheets(KEPT, fewer)).toMatchObject([{ band: 0, column: 1, sizes: ['4 × 4', 'nothing'] }])
    expect(compareSheets(fewer, KEPT)).toMatchObject([{ band: 0, column: 1, sizes: ['nothing', '4 × 4'] }])
  })
})
