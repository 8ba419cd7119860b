import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { MirrorError } from '../../../../../shared/kernel/errors.ts'
import { appDir } from '../../app-folder.ts'
import { CHROMIUM_ARGS, findChromium } from '../find-chromium.mjs'

/** The built page that every Node serves. */
export const pageDir = (): string => join(appDir(), 'out', 'renderer')

/**
 * A Chromium without a window, driven by what a checkout brings for its tests.
 *
 * @throws MirrorError 'bench-unready' with what is missing
 */
export async function openBrowser(): Promise<Browser> {
  if (!existsSync(join(pageDir(), 'index.html'))) throw unready('npm run build')
  const { chromium } = await import('playwright').catch((cause: unknown) => {
    throw unready('npm ci', cause)
  })
  const executablePath = findChromium()
  if (executablePath === null) throw unready('Chromium')
  return await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS] })
}

const unready = (missing: string, cause?: unknown): MirrorError =>
  new MirrorError('bench-unready', { missing }, cause)
