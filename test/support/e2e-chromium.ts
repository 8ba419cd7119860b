import { type Browser, chromium } from 'playwright'
import { CHROMIUM_ARGS, CHROMIUM_MISSING, findChromium } from './chromium.mjs'

/** The browser of one test file, with what its machine has besides. */
export function openChromium(...args: readonly string[]): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === null) throw new Error(CHROMIUM_MISSING)
  return chromium.launch({ executablePath, args: [...CHROMIUM_ARGS, ...args] })
}

/** A browser that draws letters alike on every machine: unhinted, in shades of grey. */
export function openStillChromium(): Promise<Browser> {
  return openChromium('--font-render-hinting=none', '--disable-lcd-text')
}
