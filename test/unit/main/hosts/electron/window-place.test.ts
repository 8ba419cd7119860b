import { describe, expect, test } from 'vitest'
import {
  placeWindow,
  readRemembered,
  WINDOW_SIZE,
} from '../../../../../src/main/hosts/electron/window-place.ts'

const SCREEN = { x: 0, y: 25, width: 1920, height: 1055 }
const LEFT_SCREEN = { x: -1280, y: 0, width: 1280, height: 1024 }
const USUAL = { width: WINDOW_SIZE.width, height: WINDOW_SIZE.height }

const at = (x: number, y: number, width = 900, height = 700) => ({
  bounds: { x, y, width, height },
  isMaximized: false,
})

describe('where a window opens', () => {
  test.for([
    ['the first time', null, [SCREEN], { ...USUAL, isMaximized: false }],
    ['where it was', at(100, 100), [SCREEN], { ...at(100, 100).bounds, isMaximized: false }],
    [
      'on the other screen',
      at(-900, 50),
      [SCREEN, LEFT_SCREEN],
      { ...at(-900, 50).bounds, isMaximized: false },
    ],
    ['after that screen has gone', at(-900, 50), [SCREEN], { ...USUAL, isMaximized: false }],
    ['when it was far below', at(100, 1050), [SCREEN], { ...USUAL, isMaximized: false }],
    ['under the menu bar', at(100, 0), [SCREEN], { ...at(100, 25).bounds, isMaximized: false }],
    [
      'larger than the screen',
      at(0, 25, 4000, 3000),
      [SCREEN],
      { ...at(0, 25, 1920, 1055).bounds, isMaximized: false },
    ],
    ['too small to use', at(5, 30, 20, 20), [SCREEN], { ...USUAL, isMaximized: false }],
    ['with no screen at all', at(100, 100), [], { ...USUAL, isMaximized: false }],
  ] as const)('%s', ([, remembered, screens, expected]) => {
    expect(placeWindow(remembered, screens)).toEqual(expected)
  })

  test('keeps that it filled the screen', () => {
    expect(placeWindow({ ...at(0, 25), isMaximized: true }, [SCREEN]).isMaximized).toBe(true)
  })
})

test.for([
  null,
  [],
  'x',
  {},
  { bounds: { x: 0, y: 0, width: 0, height: 10 }, isMaximized: false },
  { bounds: { x: 0.5, y: 0, width: 10, height: 10 }, isMaximized: false },
  { bounds: { x: 1e9, y: 0, width: 10, height: 10 }, isMaximized: false },
  { bounds: { x: 0, y: 0, width: 10, height: 10 }, isMaximized: 'yes' },
])('%o is not a place that was written down', (raw) => {
  expect(readRemembered(raw)).toBeNull()
})
