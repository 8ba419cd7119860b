import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright'
import { LANGUAGES } from '../../../../../shared/kernel/language.ts'
import { pageDir } from './browser.ts'
import type { PageNode } from './page-node.ts'

/** The addresses of what the page has loaded. Runs in the page. */
const LOADED = `performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)`

/** Bytes of script that a page loads before it has something to read, compressed; of the language that needs most. */
export async function firstScriptBytes(browser: Browser, node: PageNode): Promise<number> {
  const sizes: number[] = []
  for (const language of LANGUAGES) {
    await node.speak(language)
    const context = await browser.newContext({ locale: language })
    const page = await context.newPage()
    await page.goto(node.url)
    await page.locator(`html[lang="${language}"] main h1`).waitFor()
    const loaded = (await page.evaluate(LOADED)) as string[]
    await context.close()
    sizes.push(compressedBytes(loaded.filter((path) => path.endsWith('.js'))))
  }
  return Math.max(...sizes)
}

const compressedBytes = (paths: readonly string[]): number =>
  [...new Set(paths)]
    .map((path) => gzipSync(readFileSync(join(pageDir(), path))).byteLength)
    .reduce((sum, bytes) => sum + bytes, 0)
