import { type Browser, chromium } from 'playwright'
import { CHROMIUM_ARGS, CHROMIUM_MISSING, findChromium } from './chromium.mjs'

/** The browser of one test file. */
export function openChromium(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === null) throw new Error(CHROMIUM_MISSING)
  return chromium.launch({ executablePath, args: CHROMIUM_ARGS })
}
