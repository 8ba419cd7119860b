import { z } from 'zod'

/** A window in logical pixels. Chosen here: the queue and its detail fit side by side; 360 is the narrowest the page is made for. */
export const WINDOW_SIZE = { width: 1200, height: 820, minWidth: 360, minHeight: 480 } as const
/** How much of a window must lie on a screen for a person to get hold of it. Chosen here: a title bar and a thumb's width. */
const GRIP = { width: 120, height: 40 } as const

/** A rectangle in logical pixels; screens to the left of or above the first have negative places. */
export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const Pixels = z.number().int().min(-100_000).max(100_000)
const Remembered = z.object({
  bounds: z.object({ x: Pixels, y: Pixels, width: Pixels.positive(), height: Pixels.positive() }),
  isMaximized: z.boolean(),
})
/** Where a window was. */
export type Remembered = z.output<typeof Remembered>

/** How a window is opened: without `x` and `y` the system finds a place. */
export interface WindowPlace {
  readonly x?: number
  readonly y?: number
  readonly width: number
  readonly height: number
  readonly isMaximized: boolean
}

/** What was written down, or null where it cannot be that. */
export function readRemembered(raw: unknown): Remembered | null {
  const read = Remembered.safeParse(raw)
  return read.success ? read.data : null
}

/** Where to open the window: as it was, where that can still be reached and fits, else in the usual size. */
export function placeWindow(remembered: Remembered | null, workAreas: readonly Rectangle[]): WindowPlace {
  const { width, height } = WINDOW_SIZE
  if (remembered === null) return { width, height, isMaximized: false }
  const { bounds, isMaximized } = remembered
  const area = workAreas.find((each) => canBeGrasped(bounds, each))
  if (area === undefined) return { width, height, isMaximized }
  return {
    x: bounds.x,
    y: Math.max(bounds.y, area.y),
    width: clamp(bounds.width, WINDOW_SIZE.minWidth, area.width),
    height: clamp(bounds.height, WINDOW_SIZE.minHeight, area.height),
    isMaximized,
  }
}

/** Whether enough of the window's upper edge lies on a screen. */
function canBeGrasped(window: Rectangle, area: Rectangle): boolean {
  const left = Math.max(window.x, area.x)
  const right = Math.min(window.x + window.width, area.x + area.width)
  const isInHeight = window.y >= area.y - GRIP.height && window.y + GRIP.height <= area.y + area.height
  return right - left >= GRIP.width && isInHeight
}

const clamp = (value: number, least: number, most: number): number =>
  Math.max(least, Math.min(value, Math.max(least, most)))
