import type { Page } from 'playwright'
import { percentileOf } from '../bench.ts'

/** Share of frames that are at least this fast. */
const SHARE = 0.95
/** A notch of a common mouse wheel. */
const NOTCH_PX = 100
/** Notches down, and as many up again. Chosen here: some thirty rows come and go. */
const NOTCHES = 30
/** One drag over the map, and back. */
const DRAG_MOVES = 12
const DRAG_STEP_PX = 8
/** Notches into the map, and out again. Chosen here: from the world to a part of the earth. */
const ZOOM_NOTCHES = 10
/** Keys that lead from any place of the map to its northern end: two levels out each, then a hundred pixels up each. */
const TO_NORTHERN_END = [...Array<string>(5).fill('Shift+Minus'), ...Array<string>(8).fill('ArrowUp')]
/** A hand moves about once in each frame of a common screen. Source: 60 Hz. */
const FRAME_MS = 1_000 / 60

/** Notes how long every frame takes, until it is asked. Runs in the page. */
const BEGIN = `window.benchFrames = []; window.benchNext = (last) => {
  window.benchHandle = requestAnimationFrame((atMs) => { window.benchFrames.push(atMs - last); window.benchNext(atMs) })
}; requestAnimationFrame((atMs) => window.benchNext(atMs))`
const END = `cancelAnimationFrame(window.benchHandle), window.benchFrames`

/** What a hand does, over and over; each time it ends where it began. */
export type Hand = (page: Page) => Promise<void>

/** Time from frame to frame that 95 of 100 do not exceed, while a hand does something with the page. */
export async function frameOf(page: Page, hand: Hand, atLeastMs: number): Promise<number> {
  await page.bringToFront()
  await page.mouse.move(...middleOf(page))
  await page.evaluate(BEGIN)
  const untilMs = performance.now() + atLeastMs
  do await hand(page)
  while (performance.now() < untilMs)
  const framesMs = (await page.evaluate(END)) as number[]
  return percentileOf(framesMs, SHARE)
}

/** Down by the wheel, and up again. */
export async function scrollThrough(page: Page): Promise<void> {
  await turnWheel(page, NOTCHES, NOTCH_PX)
  await turnWheel(page, NOTCHES, -NOTCH_PX)
}

/** Into the map, drag it to and fro, and out again. */
export async function panAndZoom(page: Page): Promise<void> {
  const [x, y] = await overMap(page)
  const way = Array.from({ length: DRAG_MOVES }, (_, move): Point => [x + (move + 1) * DRAG_STEP_PX, y])
  await turnWheel(page, ZOOM_NOTCHES, -NOTCH_PX)
  await drag(page, [[x, y], ...way, ...way.toReversed(), [x, y]])
  await turnWheel(page, ZOOM_NOTCHES, NOTCH_PX)
}

/** As far out as the map goes, and to its northern end: the one place that maps of one size have in common, whoever is on them. */
export async function toNorthernEnd(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' }) // the map jumps, and nobody has to wait for it
  await page.locator('main canvas').focus()
  for (const key of TO_NORTHERN_END) await page.keyboard.press(key)
  await page.emulateMedia({ reducedMotion: null })
}

type Point = readonly [x: number, y: number]

/** The hand over the middle of the map, wherever on its page that stands. */
async function overMap(page: Page): Promise<Point> {
  const canvas = page.locator('main canvas')
  await canvas.scrollIntoViewIfNeeded()
  const box = await canvas.boundingBox()
  if (box === null) throw new TypeError('a map that stands has a size')
  const middle: Point = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(...middle)
  return middle
}

async function drag(page: Page, [from, ...way]: readonly [Point, ...Point[]]): Promise<void> {
  await page.mouse.move(...from)
  await page.mouse.down()
  for (const point of way) {
    await page.mouse.move(...point)
    await page.waitForTimeout(FRAME_MS)
  }
  await page.mouse.up()
}

async function turnWheel(page: Page, notches: number, byPx: number): Promise<void> {
  for (let notch = 0; notch < notches; notch += 1) {
    await page.mouse.wheel(0, byPx)
    await page.waitForTimeout(FRAME_MS)
  }
}

function middleOf(page: Page): [number, number] {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  return [width / 2 + 100, height / 2]
}
