import { appendFileSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import type { Language } from '../../src/shared/kernel/language.ts'
import { ARTIFACTS } from './e2e-artifacts.ts'
import { findBarriers } from './e2e-axe.ts'
import { findLayoutFaults } from './e2e-layout.ts'

const NARROW = { width: 360, height: 740 }
const WIDE = { width: 1280, height: 800 }
/** Twenty times what a picture takes. */
const PICTURE_TIMEOUT_MS = 4_000
/** Every light at every width. */
const WAYS = [
  ['light', WIDE],
  ['dark', NARROW],
  ['dark', WIDE],
  ['light', NARROW],
] as const
/** Set to look at every scene in every language in all four ways: four times the time. */
const LOOKS_AT_EVERYTHING = process.env['MIRRORWELL_EVERY_PICTURE'] === '1'

export interface GalleryOptions {
  /** A folder of its own for the pictures of one test file. */
  readonly name: string
  readonly languages: readonly Language[]
  /** Make the page speak; resolves once it does. */
  speak(language: Language): Promise<void>
}

/** Looks at what is on the screen in every language, light and width; keeps pictures, and tells what is wrong. */
export class Gallery {
  readonly #page: Page
  readonly #options: GalleryOptions
  readonly #folder: string
  /** How many scenes were looked at: each next one is seen in other ways. */
  #scenes = 0

  constructor(page: Page, options: GalleryOptions) {
    this.#page = page
    this.#options = options
    this.#folder = join(ARTIFACTS, 'pictures', options.name)
    rmSync(this.#folder, { recursive: true, force: true })
    mkdirSync(this.#folder, { recursive: true })
  }

  /** @returns what is wrong, each with the way it was looked at; what is moderate is only written down */
  async lookAt(kind: 'view' | 'dialogue', name: string): Promise<string[]> {
    const faults: string[] = []
    const scene = this.#scenes++
    for (const [index, language] of this.#options.languages.entries()) {
      await this.#options.speak(language)
      const ways = LOOKS_AT_EVERYTHING ? WAYS : WAYS.slice((scene + index) % WAYS.length).slice(0, 1)
      for (const [theme, size] of ways) {
        await this.#page.emulateMedia({ colorScheme: theme })
        await this.#page.setViewportSize(size)
        const way = `${name}-${language}-${theme}-${size.width}`
        await this.#keepPicture(way, kind === 'view')
        faults.push(...(await this.#look(way, language)), ...(await this.#barriers(way)))
      }
    }
    return faults
  }

  /** A browser short of time sometimes has no frame to give; another size makes it draw one. */
  async #keepPicture(name: string, fullPage: boolean): Promise<void> {
    const shot = { path: join(this.#folder, `${name}.png`), fullPage, animations: 'disabled' } as const
    const size = this.#page.viewportSize() ?? WIDE
    await this.#page.mouse.move(0, 0)
    await nothingIsBusy(this.#page)
    try {
      await this.#page.screenshot({ ...shot, timeout: PICTURE_TIMEOUT_MS })
    } catch {
      await this.#page.setViewportSize({ ...size, height: size.height + 1 })
      await this.#page.setViewportSize(size)
      await this.#page.screenshot(shot)
    }
  }

  async #look(name: string, language: Language): Promise<string[]> {
    const lang = await this.#page.locator('html').getAttribute('lang')
    const faults = await findLayoutFaults(this.#page)
    return [...faults, ...(lang === language ? [] : [`says it is in ${lang}`])].map(
      (fault) => `${name}: ${fault}`,
    )
  }

  async #barriers(name: string): Promise<string[]> {
    const found = await findBarriers(this.#page)
    for (const finding of found) {
      appendFileSync(join(this.#folder, 'axe.jsonl'), `${JSON.stringify({ name, ...finding })}\n`)
    }
    return found
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ impact, rule, places }) => `${name}: ${impact} ${rule}: ${places.join(' | ')}`)
  }
}

/** Resolves once no part of the page is still being drawn. */
export async function nothingIsBusy(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null)
}
